#!/usr/bin/env python3
"""Make the bundled font: Noto Sans CJK SC cut down to what a report in simplified Chinese can need.

Run it with ``make fonts``. The sources are two Debian packages, ``fonts-noto-cjk`` (the outlines) and
``unicode-data`` (which characters count as standard). The result is committed, so that neither is needed
to build or to run the reader; ``tests/test_fonts.py`` says when it has to be made again.

A subset is a modified version in the sense of the SIL Open Font License, which asks for a name of its own:
the family is called "Qibao Sans SC". Hinting is kept: without it the horizontal strokes blur at 20 px.
"""

from __future__ import annotations

import ast
import bz2
import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

ROOT = Path(__file__).resolve().parent.parent
NOTO_DIR = Path("/usr/share/fonts/opentype/noto")
UNIHAN = Path("/usr/share/unicode/Unihan_OtherMappings.txt.bz2")
TRADITIONAL = ROOT / "resources" / "captions" / "traditional.txt"
OUT_DIR = ROOT / "resources" / "fonts"

SOURCE_FAMILY = "Noto Sans CJK SC"
FAMILY = "Qibao Sans SC"
WEIGHTS = ("Regular", "Bold")
# halt and palt squeeze pairs of punctuation marks; mark and ccmp place tone marks over pinyin. Without
# locl the glyphs stay Chinese whatever language the system claims.
FEATURES = ["ccmp", "halt", "kern", "mark", "palt"]
# Layout tables for vertical text, which the reader does not set.
UNUSED_TABLES = ["BASE", "VORG", "vhea", "vmtx"]

# Rules about what may come in, full of odd characters that are never shown.
RULES = (
    "reader/search",
    "reader/speech",
    "resources/captions/traditional.txt",
    "resources/search/folding.tsv",
    "resources/speech/dictionary.txt",
)
# First and last of the blocks of hanzi, and the sign for a broken byte: they stand in code, not in texts.
NOT_TEXT = {0x3400, 0x9FFF, 0xFFFD}

# Whole blocks, first and last code point; what Noto lacks in them is passed over.
BLOCKS = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x017F),  # Latin-1, Latin Extended-A: pinyin, names, signs
    (0x01CD, 0x01DC),  # pinyin third tones and ü with tones
    (0x01F8, 0x01F9),  # Ǹ ǹ
    (0x02C6, 0x02DD),  # tone marks standing alone
    (0x0300, 0x030C),  # tone marks to combine
    (0x0370, 0x03FF),  # Greek
    (0x1E3E, 0x1E3F),  # Ḿ ḿ
    (0x2010, 0x205E),  # dashes, quotation marks, ellipsis, per mille
    (0x2070, 0x209C),  # superscripts and subscripts
    (0x20A0, 0x20BF),  # currencies
    (0x2100, 0x218B),  # ℃ № ™ ⅓ Ⅳ
    (0x2190, 0x22FF),  # arrows, mathematics
    (0x2460, 0x24FF),  # ① to ⓿
    (0x2500, 0x266F),  # box drawing, shapes, stars, notes
    (0x2713, 0x2717),  # ticks and crosses
    (0x2776, 0x2793),  # ❶ to ➓
    (0x3000, 0x303F),  # Chinese punctuation
    (0x3220, 0x33FF),  # ㈠ ㉑ ㎡ ㎏ ㏑
    (0xFE30, 0xFE4F),  # forms for vertical text, as some web pages use them
    (0xFF01, 0xFFE6),  # full-width forms
)


def read_standard_hanzi(unihan: Path) -> set[int]:
    """The 8,105 characters of 通用规范汉字表 (2013), field ``kTGH`` of Unicode's Unihan database."""
    code_points = set()
    with bz2.open(unihan, "rt", encoding="utf-8") as lines:
        for line in lines:
            fields = line.split("\t")
            if len(fields) == 3 and fields[1] == "kTGH":
                code_points.add(int(fields[0].removeprefix("U+"), 16))
    return code_points


def list_gb2312() -> set[int]:
    """Every character of GB 2312-1980: what older Chinese office programs can write."""
    pairs = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return {ord(text) for text in (pair.decode("gb2312", "ignore") for pair in pairs) if text}


def list_traditional(table: Path, simplified: set[int]) -> set[int]:
    """What the captions make of ``simplified`` hanzi, one by one and in phrases, where traditional ones are chosen."""
    _, pairs, phrases = table.read_text(encoding="utf-8").split("\n\n")
    made = set()
    for line in pairs.splitlines():
        made |= {ord(new) for old, new in zip(line[::2], line[1::2], strict=True) if ord(old) in simplified}
    for line in phrases.splitlines():
        first, *rests = line.split("\t")
        for old, _, new in (f"{first}{rest}".partition("=") for rest in rests):
            if simplified.issuperset(map(ord, old)):
                made |= set(map(ord, new))
    return made


def read_texts(root: Path) -> Iterator[str]:
    """Every text the reader can show: the files of ``data/`` and ``resources/``, the strings in its code."""
    for folder in ("data", "resources", "reader"):
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and not any(path.is_relative_to(root / rules) for rules in RULES):
                yield from read_strings(path)


def read_strings(path: Path) -> Iterator[str]:
    """The texts of one file: of Python its strings, of other text all of it, of a font or a sound nothing."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return
    if path.suffix != ".py":
        yield text
    else:
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def choose_characters(root: Path, available: set[int]) -> set[int]:
    """The code points to keep; exits when a text needs one that ``available`` does not have."""
    standard = read_standard_hanzi(UNIHAN) | list_gb2312()
    written = {ord(char) for text in read_texts(root) for char in text if char.isprintable()} - NOT_TEXT
    if missing := (standard | written) - available:
        names = " ".join(f"U+{code:04X} {chr(code)}" for code in sorted(missing))
        sys.exit(f"{SOURCE_FAMILY} 里没有这些字：{names}")
    blocks = {code for first, last in BLOCKS for code in range(first, last + 1)}
    return standard | written | (blocks & available)


def open_source(weight: str) -> TTFont:
    """The simplified-Chinese face of one weight out of Noto's collection of five languages."""
    for font in TTCollection(NOTO_DIR / f"NotoSansCJK-{weight}.ttc", lazy=True).fonts:
        if font["name"].getDebugName(1) == SOURCE_FAMILY:
            return font
    sys.exit(f"{NOTO_DIR} 里没有 {SOURCE_FAMILY}。请安装 fonts-noto-cjk。")


def rename(font: TTFont, weight: str) -> None:
    """Give a font its own name in every table that carries one, as the licence asks."""
    postscript = f"{FAMILY.replace(' ', '')}-{weight}"
    names = font["name"]
    version = names.getDebugName(5).split(";")[0]
    names.names = [record for record in names.names if record.langID == 0x409 and record.nameID <= 14]
    for name_id, text in {
        1: FAMILY,
        2: weight,
        3: f"{version};{postscript}",
        4: FAMILY if weight == "Regular" else f"{FAMILY} {weight}",
        5: version,
        6: postscript,
        10: f"A subset of {SOURCE_FAMILY} {version}, made for Qibao Reader.",
    }.items():
        names.setName(text, name_id, 3, 1, 0x409)

    cff = font["CFF "].cff
    outlines = cff.topDictIndex[0]
    old_name = cff.fontNames[0]
    cff.fontNames[0] = postscript
    outlines.FamilyName = FAMILY
    outlines.FullName = names.getDebugName(4)
    for part in outlines.FDArray:
        part.FontName = part.FontName.replace(old_name, postscript)


def make_font(weight: str, characters: set[int], out: Path) -> None:
    """Write one weight with ``characters`` to ``out``; the same input gives the same bytes."""
    font = open_source(weight)
    options = subset.Options()
    options.layout_features = FEATURES
    options.drop_tables += UNUSED_TABLES
    options.name_IDs = ["*"]
    options.notdef_outline = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    rename(font, weight)
    font.recalcTimestamp = False
    font.save(out)
    print(f"{out.relative_to(ROOT)}: {len(characters)} characters, {out.stat().st_size / 1e6:.2f} MB")


def main() -> None:
    """Make both weights."""
    for needed in (NOTO_DIR / "NotoSansCJK-Regular.ttc", UNIHAN):
        if not needed.exists():
            sys.exit(f"缺少 {needed}。请运行：sudo apt-get install fonts-noto-cjk unicode-data")
    OUT_DIR.mkdir(parents=True, exist_ok=True)
    available = set(open_source("Regular").getBestCmap())
    characters = choose_characters(ROOT, available)
    # Captions are set in regular type; a megabyte of bold ones would never be seen.
    more = {"Regular": list_traditional(TRADITIONAL, characters) & available}
    for weight in WEIGHTS:
        out = OUT_DIR / f"{FAMILY.replace(' ', '')}-{weight}.otf"
        make_font(weight, characters | more.get(weight, set()), out)


if __name__ == "__main__":
    main()
