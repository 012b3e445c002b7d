"""Make the search tables in ``resources/search``: the four that are made of sources.

Run by hand when a source has a new version; the tables are kept in the repository, so that neither setting up
nor searching needs any of the sources:

* OpenCC (Apache-2.0), traditional to simplified characters: ``pip install opencc``
* Unihan (Unicode licence), kTGHZ2013: the readings of the 8,105 characters of the state standard of 2013, and
  kHanyuPinlu: how often a character is read so; kSimplifiedVariant, kZVariant and kSemanticVariant: other
  forms of a character that OpenCC leaves alone (効 for 效): Debian's ``unicode-data``, or any folder with
  Unihan_Readings.txt and Unihan_Variants.txt
* jieba (MIT), how often a word is used, and characters in words: ``pip install jieba``

``python packaging/tables.py [--unihan /usr/share/unicode]``
"""

from __future__ import annotations

import argparse
import bz2
import importlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

RESOURCES = Path(__file__).resolve().parent.parent / "resources" / "search"
HANZI = re.compile(r"[\u4e00-\u9fff]+")

WORD_LENGTHS = range(2, 5)
LEAST_USE = 100
"""Words used less often than this in jieba's corpus (of some 60 million) are no use for cutting: names mostly."""
LEAST_RARE_USE = 20
"""… and less often than this are hardly words: what is typed by mistake would be among them."""


def main() -> None:
    """Read the sources and write the tables."""
    parser = argparse.ArgumentParser(description="Make the search tables in resources/search.")
    parser.add_argument("--unihan", type=Path, default=Path("/usr/share/unicode"))
    unihan = parser.parse_args().unihan
    RESOURCES.mkdir(parents=True, exist_ok=True)
    folds = dict(fold_rows(unihan))
    write("folding.tsv", iter(folds.items()))
    readings_of = dict(reading_rows(unihan, frozenset("".join(folds.values()))))
    write("readings.tsv", iter(readings_of.items()))
    write("words.tsv", word_rows())
    write_list("rare_words.txt", rare_words(frozenset("".join(readings_of.values()))))


def write(name: str, rows: Iterator[tuple[str, str]]) -> None:
    """Write rows of two columns and say how many there are."""
    lines = [f"{first}\t{second}\n" for first, second in rows]
    (RESOURCES / name).write_text("".join(lines), encoding="utf-8", newline="\n")
    print(f"{name}: {len(lines)} rows, {sum(len(line.encode()) for line in lines)} bytes")


def write_list(name: str, words: Iterator[str]) -> None:
    """Write words in order, one a line, and say how many there are."""
    lines = [f"{word}\n" for word in sorted(words)]
    (RESOURCES / name).write_text("".join(lines), encoding="utf-8", newline="\n")
    print(f"{name}: {len(lines)} words, {sum(len(line.encode()) for line in lines)} bytes")


def fold_rows(unihan: Path) -> Iterator[tuple[str, str]]:
    """Give each simplified character with the traditional ones and other forms that stand for it."""
    convert = importlib.import_module("opencc").OpenCC("t2s").convert
    simple_for: dict[str, str] = {}
    for code in range(0x3400, 0xA000):
        simple = convert(chr(code))
        if len(simple) == 1 and simple != chr(code):
            simple_for[chr(code)] = simple
    simple_for |= other_forms(unihan, simple_for)
    folds: dict[str, list[str]] = defaultdict(list)
    for variant, simple in sorted(simple_for.items()):
        folds[simple].append(variant)
    for simple, variants in sorted(folds.items()):
        yield simple, "".join(variants)


def other_forms(unihan: Path, simple_for: Mapping[str, str]) -> dict[str, str]:
    """Give forms of standard characters that are none themselves, where Unihan is of one mind about it."""
    standard = {character for character, _ in readings(unihan, "kTGHZ2013")}
    fields = {"kSimplifiedVariant": 0, "kZVariant": 1, "kSemanticVariant": 2}
    found: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for character, field, value in unihan_rows(unihan, "Unihan_Variants.txt"):
        if field in fields and character not in standard and character not in simple_for:
            targets = {chr(int(each.partition("<")[0][2:], 16)) for each in value.split()}
            meant = {simple_for.get(target, target) for target in targets} & standard
            found[character][fields[field]] |= meant
    forms = {}
    for character, by_field in found.items():
        best = next((meant for _, meant in sorted(by_field.items()) if meant), set())
        if len(best) == 1 and len(character) == 1 and "\u3400" <= character <= "\u9fff":
            forms[character] = best.pop()
    return forms


def unihan_rows(unihan: Path, name: str) -> Iterator[tuple[str, str, str]]:
    """Give character, field and value of each row of a Unihan file, packed or not."""
    packed = unihan / f"{name}.bz2"
    with (
        bz2.open(packed, "rt", encoding="utf-8")
        if packed.exists()
        else (unihan / name).open(encoding="utf-8") as file
    ):
        for line in file:
            code, _, rest = line.rstrip("\n").partition("\t")
            field, _, value = rest.partition("\t")
            if code.startswith("U+"):
                yield chr(int(code[2:], 16)), field, value


def reading_rows(unihan: Path, folded_away: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Give each syllable (no tone, v for ü) with its characters, the most used first.

    Characters that are ``folded_away`` before anything is looked up are left out.
    """
    used: dict[tuple[str, str], int] = {}
    for field in ("kHanyuPinlu", "kTGHZ2013"):
        for character, read in readings(unihan, field):
            for reading, count in read:
                key = bare(reading), character
                used[key] = used.get(key, 0) + count
    in_words = uses_in_words()
    counted = {character for (_, character), count in used.items() if count}
    rows: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for (syllable, character), count in used.items():
        # A syllable without a vowel (嗯 ng, 呣 m) cannot be typed as one: it would make every n an own
        # syllable.
        if re.search("[aeiouv]", syllable) and character not in folded_away:
            # A reading that is not counted, of a character that is, is hardly ever meant: it comes last.
            in_use = 0 if character in counted and not count else in_words[character]
            rows[syllable].append((-count, -in_use, character))
    for syllable, characters in sorted(rows.items()):
        yield syllable, "".join(character for _, _, character in sorted(characters))


def uses_in_words() -> Counter[str]:
    """Count how often each character is used in jieba's words: for those of which Unihan does not say."""
    uses: Counter[str] = Counter()
    for word, use, _ in words_of_jieba():
        for character in word:
            uses[character] += use
    return uses


def readings(unihan: Path, wanted: str) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """Give each character with its readings of a field, and how often it is read so, as far as is known."""
    for character, field, value in unihan_rows(unihan, "Unihan_Readings.txt"):
        if field != wanted:
            continue
        if field == "kHanyuPinlu":
            entries = (entry.rstrip(")").split("(") for entry in value.split())
            yield character, [(reading, int(count)) for reading, count in entries]
        else:
            listed = (entry.partition(":")[2] for entry in value.split())
            yield character, [(reading, 0) for each in listed for reading in each.split(",")]


def bare(reading: str) -> str:
    """Take the tone off a reading, and write ü as v."""
    letters = unicodedata.normalize("NFD", reading).replace("u\u0308", "v").replace("e\u0302", "e")
    return "".join(letter for letter in letters if "a" <= letter <= "z")


def word_rows() -> Iterator[tuple[str, str]]:
    """Give each common word with how often it is used."""
    for word, use, _ in words_of_jieba():
        if use >= LEAST_USE:
            yield word, str(use)


def rare_words(known: frozenset[str]) -> Iterator[str]:
    """Give each word of ``known`` characters that is not so common, names of people left out."""
    for word, use, kind in words_of_jieba():
        if LEAST_RARE_USE <= use < LEAST_USE and known.issuperset(word) and not kind.startswith("nr"):
            yield word


def words_of_jieba() -> Iterator[tuple[str, int, str]]:
    """Give each word of two to four hanzi, how often it is used, and its kind (n, v, nr …)."""
    dictionary = Path(importlib.import_module("jieba").__file__ or "").with_name("dict.txt")
    for line in dictionary.read_text(encoding="utf-8").splitlines():
        word, use, kind = line.split(" ")
        if len(word) in WORD_LENGTHS and HANZI.fullmatch(word):
            yield word, int(use), kind


if __name__ == "__main__":
    main()
