#!/usr/bin/env python3
"""Make the bundled fonts: free Chinese fonts cut down to what a report in simplified Chinese can need.

Run it with ``make fonts``. The sources are Debian packages: ``fonts-noto-cjk`` and ``fonts-lxgw-wenkai`` (the outlines) and
``unicode-data`` (which characters count as standard). The result is committed, so that none of them is needed
to build or to run the reader; ``tests/test_fonts.py`` says when it has to be made again.

- "Qibao Sans SC" (黑体), regular and bold, shows everything the program can show.
- "Qibao Serif SC" (宋体), regular and bold, and "Qibao Kai SC" (楷体), bold, set the report's page by choice, the last one
  its headings only: they have the common hanzi and those of the report. For a rarer one the sans stands in.

A subset is a modified version in the sense of the SIL Open Font License, which asks for a name of its own. Hinting is kept:
without it the horizontal strokes blur at 20 px.
"""

from __future__ import annotations

import ast
import bz2
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

ROOT = Path(__file__).resolve().parent.parent
NOTO_DIR = Path("/usr/share/fonts/opentype/noto")
KAI_FILE = Path("/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Bold.ttf")
UNIHAN = Path("/usr/share/unicode/Unihan_OtherMappings.txt.bz2")
TRADITIONAL = ROOT / "resources" / "captions" / "traditional.txt"
OUT_DIR = ROOT / "resources" / "fonts"

PAGE_DIR = OUT_DIR / "page"  # loaded when they are first chosen


@dataclass(frozen=True)
class Face:
    """One font file: where it comes from, and the family and weight it is called by."""

    source: Path
    source_family: str
    family: str
    weight: str
    folder: Path

    @property
    def postscript(self) -> str:
        """The name without spaces, which is the file's too."""
        return f"{self.family.replace(' ', '')}-{self.weight}"

    @property
    def out(self) -> Path:
        """Where it is written: in the format of the source's outlines."""
        return self.folder / f"{self.postscript}{'.ttf' if self.source.suffix == '.ttf' else '.otf'}"


SANS, SANS_BOLD, *PAGE_FACES = (
    Face(NOTO_DIR / "NotoSansCJK-Regular.ttc", "Noto Sans CJK SC", "Qibao Sans SC", "Regular", OUT_DIR),
    Face(NOTO_DIR / "NotoSansCJK-Bold.ttc", "Noto Sans CJK SC", "Qibao Sans SC", "Bold", OUT_DIR),
    Face(NOTO_DIR / "NotoSerifCJK-Regular.ttc", "Noto Serif CJK SC", "Qibao Serif SC", "Regular", PAGE_DIR),
    Face(NOTO_DIR / "NotoSerifCJK-Bold.ttc", "Noto Serif CJK SC", "Qibao Serif SC", "Bold", PAGE_DIR),
    Face(KAI_FILE, "LXGW WenKai", "Qibao Kai SC", "Bold", PAGE_DIR),
)
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
# So many characters of 通用规范汉字表 (2013) are its level 1, those of general education; they have the first numbers.
LEVEL_1 = 3500
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
# Of these, what the text of a report is made of: ASCII and Latin-1, punctuation, ① and the like, full-width forms.
PAGE_BLOCKS = (
    *((0x0020, 0x007E), (0x00A0, 0x00FF), (0x2010, 0x205E), (0x2100, 0x218B), (0x2460, 0x24FF)),
    *((0x3000, 0x303F), (0x3220, 0x33FF), (0xFF01, 0xFFE6)),
)


def read_standard_hanzi(unihan: Path) -> dict[int, int]:
    """The 8,105 characters of 通用规范汉字表 (2013) with their numbers, field ``kTGH`` of Unicode's Unihan database."""
    numbers = {}
    with bz2.open(unihan, "rt", encoding="utf-8") as lines:
        for line in lines:
            fields = line.split("\t")
            if len(fields) == 3 and fields[1] == "kTGH":
                numbers[int(fields[0].removeprefix("U+"), 16)] = int(fields[2].partition(":")[2])
    return numbers


def list_gb2312(last_row: int = 0xF7) -> set[int]:
    """Every character of GB 2312-1980, what older Chinese office programs can write; up to row 0xD7 the common ones."""
    pairs = (bytes((row, cell)) for row in range(0xA1, last_row + 1) for cell in range(0xA1, 0xFF))
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
    standard = set(read_standard_hanzi(UNIHAN)) | list_gb2312()
    written = {ord(char) for text in read_texts(root) for char in text if char.isprintable()} - NOT_TEXT
    if missing := (standard | written) - available:
        names = " ".join(f"U+{code:04X} {chr(code)}" for code in sorted(missing))
        sys.exit(f"{SANS.source_family} 里没有这些字：{names}")
    blocks = {code for first, last in BLOCKS for code in range(first, last + 1)}
    return standard | written | (blocks & available)


def choose_page_characters(root: Path, available: set[int]) -> set[int]:
    """The code points of a font for the page: common hanzi, and all that stands in ``data/``, as far as it is there."""
    common = {code for code, number in read_standard_hanzi(UNIHAN).items() if number <= LEVEL_1}
    common |= {code for code in list_gb2312(0xD7) if code >= 0x4E00}
    texts = (
        text for path in sorted((root / "data").rglob("*")) if path.is_file() for text in read_strings(path)
    )
    written = {ord(char) for text in texts for char in text if char.isprintable()}
    blocks = {code for first, last in PAGE_BLOCKS for code in range(first, last + 1)}
    return (common | written | blocks) & available


def open_source(face: Face) -> TTFont:
    """The outlines of a face; of Noto's collections of five languages, those for simplified Chinese."""
    if face.source.suffix != ".ttc":
        return TTFont(face.source)
    for font in TTCollection(face.source, lazy=True).fonts:
        if font["name"].getDebugName(1) == face.source_family:
            return font
    sys.exit(f"{face.source} 里没有 {face.source_family}。请安装 fonts-noto-cjk。")


def rename(font: TTFont, face: Face) -> None:
    """Give a font its own name in every table that carries one, as the licence asks."""
    names = font["name"]
    version = names.getDebugName(5).split(";")[0]
    names.names = [record for record in names.names if record.langID == 0x409 and record.nameID <= 14]
    for name_id, text in {
        1: face.family,
        2: face.weight,
        3: f"{version};{face.postscript}",
        4: face.family if face.weight == "Regular" else f"{face.family} {face.weight}",
        5: version,
        6: face.postscript,
        10: f"A subset of {face.source_family} {version}, made for Qibao Reader.",
    }.items():
        names.setName(text, name_id, 3, 1, 0x409)
    if "CFF " not in font:
        return
    cff = font["CFF "].cff
    outlines = cff.topDictIndex[0]
    old_name = cff.fontNames[0]
    cff.fontNames[0] = face.postscript
    outlines.FamilyName = face.family
    outlines.FullName = names.getDebugName(4)
    for part in outlines.FDArray:
        part.FontName = part.FontName.replace(old_name, face.postscript)


def make_font(face: Face, characters: set[int]) -> None:
    """Write one face with ``characters``; the same input gives the same bytes."""
    font = open_source(face)
    options = subset.Options()
    options.layout_features = FEATURES
    options.drop_tables += UNUSED_TABLES
    options.name_IDs = ["*"]
    options.notdef_outline = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    rename(font, face)
    font.recalcTimestamp = False
    face.out.parent.mkdir(parents=True, exist_ok=True)
    font.save(face.out)
    size_mb = face.out.stat().st_size / 1e6
    print(f"{face.out.relative_to(ROOT)}: {len(characters)} characters, {size_mb:.2f} MB")


def main() -> None:
    """Make every face."""
    for needed in (SANS.source, KAI_FILE, UNIHAN):
        if not needed.exists():
            sys.exit(
                f"缺少 {needed}。请运行：sudo apt-get install fonts-noto-cjk fonts-lxgw-wenkai unicode-data"
            )
    available = set(open_source(SANS).getBestCmap())
    characters = choose_characters(ROOT, available)
    # Captions are set in regular type; a megabyte of bold ones would never be seen.
    make_font(SANS, characters | list_traditional(TRADITIONAL, characters) & available)
    make_font(SANS_BOLD, characters)
    make_page_fonts()


def make_page_fonts() -> None:
    """Make the faces that only the report's page is set in."""
    for face in PAGE_FACES:
        make_font(face, choose_page_characters(ROOT, set(open_source(face).getBestCmap())))


if __name__ == "__main__":
    main()
