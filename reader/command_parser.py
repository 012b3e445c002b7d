"""argparse in plain Chinese: headings, usage and errors."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable
from typing import Any, NoReturn

_ERRORS = (
    (r"the following arguments are required: (.+)", "还缺：{0}"),
    (r"unrecognized arguments: (.+)", "不认识“{0}”"),
    (r"argument 命令: invalid choice: '?(.+?)'? \(choose from .+\)", "没有“{0}”这个命令"),
    (r"argument (\S+): expected (?:one|at least one) argument", "{0} 后面要写上内容"),
    (r"argument (\S+): ignored explicit argument '?(.*?)'?", "{0} 后面不要写“{1}”"),
    (r"argument (\S+): (.+)", "{0}：{1}"),
)
"""argparse's messages (Python 3.11 to 3.14) and ours."""


_TEXT_WITH_DASH = re.compile(r"-+[^-A-Za-z]")
_SHOWN = 16
"""Characters of such a text that a hint repeats."""


class ChineseParser(argparse.ArgumentParser):
    """A parser whose help and errors are in Chinese. Options may not be shortened, so that new ones break nothing."""

    def __init__(
        self, *, fill: Callable[[argparse.ArgumentParser], None] | None = None, **keywords: Any
    ) -> None:
        """Take what ``argparse.ArgumentParser`` takes.

        ``fill`` adds the arguments when they are first needed: of ten commands one is used.
        """
        wants_help = keywords.pop("add_help", True)
        self._fill = fill
        self._given: list[str] = []
        super().__init__(add_help=False, allow_abbrev=False, **keywords)
        self._positionals.title = "内容"
        self._optionals.title = "选项"
        if wants_help:
            self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Do as ``argparse.ArgumentParser`` does, which parses all with it, a command's own arguments too."""
        self._fill_in()
        self._given = list(sys.argv[1:] if args is None else args)
        return super().parse_known_args(args, namespace)

    def format_usage(self) -> str:
        """Give the usage line."""
        self._fill_in()
        return _in_chinese(super().format_usage())

    def format_help(self) -> str:
        """Give the whole help."""
        self._fill_in()
        return _in_chinese(super().format_help())

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how to learn what is right, on stderr, and exit with status 2."""
        for pattern, chinese in _ERRORS:
            if found := re.fullmatch(pattern, message, re.DOTALL):
                message = chinese.format(*found.groups()) + self._hint()
                break
        if sys.stderr is None:  # closed by the caller: Python 3.11.2's argparse would trip over it
            sys.exit(2)
        self.exit(2, f"命令写得不对：{message}。\n{self.format_usage()}请看说明：{self.prog} --help\n")

    def _fill_in(self) -> None:
        fill, self._fill = self._fill, None
        if fill is not None:
            fill(self)

    def _hint(self) -> str:
        """Say how text is given that looks like an option (-5℃): no option's name begins with a digit or a hanzi."""
        options = self._given[: self._given.index("--")] if "--" in self._given else self._given
        text = next((each for each in options if _TEXT_WITH_DASH.match(each)), None)
        if text is None:
            return ""
        return (
            f"。文字以“-”开头时，前面加上 --，例如：-- {text if len(text) <= _SHOWN else text[:_SHOWN] + '…'}"
        )


def _in_chinese(text: str) -> str:
    return re.sub(r"^usage: ", "用法：", text)
