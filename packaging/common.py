#!/usr/bin/env python3
"""Make the list of common hanzi, by which the page knows a rare one: level 1 of 通用规范汉字表 (2013).

Run it by hand. The source is the Debian package ``unicode-data``: the field ``kTGH`` of Unicode's Unihan database has the
numbers of that table, of which the first 3,500 are its level 1, the characters of general education. The result is
committed, so that the package is not needed to build or to run the reader.
"""

from __future__ import annotations

import bz2
import sys
from collections.abc import Iterator
from pathlib import Path

UNIHAN = Path("/usr/share/unicode/Unihan_OtherMappings.txt.bz2")
OUT = Path(__file__).resolve().parent.parent / "resources" / "page" / "common.txt"
LEVEL_1 = 3500
PER_LINE = 50


def read_level_1() -> Iterator[tuple[int, str]]:
    """The numbers and characters of level 1."""
    with bz2.open(UNIHAN, "rt", encoding="utf-8") as lines:
        for line in lines:
            if "\tkTGH\t" in line:
                code, _, value = line.split("\t")
                number = int(value.partition(":")[2])
                if number <= LEVEL_1:
                    yield number, chr(int(code.removeprefix("U+"), 16))


def main() -> None:
    """Write the characters in the table's order, which is by strokes."""
    if not UNIHAN.exists():
        sys.exit(f"缺少 {UNIHAN}。请运行：sudo apt-get install unicode-data")
    common = "".join(character for _, character in sorted(read_level_1()))
    OUT.parent.mkdir(parents=True, exist_ok=True)
    lines = (common[at : at + PER_LINE] for at in range(0, len(common), PER_LINE))
    OUT.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"{OUT.name}: {len(common)} characters")


if __name__ == "__main__":
    main()
