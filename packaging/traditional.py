"""Make ``resources/captions/traditional.txt``: simplified to traditional hanzi, out of OpenCC's dictionaries (Apache-2.0).

``python packaging/traditional.py`` (needs ``pip install OpenCC``; done by hand when OpenCC has a new version)

The file is kept in the repository, so that the program itself does not load OpenCC (7 MB, compiled for each machine). It holds
what OpenCC's ``s2t`` goes by: 通用繁体 without the words and variants of one region. What it says is the same, character by
character; ``tests/core/test_traditional.py`` compares the two.
"""

from __future__ import annotations

import importlib
import subprocess
import tempfile
from collections import defaultdict
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "resources" / "captions" / "traditional.txt"
PAIRS_A_LINE = 40
_HEAD = """# Simplified to traditional hanzi, made by packaging/traditional.py from OpenCC {version} (s2t; Apache-2.0 licence).
# Three parts, an empty line between them. First and second, characters in pairs: compatibility forms and the usual ones that
# take their place; simplified and traditional. Third: first character, tab, then the rests of the phrases that begin with it,
# each followed by = and the whole phrase in traditional hanzi where that differs from its characters one by one.
"""


def main() -> None:
    """Write the file."""
    opencc = importlib.import_module("opencc")
    folder = Path(opencc.__file__ or "").parent / "clib"
    unified, characters = read(folder, "CJK_Compatibility_Ideographs"), read(folder, "STCharacters")
    phrases = {**read(folder, "STPhrases_GeneratedFromRegionalPhrases"), **read(folder, "STPhrases")}
    for one, other in (*unified.items(), *characters.items(), *phrases.items()):
        # The captions light character by character: a conversion that changes the length has no place here.
        assert len(one) == len(other), f"{one} {other}"
        assert not set("=\t\n") & set(one + other), f"{one} {other}"
    rows: dict[str, list[str]] = defaultdict(list)
    for phrase in sorted(phrases):
        is_plain = phrases[phrase] == "".join(characters.get(each, each) for each in phrase)
        rows[phrase[0]].append(phrase[1:] if is_plain else f"{phrase[1:]}={phrases[phrase]}")
    parts = (
        pairs(unified),
        pairs({one: other for one, other in characters.items() if one != other}),
        ["\t".join((first, *rests)) for first, rests in sorted(rows.items())],
    )
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    text = _HEAD.format(version=opencc.__version__) + "\n\n".join("\n".join(part) for part in parts) + "\n"
    TARGET.write_text(text, encoding="utf-8", newline="\n")
    print(f"{TARGET.name}: {len(characters)} characters, {len(phrases)} phrases, {len(text.encode())} bytes")


def read(folder: Path, name: str) -> dict[str, str]:
    """Give one of OpenCC's dictionaries; of several conversions the first, which is the one OpenCC takes."""
    with tempfile.TemporaryDirectory() as scratch:
        text = Path(scratch) / name
        source = folder / "share" / "opencc" / f"{name}.ocd2"
        tool = folder / "bin" / "opencc_dict"
        subprocess.run([tool, "-f", "ocd2", "-t", "text", "-i", source, "-o", text], check=True)
        rows = (line.split("\t") for line in text.read_text(encoding="utf-8").splitlines())
        return {one: others.split(" ")[0] for one, others in rows}


def pairs(characters: dict[str, str]) -> list[str]:
    """Write each character before the one that takes its place, some pairs a line."""
    written = [one + other for one, other in sorted(characters.items())]
    return ["".join(written[at : at + PAIRS_A_LINE]) for at in range(0, len(written), PAIRS_A_LINE)]


if __name__ == "__main__":
    main()
