"""Make ``resources/speech/dictionary.txt``: the readings of hanzi and words, and how frequent words are.

``python packaging/dictionary.py WORDS UNIHAN`` (done by hand when one of its sources has a new version), with

* pypinyin (``pip install pypinyin``, MIT): readings of characters and phrases;
* WORDS: ``jieba/dict.txt`` of jieba 0.42.1 (``pip download --no-binary :all: jieba``, MIT): words with frequencies;
* UNIHAN: ``Unihan_Readings.txt.bz2`` (Debian: unicode-data; Unicode licence): kTGHZ2013, the readings that 通用规范汉字字典
  gives the 8,105 standard characters, and kMandarin, the commonest one.

The file is kept in the repository, so that the program loads neither pypinyin (54 MB of memory, 0.3 to 0.5 s) nor a
segmenter (jieba: 1 s): the file takes some MB and a tenth of the time.
"""

from __future__ import annotations

import argparse
import bz2
import importlib
import math
import unicodedata
from collections import defaultdict
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "resources" / "speech" / "dictionary.txt"
_HEAD = """# Readings of hanzi and words, made by packaging/dictionary.py from pypinyin {version} (MIT), jieba 0.42.1 (MIT) and Unihan.
# Four parts, parted by empty lines.
# 1: syllable, tab, the characters read so by themselves.
# 2: a capital for the frequency, tab, the characters of that frequency as words of one character.
# 3: first character, tab, then the rests of the words that begin with it, in order, each with the capital of its
#    frequency and, where they differ from the characters' own, its syllables.
# 4: character with several readings, tab, all of them.
"""
_FREQUENT = 200
"""How often a word of jieba's stands in its corpus of 60 million words, to be kept though pypinyin has no reading for it."""
_RARE = 3
"""The frequency of a phrase that jieba does not know, as of its own rarest words."""
_STEP = 0.55
"""Natural logarithm of the ratio of frequencies between one capital and the next; 26 of them reach from 1 to a million."""

_BY_ITSELF = {
    "chang3": "场",
    "jin4": "尽",
    "liang4": "靓",
    "zi3": "子",
    "shi2": "什",
    "si4": "似伺俟",
    "pu2": "仆",
    "bo2": "泊薄",
    "fo2": "佛",
    "le4": "勒",
    "sai4": "塞",
    "bu3": "卜",
    "she4": "舍",
    "ge2": "蛤",
    "ge3": "葛",
    "qie1": "切",
    "qie2": "茄",
    "xiao1": "肖",
    "ye1": "耶",
    "ye4": "掖",
    "zhai2": "翟",
    "zhuo2": "琢",
    "sheng4": "晟",
    "gen4": "艮",
    "he1": "呵",
    "que4": "阙",
    "jie4": "藉",
    "yuan2": "媛",
}
"""Characters that, outside the words of this dictionary, are mostly read otherwise than pypinyin reads them by themselves.

One of the readings in kTGHZ2013 each; which of them is the commonest alone was counted in the development part of the
polyphone data of g2pM (Park and Lee 2020, sentences of the Chinese Wikipedia).
"""


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("words", type=Path)
    parser.add_argument("unihan", type=Path)
    arguments = parser.parse_args()
    pypinyin = importlib.import_module("pypinyin")
    frequencies = _read_frequencies(arguments.words)
    own, outdated = _own_readings(_read_unihan(arguments.unihan))
    phrases = _phrases(own, outdated)
    words = _words(frequencies, phrases, own)
    parts = (
        _HEAD.format(version=pypinyin.__version__) + _invert(own),
        _invert({word: _capital(count) for word, count in frequencies.items() if word in own}),
        _rests(words, frequencies, own),
        "\n".join(
            f"{character}\t{' '.join(several)}" for character, several in sorted(_several(own).items())
        ),
    )
    TARGET.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _read(text: str) -> list[str]:
    pypinyin = importlib.import_module("pypinyin")
    syllables: list[str] = pypinyin.lazy_pinyin(
        text, style=pypinyin.Style.TONE3, neutral_tone_with_five=True, errors="ignore"
    )
    return syllables


def _read_frequencies(path: Path) -> dict[str, int]:
    rows = (line.split(" ") for line in path.read_text(encoding="utf-8").splitlines())
    return {word: max(int(count), 1) for word, count, _ in rows}


def _read_unihan(path: Path) -> dict[str, list[str]]:
    """Give the readings of kTGHZ2013 for each standard character, the one of kMandarin first if it is among them."""
    usual: dict[str, str] = {}
    norm: dict[str, list[str]] = {}
    with bz2.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            if "\tkTGHZ2013\t" not in line and "\tkMandarin\t" not in line:
                continue
            code, field, value = line.rstrip("\n").split("\t")
            character = chr(int(code[2:], 16))
            if field == "kMandarin":
                usual[character] = _digits(value.split(" ")[0])
            else:
                found = [
                    _digits(marked)
                    for place in value.split(" ")
                    for marked in place.partition(":")[2].split(",")
                ]
                norm[character] = found
    return {
        character: sorted(found, key=lambda each: each != usual.get(character))
        for character, found in norm.items()
    }


def _digits(marked: str) -> str:
    """Write ``bāng`` as ``bang1``."""
    tones = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
    plain = unicodedata.normalize("NFD", marked).replace("u\u0308", "v")
    tone = next((tones[char] for char in plain if char in tones), "5")
    return unicodedata.normalize("NFC", "".join(char for char in plain if char not in tones)) + tone


def _own_readings(norm: dict[str, list[str]]) -> tuple[dict[str, str], dict[str, str]]:
    """Give the reading of each character by itself, and those of pypinyin that the standard dictionary does not know."""
    constants = importlib.import_module("pypinyin.constants")
    own = {
        chr(code): syllables[0]
        for code in sorted(constants.PINYIN_DICT)
        if len(syllables := _read(chr(code))) == 1
    }
    outdated = {
        character: own[character]
        for character, readings in norm.items()
        if character in own and own[character] not in readings and readings[0][:-1].isalpha()
    }
    own.update({character: norm[character][0] for character in outdated})
    for syllable, characters in _BY_ITSELF.items():
        own.update(dict.fromkeys(characters, syllable))
    return own, outdated


def _phrases(own: dict[str, str], outdated: dict[str, str]) -> dict[str, list[str]]:
    """Give pypinyin's phrases with their readings, the outdated ones (框 kuāng, 辗 niǎn) replaced."""
    constants = importlib.import_module("pypinyin.constants")
    phrases = {phrase: _read(phrase) for phrase in constants.PHRASES_DICT}
    return {
        phrase: [
            own[character] if outdated.get(character) == syllable and not syllable.endswith("5") else syllable
            for character, syllable in zip(phrase, syllables, strict=True)
        ]
        for phrase, syllables in phrases.items()
        if len(phrase) > 1 and len(syllables) == len(phrase) and all(character in own for character in phrase)
    }


def _words(
    frequencies: dict[str, int], phrases: dict[str, list[str]], own: dict[str, str]
) -> dict[str, list[str]]:
    """Add jieba's frequent words to the phrases, each read by the longest phrases in it."""
    words = dict(phrases)
    for word, count in frequencies.items():
        if count >= _FREQUENT and len(word) > 1 and word not in phrases and all(each in own for each in word):
            words[word] = _read_by_phrases(word, phrases, own)
    return words


def _read_by_phrases(word: str, phrases: dict[str, list[str]], own: dict[str, str]) -> list[str]:
    syllables: list[str] = []
    while len(syllables) < len(word):
        at = len(syllables)
        lengths = (length for length in range(len(word) - at, 1, -1) if word[at : at + length] in phrases)
        length = next(lengths, 1)
        syllables += phrases[word[at : at + length]] if length > 1 else [own[word[at]]]
    return syllables


def _rests(words: dict[str, list[str]], frequencies: dict[str, int], own: dict[str, str]) -> str:
    rests: dict[str, list[str]] = defaultdict(list)
    for word, syllables in sorted(words.items()):
        is_plain = syllables == [own[character] for character in word]
        capital = _capital(frequencies.get(word, _RARE))
        rests[word[0]].append(word[1:] + capital + ("" if is_plain else " ".join(syllables)))
    return "\n".join("\t".join((first, *each)) for first, each in sorted(rests.items()))


def _capital(count: int) -> str:
    return chr(ord("A") + round(math.log(count) / _STEP))


def _invert(values: dict[str, str]) -> str:
    """Write a line for each value: the value, a tab, the characters that have it."""
    characters: dict[str, list[str]] = defaultdict(list)
    for character, value in sorted(values.items()):
        characters[value].append(character)
    return "\n".join(f"{value}\t{''.join(found)}" for value, found in sorted(characters.items()))


def _several(own: dict[str, str]) -> dict[str, list[str]]:
    """Give the characters of the common block that have several readings, with these."""
    pypinyin = importlib.import_module("pypinyin")
    read = {
        character: pypinyin.pinyin(
            character, style=pypinyin.Style.TONE3, neutral_tone_with_five=True, heteronym=True
        )[0]
        for character in own
        if "\u4e00" <= character <= "\u9fff"
    }
    return {character: several for character, several in read.items() if len(several) > 1}


if __name__ == "__main__":
    main()
