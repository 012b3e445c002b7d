"""What is kept of searches, and what is not."""

from __future__ import annotations

from reader.ui.search.recents import MOST_RECENTS, RecentSearches


def recents(*searches: tuple[str, str | None]) -> RecentSearches:
    kept = RecentSearches()
    for typed, understood in searches:
        kept.add(typed, understood, 1)
    return kept


def test_newest_first_and_no_more_than_can_be_looked_over() -> None:
    kept = recents(*((f"词{number}", None) for number in range(12)))
    assert kept.texts[:2] == ("词11", "词10")
    assert len(kept.texts) == MOST_RECENTS


def test_pinyin_is_kept_as_what_it_was_understood_as_and_hanzi_as_written() -> None:
    assert recents(("dianti", "电梯")).texts == ("电梯",)
    assert recents(("看病", "卫生服务中心")).texts == ("看病",)
    assert recents(("qibao老街", "七宝老街")).texts == ("七宝老街",)
    assert recents(("373地块", None)).texts == ("373地块",)
    assert recents(("GDP", None)).texts == ("GDP",)


def test_what_was_understood_alike_is_kept_once() -> None:
    assert recents(("dt", "电梯"), ("七宝", None), ("dianti", "电梯"), ("电梯", None)).texts == (
        "电梯",
        "七宝",
    )
    assert recents(("敬老园", "敬老院"), ("敬老院", None)).texts == ("敬老院",)
    assert recents(("  七宝   老街 ", None), ("七宝 老街", None)).texts == ("七宝 老街",)


def test_what_found_nothing_or_is_nothing_is_not_kept() -> None:
    kept = RecentSearches()
    kept.add("没有这个词", None, 0)
    kept.add("   ", None, 3)
    assert kept.texts == ()


def test_one_is_taken_out_and_all_are_forgotten() -> None:
    kept = recents(("电梯", None), ("七宝", None), ("敬老院", None))
    kept.remove("七宝")
    kept.remove("没有的")
    assert kept.texts == ("敬老院", "电梯")
    kept.forget()
    assert not kept.texts


def test_they_match_by_their_words_by_how_they_were_typed_and_by_what_is_offered() -> None:
    kept = recents(("dianti", "电梯"), ("七宝老街", None), ("看病", "卫生服务中心"))
    assert kept.matching("老街", ()) == ("七宝老街",)
    assert kept.matching("DIAN", ()) == ("电梯",)
    assert kept.matching("qblj", ("七宝镇", "七宝老街")) == ("七宝老街",)
    assert kept.matching("x", ("现代",)) == ()
    assert kept.matching("  ", ("电梯",)) == ()
