"""The bundled fonts show every character they may be asked for, in every weight, in Chinese forms."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QImage, QPainter, QRawFont

from reader.core.traditional import Traditional

ROOT = Path(__file__).parent.parent
FONTS = ROOT / "resources" / "fonts"
WEIGHTS = ("Regular", "Bold")
FAMILY = "Qibao Sans SC"
PAGE_FACES = {
    "QibaoSerifSC-Regular.otf": "Qibao Serif SC",
    "QibaoSerifSC-Bold.otf": "Qibao Serif SC",
    "QibaoKaiSC-Bold.ttf": "Qibao Kai SC",
}
RESERVED_NAMES = ("Noto", "Source", "LXGW", "霞鹜", "Klee")
# First and last of the blocks of hanzi, and the sign for a broken byte: they stand in code, not in texts.
RULES = {"folding.tsv", "dictionary.txt", "traditional.txt"}
NOT_TEXT = {"\u3400", "\u9fff", "\ufffd"}


@cache
def characters_of(weight: str) -> frozenset[str]:
    with TTFont(FONTS / f"QibaoSansSC-{weight}.otf") as font:
        return frozenset(map(chr, font.getBestCmap()))


def shown_texts() -> Iterator[tuple[str, str]]:
    """Texts with the place each stands; but not the rules about what may come in, which nobody sees."""
    for path in [*sorted((ROOT / "data").rglob("*.*")), *sorted((ROOT / "resources").rglob("*.*"))]:
        if path.suffix not in {".otf", ".ttf", ".wav", ".png", ".ico"} and path.name not in RULES:
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "reader").rglob("*.py")):
        if path.relative_to(ROOT / "reader").parts[0] not in {"search", "speech"}:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node.value


@pytest.mark.parametrize("weight", WEIGHTS)
def test_every_character_the_reader_can_show_is_in_the_font(weight: str) -> None:
    known = characters_of(weight) | NOT_TEXT
    missing = {
        f"{char} U+{ord(char):04X} in {where}"
        for where, text in shown_texts()
        for char in text
        if char.isprintable() and char not in known
    }
    assert not missing, "run 'make fonts', or write it otherwise: " + "; ".join(sorted(missing))


@pytest.mark.parametrize("weight", WEIGHTS)
def test_what_a_resident_may_type_or_another_report_may_say_is_in_the_font(weight: str) -> None:
    gb2312 = {
        char
        for row in range(0xA1, 0xF8)
        for cell in range(0xA1, 0xFF)
        for char in bytes((row, cell)).decode("gb2312", "ignore")
    }
    pinyin = set("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿê")
    units = set("①⑳㎡㎥㎞㎏℃‰％〇【】《》“”‘’…—·×÷≥≤→")
    rare_names = set("浜莘漕塘镇闵祎玥堃昇淼犇𫖯㛃")  # the last two stand in 通用规范汉字表, not in GB 2312
    assert len(gb2312) == 7445
    assert not (gb2312 | pinyin | units | rare_names) - characters_of(weight)


def test_what_captions_make_of_simplified_hanzi_is_in_the_font() -> None:
    """In regular type, in which captions are set: every conversion of hanzi that the font itself shows."""
    table = (ROOT / "resources" / "captions" / "traditional.txt").read_text(encoding="utf-8")
    traditional, phrases = Traditional.parse(table), table.split("\n\n")[2].splitlines()
    simplified = characters_of("Bold")
    made = {traditional.convert(char) for char in simplified}
    for first, *rests in (line.split("\t") for line in phrases):
        for old, _, new in (f"{first}{rest}".partition("=") for rest in rests):
            if simplified.issuperset(old):
                made |= set(new)
    assert len(made - simplified) > 2500
    # Noto has no glyphs for these forms; the captions keep the simplified ones, which are hardly less rare.
    assert made - characters_of("Regular") == set("𣈶𥗽𡑍")


def test_both_weights_show_the_same_characters_but_for_traditional_ones() -> None:
    regular, bold = characters_of("Regular"), characters_of("Bold")
    assert bold < regular
    assert all(char >= "\u3400" for char in regular - bold)


@pytest.mark.parametrize("weight", WEIGHTS)
def test_font_bears_its_own_name_and_licence(weight: str) -> None:
    with TTFont(FONTS / f"QibaoSansSC-{weight}.otf") as font:
        names = font["name"]
        assert names.getDebugName(1) == FAMILY
        assert names.getDebugName(2) == weight
        for name_id in (1, 3, 4, 6):
            assert "Noto" not in names.getDebugName(name_id)
            assert "Source" not in names.getDebugName(name_id)
        assert "SIL Open Font License" in names.getDebugName(13)
        assert names.getDebugName(0) in (FONTS / "OFL.txt").read_text(encoding="utf-8").replace(
            "Copyright", "©"
        )


def page_characters(name: str) -> frozenset[str]:
    with TTFont(FONTS / "page" / name) as font:
        return frozenset(map(chr, font.getBestCmap()))


@pytest.mark.parametrize("name", PAGE_FACES)
def test_a_font_of_the_page_has_every_character_of_the_report_and_the_common_ones(name: str) -> None:
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "data").rglob("*.*")]
    common = (ROOT / "resources" / "page" / "common.txt").read_text(encoding="utf-8")
    wanted = {char for text in (*texts, common) for char in text if char.isprintable()}
    assert len(wanted) > 3500
    assert not wanted - page_characters(name)


def test_body_type_is_as_complete_in_bold_as_in_regular() -> None:
    assert page_characters("QibaoSerifSC-Regular.otf") == page_characters("QibaoSerifSC-Bold.otf")


@pytest.mark.parametrize(("name", "family"), PAGE_FACES.items())
def test_a_font_of_the_page_bears_its_own_name_and_licence(name: str, family: str) -> None:
    with TTFont(FONTS / "page" / name) as font:
        names = font["name"]
        assert names.getDebugName(1) == family
        assert f"{family.replace(' ', '')}-{names.getDebugName(2)}" == Path(name).stem
        for name_id in (1, 3, 4, 6):
            assert not any(reserved in names.getDebugName(name_id) for reserved in RESERVED_NAMES)
        assert "SIL Open Font License" in names.getDebugName(13)
        licence = (FONTS / "OFL.txt").read_text(encoding="utf-8")
        assert name in licence
        for line in names.getDebugName(0).splitlines():
            assert line.removeprefix("©").removeprefix("Copyright").strip(" .") in licence


def test_the_fonts_of_the_page_stay_small() -> None:
    assert sum((FONTS / "page" / name).stat().st_size for name in PAGE_FACES) < 6_000_000


@pytest.mark.usefixtures("qapp")
def test_qt_loads_both_weights_as_one_family_and_squeezes_punctuation() -> None:
    loaded = [
        QFontDatabase.addApplicationFont(str(FONTS / f"QibaoSansSC-{weight}.otf")) for weight in WEIGHTS
    ]
    try:
        assert {name for number in loaded for name in QFontDatabase.applicationFontFamilies(number)} == {
            FAMILY
        }
        assert sorted(QFontDatabase.styles(FAMILY)) == ["Bold", "Regular"]
        font = QFont(FAMILY)
        font.setPixelSize(40)
        assert QFontMetricsF(font).horizontalAdvance("。」") == pytest.approx(80, abs=1)
        font.setFeature(QFont.Tag("halt"), 1)
        assert QFontMetricsF(font).horizontalAdvance("。」") == pytest.approx(40, abs=1)
    finally:
        for number in loaded:
            QFontDatabase.removeApplicationFont(number)


@pytest.mark.usefixtures("qapp")
def test_bold_is_drawn_darker_than_regular() -> None:
    def count_ink(weight: str) -> int:
        raw = QRawFont(str(FONTS / f"QibaoSansSC-{weight}.otf"), 100)
        picture = QImage(120, 120, QImage.Format.Format_Grayscale8)
        picture.fill(QColor("white"))
        painter = QPainter(picture)
        path = raw.pathForGlyph(raw.glyphIndexesForString("宝")[0])
        painter.translate(10, 100)
        painter.fillPath(path, QColor("black"))
        painter.end()
        return bytes(picture.constBits()).count(0)

    assert count_ink("Bold") > 1.3 * count_ink("Regular") > 0


# Noto names a glyph by its number in Adobe's collection: here the Chinese form, and the Japanese one.
@pytest.mark.parametrize(
    ("char", "chinese", "japanese"),
    [
        ("直", 27874, 27873),
        ("骨", 45133, 45132),
        ("门", 43013, 43012),
        ("写", 10974, 10973),
        ("刃", 62118, 11138),
    ],
)
def test_glyphs_have_chinese_forms(char: str, chinese: int, japanese: int) -> None:
    with TTFont(FONTS / "QibaoSansSC-Regular.otf") as font:
        assert font.getBestCmap()[ord(char)] == f"cid{chinese:05d}"
        assert f"cid{japanese:05d}" not in font.getGlyphOrder()
