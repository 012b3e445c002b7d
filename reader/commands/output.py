"""What all commands print with, and read with."""

from __future__ import annotations

import contextlib
import json
import re
import sys
from collections.abc import Iterator

_FOREIGN_SURROGATES = re.compile("[\ud800-\udc7f\udd00-\udfff]")
"""Those that stand for no byte."""


def print_json(value: object) -> None:
    """Print ``value`` as JSON, Chinese left readable."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def tell(message: str) -> None:
    """Write a line for people to stderr, if there is one."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            print(message, file=sys.stderr, flush=True)


def readable(text: str) -> str:
    """Replace the bytes of an argument that are not UTF-8 by �; Python hands them over as lone surrogates.

    On Windows a file name may have other lone surrogates, too.
    """
    escaped = _FOREIGN_SURROGATES.sub("�", text)
    return escaped.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def input_lines() -> Iterator[str]:
    """Give the lines of standard input without their ends, each as soon as it is there; bytes that are not UTF-8 as �.

    A closed standard input has no lines.
    """
    if sys.stdin is None:
        return
    _invite()
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace").removeprefix("\ufeff").removesuffix("\n").removesuffix("\r")


def input_text() -> str:
    """Give all of standard input as it is; bytes that are not UTF-8 as �; nothing where it is closed."""
    if sys.stdin is None:
        return ""
    _invite()
    return sys.stdin.buffer.read().decode("utf-8", "replace")


def _invite() -> None:
    if sys.stdin.isatty():
        tell("请输入文字，一行一句；输完按 Ctrl+D。")
