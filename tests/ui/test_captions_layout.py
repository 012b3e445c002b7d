"""What the caption strip shows at a time, by pure numbers: everything once and in order, in lines that fit, nothing cut."""

from __future__ import annotations

import itertools
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import paths
from reader.core.report import Report
from reader.core.sentences import clauses, sentences
from reader.speech.composer import Composer
from reader.speech.utterance import Pause, Syllable, Utterance
from reader.ui.captions.layout import Room, caption_pages, page_at, seam_cost, trim
from reader.ui.captions.tables import CaptionTables
from reader.ui.captions.text import CaptionText, unspoken, windows
from reader.ui.captions.type_size import LEAST_PX, CaptionType

SPOKEN = "上半年，完成生产总值四十一亿元，同比增长百分之十五；"
WORDS = CaptionTables(paths.resources()).words
MARKS = "，。、；：？！“”（）《》"


@pytest.fixture(scope="module")
def composer() -> Composer:
    return Composer.load(paths.resources() / "speech")


def text_of(utterance: Utterance) -> CaptionText:
    return CaptionText.of_utterance(utterance, 0, len(utterance.spoken))


def lines_of(spoken: str, per_line: int, bound: frozenset[int] = frozenset()) -> list[str]:
    pages = caption_pages(spoken, [1.0] * len(spoken), Room(per_line), bound, WORDS.borders)
    return [spoken[slice(*line)] for page in pages for line in page]


def is_unseen(character: str) -> bool:
    return unicodedata.category(character)[0] in "PZC" or character.isspace()


@pytest.mark.parametrize(
    ("clause", "left"),
    [
        ("完成生产总值四十一亿元，", "完成生产总值四十一亿元"),
        ("，、。", ""),
        ("“大数据”", "“大数据”"),
        ("“大数据", "大数据"),
        ("大数据”等；", "大数据”等"),
        ("（不含免抵调）", "（不含免抵调）"),
        ("（不含免抵调", "不含免抵调"),
        ("不含免抵调）", "不含免抵调"),
        ("好不好？", "好不好？"),
        ("》甲（", "甲"),
        (" 甲 ", "甲"),
    ],
)
def test_pauses_and_halves_of_pairs_are_trimmed(clause: str, left: str) -> None:
    start, end = trim(clause, 0, len(clause))
    assert clause[start:end] == left


@given(
    text=st.text(st.sampled_from("完成上半年的和四十一亿元AB7" + MARKS + " "), max_size=40),
    room=st.integers(1, 30),
    lines=st.integers(1, 3),
    data=st.data(),
)
def test_all_is_shown_once_in_order_in_lines_that_fit(
    text: str, room: int, lines: int, data: st.DataObject
) -> None:
    widths = data.draw(st.lists(st.floats(0.5, 3), min_size=len(text), max_size=len(text)), label="widths")
    bound = data.draw(st.frozensets(st.integers(1, max(1, len(text) - 1))), label="bound")
    most = data.draw(st.floats(1, 3), label="most") * room
    pages = caption_pages(text, widths, Room(room, lines, most), bound, WORDS.borders)
    shown = [line for page in pages for line in page]
    clause_ends = {end for _, end in clauses(text, len(text))}
    places = [at for line in shown for at in range(*line)]
    assert places == sorted(set(places))
    assert all(is_unseen(text[at]) for at in set(range(len(text))) - set(places))
    assert all(1 <= len(page) <= lines for page in pages)
    for start, end in shown:
        assert start < end
        width = sum(widths[start:end])
        is_one = set(range(start + 1, end)) <= bound
        # What is bound together may be as wide as can be shrunk; one character is never parted.
        assert width <= room + 1e-6 or (is_one and width <= most + 1e-6) or end == start + 1
    for (_, before), (after, _) in itertools.pairwise(shown):
        if before == after and before in bound and before not in clause_ends:
            # Only what is longer than a line, even when it is shrunk, is parted.
            run = [at for at in range(len(text)) if not _is_parted(at, before, bound)]
            assert sum(widths[at] for at in run) > most - 1e-6


def _is_parted(at: int, place: int, bound: frozenset[int]) -> bool:
    """Say whether a place that is not bound lies between character ``at`` and ``place``."""
    between = range(at + 1, place) if at < place else range(place, at + 1)
    return not set(between) <= bound


@pytest.mark.parametrize("per_line", [9, 13, 20, 27])
def test_no_number_of_the_report_is_cut(report: Report, composer: Composer, per_line: int) -> None:
    numeral = re.compile("[零一二两三四五六七八九十百千万亿]{2}")
    for block in report.shown:
        for start, end in sentences(block.text):
            text = text_of(composer.compose(block.text[start:end]))
            spoken = text.characters
            pages = caption_pages(spoken, [1.0] * len(spoken), Room(per_line), text.bound, WORDS.borders)
            shown = [line for page in pages for line in page]
            missing = set(range(len(spoken))) - {at for line in shown for at in range(*line)}
            assert all(is_unseen(spoken[at]) for at in missing)
            for (_, before), (after, last) in itertools.pairwise(shown):
                if before == after:
                    assert not numeral.fullmatch(spoken[before - 1 : before + 1]), spoken
                assert last - after <= per_line or set(range(after + 1, last)) <= text.bound


@pytest.mark.parametrize(
    ("shown", "whole"),
    [
        ("完成41亿元投资", "四十一亿元"),
        ("增长15%左右", "百分之十五"),
        ("增长32.61%左右", "百分之三十二点六一"),
        ("在2021年8月11日召开", "二零二一年八月十一日"),
        ("每天14:30开放", "十四点三十分"),
        ("推进01-02地块建设", "零一杠零二地块"),
        ("推进373地块建设", "三七三地块"),
        ("拆除23058.67平方米违建", "两万三千零五十八点六七平方米"),
        ("接种42.78万剂次疫苗", "四十二点七八万剂次"),
        ("增加1.5个百分点左右", "一点五个百分点"),
        ("拨打12345热线", "一二三四五"),
        ("完成第十四个五年规划", "第十四个"),
        ("约百分之十五的居民", "百分之十五"),
        ("共有三千余户居民", "三千余户"),
        ("地铁17号线开通", "十七号线"),
    ],
)
def test_what_belongs_to_a_number_stays_with_it(composer: Composer, shown: str, whole: str) -> None:
    text = text_of(composer.compose(shown))
    at = text.characters.index(whole)
    assert set(range(at + 1, at + len(whole))) <= text.bound
    for room in range(1, len(whole)):
        assert sum(whole in line for line in lines_of(text.characters, room, text.bound)) == 1


@pytest.mark.parametrize(
    ("clause", "room", "lines"),
    [
        ("镇政府在区委、区政府和镇党委的坚强领导下", 12, ["镇政府在区委、区政府", "和镇党委的坚强领导下"]),
        ("统筹推进疫情防控和经济社会发展", 10, ["统筹推进疫情防控", "和经济社会发展"]),
        ("紧密团结在以习近平同志为核心的党中央周围", 12, ["紧密团结在以习近平同志", "为核心的党中央周围"]),
        ("重点区域，重点行业", 20, ["重点区域", "重点行业"]),
        ("一、三七三地块", 10, ["一、三七三地块"]),
        ("一，三七三地块", 10, ["一，三七三地块"]),
        ("一，三七三地块", 6, ["一", "三七三地块"]),
    ],
)
def test_lines_end_between_words_and_are_much_of_a_length(clause: str, room: int, lines: list[str]) -> None:
    assert lines_of(clause, room, text_of(unspoken(clause)).bound) == lines


def test_a_line_ends_best_behind_a_comma_of_lists_and_worst_within_a_word() -> None:
    text = "、区和委员的工作"
    costs = [seam_cost(text, at, WORDS.borders(text)) for at in range(1, len(text))]
    assert costs[0] == min(costs)  # behind 、
    assert costs[3] == max(costs)  # 委|员
    assert costs[1] < costs[2]  # 区|和委员 before 区和|委员
    assert costs[5] < costs[4]  # 委员的|工作 before 委员|的工作


@pytest.mark.parametrize(
    ("width", "lines", "pages"),
    [
        (20, 1, [["上半年"], ["完成生产总值四十一亿元"], ["同比增长百分之十五"]]),
        (20, 2, [["上半年，完成生产总值四十一亿元", "同比增长百分之十五"]]),
        (14, 2, [["上半年", "完成生产总值四十一亿元"], ["同比增长百分之十五"]]),
        (14, 3, [["上半年", "完成生产总值四十一亿元", "同比增长百分之十五"]]),
        # What fits on one page is not begun on another.
        (8, 2, [["上半年"], ["完成生产总值", "四十一亿元"], ["同比增长", "百分之十五"]]),
        (8, 3, [["上半年", "完成生产总值", "四十一亿元"], ["同比增长", "百分之十五"]]),
    ],
)
def test_a_sentence_flows_over_the_lines_there_are(width: int, lines: int, pages: list[list[str]]) -> None:
    bound = text_of(unspoken(SPOKEN)).bound
    made = caption_pages(SPOKEN, [1.0] * len(SPOKEN), Room(width, lines), bound, WORDS.borders)
    assert [[SPOKEN[slice(*line)] for line in page] for page in made] == pages


def test_what_is_longer_than_a_page_goes_on_on_the_next() -> None:
    spoken = "统筹推进疫情防控和经济社会发展，稳中求进。"
    made = caption_pages(spoken, [1.0] * len(spoken), Room(6, 2), frozenset(), WORDS.borders)
    assert len(made) == 2
    assert [spoken[slice(*line)] for line in made[0]] == ["统筹推进", "疫情防控和"]
    assert spoken[slice(*made[1][-1])] == "稳中求进"


def test_a_pause_belongs_to_the_clause_before_it() -> None:
    pages = caption_pages(SPOKEN, [1.0] * len(SPOKEN), Room(20))
    assert [page_at(pages, SPOKEN.index(c)) for c in "上，完元同"] == [0, 0, 1, 1, 2]
    assert page_at(pages, len(SPOKEN) + 5) == 2
    assert page_at((), 3) == 0


def test_pinyin_stands_above_hanzi_as_orthography_writes_it(composer: Composer) -> None:
    def pinyin(text: str) -> str:
        written = text_of(composer.compose(text))
        assert len(written.pinyin) == len(written.characters)
        return " ".join(written.pinyin).strip()

    assert pinyin("长远发展，重要成长") == "cháng yuǎn fā zhǎn  zhòng yào chéng zhǎng"
    assert pinyin("一起") == "yī qǐ"  # spoken with another tone
    assert pinyin("不是") == "bù shì"
    assert pinyin("绿地的") == "lǜ dì de"
    assert pinyin("坐G60") == "zuò  liù shí"  # nothing above a letter


def test_a_part_of_an_utterance_has_its_own_pinyin(composer: Composer) -> None:
    utterance = composer.compose("上半年，完成生产总值41亿元")
    part = CaptionText.of_utterance(utterance, 4, len(utterance.spoken))
    assert part.start == 4
    assert part.characters == "完成生产总值四十一亿元"
    assert part.pinyin[:2] == ("wán", "chéng")
    assert {7, 8, 9, 10} == part.bound


def test_pauses_and_letters_bear_no_pinyin() -> None:
    utterance = unspoken("A，重")
    utterance = Utterance(
        utterance.text, utterance.spoken, (Syllable("ei1", 0), Pause("，", 1), Syllable("zhong4", 2))
    )
    assert text_of(utterance).pinyin == ("", "", "zhòng")


@given(st.text(st.sampled_from("甲乙四十A，。"), max_size=40), st.integers(1, 200))
def test_long_texts_are_parted_into_windows(unit: str, count: int) -> None:
    spoken = unit * count
    places = windows(spoken)
    assert places[0] == 0
    assert places[-1] == len(spoken)
    for start, end in itertools.pairwise(places):
        assert end - start <= 1000
        is_cut = 0 < end < len(spoken) and re.fullmatch("[四十]{2}|AA", spoken[end - 1 : end + 1])
        assert not is_cut or re.fullmatch("[四十]+|A+", spoken[start + 500 : end])


@given(
    wanted=st.floats(1, 400),
    most=st.floats(1, 800),
    lines=st.integers(1, 3),
    has_pinyin=st.booleans(),
)
def test_type_keeps_within_its_height_and_pinyin_is_never_small(
    wanted: float, most: float, lines: int, has_pinyin: bool
) -> None:
    fitted = CaptionType.fit(wanted, most, lines, has_pinyin=has_pinyin)
    assert fitted.size_px <= max(1, wanted)
    assert fitted.height_px(lines) <= max(most, CaptionType(1.0).height_px(lines)) + 1e-6
    if fitted.pinyin_px:
        assert has_pinyin
        assert fitted.pinyin_px >= max(20, 0.4 * fitted.size_px)
        assert fitted.size_px > fitted.pinyin_px
        # From the top of a mark to the foot of g, pinyin stands in its box and clear of the character.
        assert fitted.pinyin_base_px >= 0.944 * fitted.pinyin_px
        assert (
            fitted.pinyin_base_px + 0.25 * fitted.pinyin_px <= fitted.base_px - 0.88 * fitted.size_px + 1e-6
        )
    assert fitted.base_px + 0.12 * fitted.size_px <= fitted.box_px
    assert fitted.box_px <= fitted.line_px


def test_pinyin_waits_where_the_characters_would_be_too_small() -> None:
    assert CaptionType.fit(49, 118, 1, has_pinyin=True).pinyin_px > 20
    assert CaptionType.fit(49, 93, 1, has_pinyin=True) == CaptionType((93 - 24) / 1.9, 20)
    assert CaptionType.fit(49, 70, 1, has_pinyin=True).pinyin_px == 0
    assert CaptionType.fit(49, 118, 1, has_pinyin=True).resized(LEAST_PX) == CaptionType(LEAST_PX, 20)
    assert CaptionType(49).resized(0) == CaptionType(1)


def test_a_cell_is_as_wide_as_the_wider_of_its_parts() -> None:
    both = CaptionType(100, 42)
    assert both.cell_px(100, 50, is_wide=True) == 106
    assert both.cell_px(100, 150, is_wide=True) > 150 + 0.2 * 42
    assert both.cell_px(30, 0, is_wide=False) == 30
