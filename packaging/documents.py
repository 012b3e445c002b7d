"""Write the parts of the README that are generated from the tools:  python packaging/documents.py [--check]

With ``--check`` nothing is written; the exit status is 1 when the README is stale (``tests/test_documents.py`` asks too).
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from reader.settings.option import Option
from reader.tools import EXTRAS, TOOLS
from reader.tools.base import Tool

README = Path(__file__).parent.parent / "README.md"
_BEGIN, _END = "<!-- tools: made by make docs -->", "<!-- /tools -->"


def tools_table() -> str:
    """Give the table of the fifteen tools and what stands beside them: word, keys, what it does, what can be chosen."""
    rows = ["| 工具 | 按键 | 做什么 | 可以挑什么 |", "| --- | --- | --- | --- |"]
    rows += [_row(tool) for tool in (*TOOLS, *EXTRAS)]
    return "\n".join(rows)


def _row(tool: type[Tool]) -> str:
    keys = " ".join(f"`{key}`" for key in tool.shortcuts)
    return f"| {tool.name} | {keys} | {tool.help} | {'；'.join(filter(None, map(_choices, tool.options)))} |"


def _choices(option: Option) -> str:
    if option.choices:
        words = "、".join(choice.label for choice in option.choices)
        return f"{option.label}：{words}"
    if isinstance(option.default, int):
        return f"{option.label}：{option.minimum}–{option.maximum}{option.unit}"
    return ""


def renewed(text: str) -> str:
    """Give the README's text with the generated parts as they should be. ``ValueError`` when a mark is missing."""
    part = re.compile(f"{re.escape(_BEGIN)}.*?{re.escape(_END)}", re.DOTALL)
    if not part.search(text):
        raise ValueError(f"{README.name} lacks {_BEGIN} … {_END}")
    return part.sub(lambda _found: f"{_BEGIN}\n\n{tools_table()}\n\n{_END}", text)


def main() -> int:
    """Renew the README, or only look."""
    text = README.read_text(encoding="utf-8")
    new = renewed(text)
    if "--check" in sys.argv[1:]:
        return int(new != text)
    README.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
