"""Make ``resources/speech/dictionary.txt``: the readings of hanzi and phrases, out of pypinyin's dictionaries (MIT).

``python packaging/dictionary.py`` (needs ``pip install pypinyin``; done by hand when pypinyin has a new version)

The file is kept in the repository, so that the program itself does not load pypinyin: that takes 54 MB of memory and 0.3
to 0.5 s, this file 4 MB and a hundredth of that. What it says is the same, phrase by phrase.
"""

from __future__ import annotations

import importlib
from collections import defaultdict
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "resources" / "speech" / "dictionary.txt"
_HEAD = """# Readings of hanzi and of phrases, made by packaging/dictionary.py from pypinyin {version} (MIT licence).
# First part: syllable, tab, the characters read so by themselves. After the empty line: first character, tab, then the
# rests of the phrases that begin with it, each followed by = and its syllables where they differ from the characters' own.
"""


def main() -> None:
    """Write the file."""
    pypinyin = importlib.import_module("pypinyin")
    constants = importlib.import_module("pypinyin.constants")

    def read(text: str) -> list[str]:
        syllables: list[str] = pypinyin.lazy_pinyin(
            text, style=pypinyin.Style.TONE3, neutral_tone_with_five=True, errors="ignore"
        )
        return syllables

    own = {
        chr(code): syllables[0]
        for code in sorted(constants.PINYIN_DICT)
        if len(syllables := read(chr(code))) == 1
    }
    by_syllable: dict[str, list[str]] = defaultdict(list)
    for character, syllable in own.items():
        by_syllable[syllable].append(character)
    phrases: dict[str, list[str]] = defaultdict(list)
    for phrase in sorted(constants.PHRASES_DICT):
        syllables = read(phrase)
        if len(phrase) < 2 or len(syllables) != len(phrase) or any(mark in phrase for mark in "=\t,，"):
            continue
        is_plain = syllables == [own.get(character, "") for character in phrase]
        phrases[phrase[0]].append(phrase[1:] if is_plain else f"{phrase[1:]}={' '.join(syllables)}")
    lines = [f"{syllable}\t{''.join(characters)}" for syllable, characters in sorted(by_syllable.items())]
    lines += ["", *("\t".join((first, *rests)) for first, rests in sorted(phrases.items()))]
    TARGET.write_text(_HEAD.format(version=pypinyin.__version__) + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
