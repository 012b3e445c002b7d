"""The whole search on the real report."""

from __future__ import annotations

import json
import random
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

import pytest

from reader.core.report import Kind, Report
from reader.errors import SearchIndexError
from reader.paths import resources
from reader.search.finder import Finder
from reader.search.fold import Folded, Folding
from reader.search.result import Area, Mode, Order, Result, SearchOptions


def _texts(result: Result) -> list[str]:
    return [hit.text for hit in result.hits]


def _spans(report: Report, blocks: Sequence[Folded], needle: str) -> list[tuple[int, int, int]]:
    """Find ``needle`` the plain way."""
    found = []
    for block, folded in zip(report.shown, blocks, strict=True):
        at = folded.text.find(needle)
        while at >= 0:
            found.append((block.number, *folded.range_of(at, at + len(needle))))
            at = folded.text.find(needle, at + len(needle))
    return found


def test_recall_and_precision_are_those_of_plain_substring_search(
    finder: Finder, report: Report, blocks: list[Folded], folding: Folding
) -> None:
    chosen = random.Random(11)
    texts = [block.text for block in report.shown]
    for _ in range(600):
        text = chosen.choice(texts)
        start = chosen.randrange(len(text))
        typed = text[start : start + chosen.randint(1, 30)]
        needle = folding.fold(typed).text
        if needle:
            result = finder.find(typed)
            found = [(hit.span.block, hit.span.start, hit.span.end) for hit in result.hits]
            assert found == _spans(report, blocks, needle), typed
            assert result.understood is None


def test_a_hit_says_where_it_stands(finder: Finder, report: Report) -> None:
    result = finder.find("电梯")
    assert result.count == len(result.hits) == 2
    for hit in result.hits:
        assert report.text(hit.span) == hit.text == "电梯"
        start, end = hit.excerpt_span
        assert hit.excerpt[start:end] == "电梯"
        assert hit.excerpt.strip("…") in report.blocks[hit.span.block].text
    first = result.hits[0]
    assert first.part == "上半年主要工作回顾"
    assert first.chapter is not None
    assert first.chapter.startswith("全力增进民生福祉")
    assert first.item == "扎实推进实事项目"
    assert first.kind == Kind.ITEM.value


def test_the_json_is_what_the_command_line_promises(finder: Finder) -> None:
    read = json.loads(json.dumps(finder.find("dianti").to_json()))
    assert read.keys() == {"query", "understood", "count", "hits"}
    assert (read["query"], read["understood"], read["count"]) == ("dianti", "电梯", 2)
    keys = {"text", "excerpt", "part", "chapter", "item", "kind", "block", "start", "end"}
    assert all(hit.keys() == keys for hit in read["hits"])


def test_hits_are_grouped_by_chapter_with_counts(finder: Finder) -> None:
    result = finder.find("七宝")
    groups = result.groups()
    assert sum(group.count for group in groups) == result.count
    assert [hit for group in groups for hit in group.hits] == list(result.hits)
    titles = [group.title for group in groups]
    assert titles[0] == "报告开头"
    assert titles[-1] == "名词解释"
    assert "上半年主要工作回顾" in {group.part for group in groups}


def test_the_best_hits_come_first_if_asked(finder: Finder) -> None:
    by_place = finder.find("七宝")
    by_score = finder.find("七宝", options=SearchOptions(order=Order.RELEVANCE))
    assert set(by_place.hits) == set(by_score.hits)
    assert [hit.span for hit in by_place.hits] == sorted(hit.span for hit in by_place.hits)
    scores = [hit.score for hit in by_score.hits]
    assert scores == sorted(scores, reverse=True)
    assert by_score.hits[0].kind == Kind.TITLE.value


def test_all_words_must_stand_in_one_paragraph(finder: Finder, report: Report) -> None:
    result = finder.find("电梯 签约 门洞")
    assert {hit.text for hit in result.hits} == {"电梯", "签约", "门洞"}
    for hit in result.hits:
        assert all(word in report.blocks[hit.span.block].text for word in ("电梯", "签约", "门洞"))


def test_any_word_will_do_if_asked(finder: Finder) -> None:
    result = finder.find("电梯 敬老院 苹果", options=SearchOptions(mode=Mode.ANY))
    assert result.count == finder.find("电梯").count + finder.find("敬老院").count
    assert result.understood is None


def test_any_of_words_that_stand_nowhere_is_understood(finder: Finder) -> None:
    assert finder.find("dianti", options=SearchOptions(mode=Mode.ANY)).understood == "电梯"


def test_a_phrase_stands_as_typed(finder: Finder) -> None:
    assert finder.find("电梯加装", options=SearchOptions(mode=Mode.PHRASE)).count == 1
    result = finder.find("签约 电梯", options=SearchOptions(mode=Mode.PHRASE, literal=True))
    assert result.count == 0


def test_paragraphs_with_barred_words_are_left_out(finder: Finder, report: Report) -> None:
    result = finder.find("七宝", options=SearchOptions(without="闵行 地块"))
    assert 0 < result.count < finder.find("七宝").count
    assert all("闵行" not in report.blocks[hit.span.block].text for hit in result.hits)
    assert all("地块" not in report.blocks[hit.span.block].text for hit in result.hits)


@pytest.mark.parametrize("area", list(Area))
def test_only_the_areas_asked_for_are_looked_at(finder: Finder, report: Report, area: Area) -> None:
    result = finder.find("七宝", options=SearchOptions(areas=frozenset({area})))
    assert 0 < result.count < finder.find("七宝").count
    for hit in result.hits:
        kind = report.blocks[hit.span.block].kind
        assert (kind in (Kind.TERM, Kind.GLOSSARY)) == (area is Area.GLOSSARY)
        if area is Area.TEXT:
            assert kind not in (Kind.TITLE, Kind.PART, Kind.CHAPTER)


def test_the_title_of_an_item_is_a_heading(finder: Finder) -> None:
    result = finder.find("扎实推进实事项目", options=SearchOptions(areas=frozenset({Area.HEADINGS})))
    assert result.count == 1


def test_only_what_stands_under_a_heading_is_looked_at(finder: Finder, report: Report) -> None:
    everywhere = finder.find("七宝")
    part = report.parts[0]
    chapter = part.chapters[3]
    in_part = finder.find("七宝", options=SearchOptions(under=part.heading.number))
    in_chapter = finder.find("七宝", options=SearchOptions(under=chapter.heading.number))
    assert 0 < in_chapter.count < in_part.count < everywhere.count
    assert {hit.chapter for hit in in_chapter.hits} == {report.text(chapter.title)}
    assert finder.find("七宝", options=SearchOptions(under=10_000)).count == 0


@pytest.mark.parametrize(("typed", "count"), [("①", 1), ("⑩", 1), ("“三资”", 1)])
def test_what_folding_skips_can_still_be_found(finder: Finder, typed: str, count: int) -> None:
    result = finder.find(typed)
    assert result.count == count
    assert result.understood is None


@pytest.mark.parametrize("typed", ["", "   ", "\n", "\x00", "\ud800", "\u200b"])
def test_nothing_typed_is_asked_for_kindly(finder: Finder, typed: str) -> None:
    assert finder.find(typed) == Result("", None, (), notice="请输入要找的字词。")


@pytest.mark.parametrize(
    "typed",
    [
        "电" * 10_000,
        "x" * 10_000,
        "(" * 10_000,
        '"',
        "'",
        "???????? ",
        "*",
        "[a-",
        "^(a+)+$",
        "body:电梯 OR *",
        "电梯\x00\x1b[31m",
        "\ud83d\ude00电梯",
        "👨‍👩‍👧",
        "\u202e梯电",
        "é" * 64,
        "zh" * 32,
        "百分之" * 30,
        "a b c d e f g h i j",
    ],
)
def test_nothing_typed_breaks_it(finder: Finder, typed: str) -> None:
    result = finder.find(typed)
    json.dumps(result.to_json(), ensure_ascii=False).encode()
    assert len(result.query) <= 64
    finder.suggest(typed)
    finder.candidates(typed)


def test_what_was_cut_is_said(finder: Finder) -> None:
    notice = finder.find("电梯" * 100).notice
    assert notice is not None
    assert "64" in notice


def test_it_opens_by_itself_and_again_after_closing(report: Report, tmp_path: Path) -> None:
    finder = Finder(report, tmp_path, resources())
    assert (finder.notice, finder.generation) == (None, None)
    finder.close()
    assert finder.find("电梯").count == 2
    assert finder.generation is not None
    finder.open()
    finder.close()
    assert finder.suggest("电")
    assert finder.notice is None
    finder.close()
    assert [path.name[:4] for path in (tmp_path / "search").iterdir()] == ["gen-"]


def test_a_notice_of_the_index_is_passed_on(report: Report, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    finder = Finder(report, tmp_path / "file", resources())
    finder.open()
    assert finder.notice is not None
    assert str(tmp_path / "file") in finder.notice
    assert finder.find("电梯").count == 2
    finder.close()


def test_missing_tables_are_named(report: Report, tmp_path: Path) -> None:
    with pytest.raises(SearchIndexError, match=r"folding\.tsv"):
        Finder(report, tmp_path, tmp_path).open()


def test_several_threads_get_their_turn(report: Report, tmp_path: Path) -> None:
    finder = Finder(report, tmp_path, resources())
    counts: list[int] = []
    threads = [
        threading.Thread(target=lambda: counts.extend(finder.find("dianti").count for _ in range(20)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    finder.close()
    assert counts == [2] * 80


class _Slow(str):
    """A text that is long in being read: a search for it goes on until it is let go."""

    begun: threading.Event
    let_go: threading.Event

    def __new__(cls, text: str) -> _Slow:
        slow = super().__new__(cls, text)
        slow.begun, slow.let_go = threading.Event(), threading.Event()
        return slow

    def __getitem__(self, key: object) -> str:
        self.begun.set()
        assert self.let_go.wait(60)
        return str(self)


def test_completion_does_not_wait_for_a_search(finder: Finder) -> None:
    slow = _Slow("电梯")
    found: list[Result] = []
    search = threading.Thread(target=lambda: found.append(finder.find(slow)))
    search.start()
    try:
        assert slow.begun.wait(60)
        assert finder.suggest("电")
        assert finder.candidates("dian")
        finder.open()
        assert found == []
    finally:
        slow.let_go.set()
        search.join()
    assert found[0].count == 2


def test_opening_makes_the_tables_that_completion_needs(report: Report, tmp_path: Path) -> None:
    finder = Finder(report, tmp_path, resources())
    finder.open()
    finder.open()
    calls = [_count_calls(finder, typed) for typed in ("qb", "dian", "jinglao")]
    finder.close()
    # The tables take 150,000 calls, a word some 5,000.
    assert max(calls) < 20_000, calls


def _count_calls(finder: Finder, typed: str) -> int:
    """Count the functions that are called to complete what was typed."""
    calls = 0

    def tick(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event.endswith("call")

    sys.setprofile(tick)
    try:
        finder.suggest(typed)
        finder.candidates(typed)
    finally:
        sys.setprofile(None)
    return calls
