"""What is kept of searches, and what is not."""

from __future__ import annotations

from reader.ui.search.recents import MOST_RECENTS, Recent, RecentSearches


def recents(*searches: tuple[str, str | None]) -> RecentSearches:
    kept = RecentSearches()
    for typed, understood in searches:
        kept.add(typed, understood, 1)
    return kept


def test_newest_first_and_no_more_than_can_be_looked_over() -> None:
    kept = recents(*((f"词{number}", None) for number in range(12)))
    assert kept.texts[:2] == ("词11", "词10")
    assert len(kept.texts) == MOST_RECENTS


def test_searches_are_kept_as_written_with_what_they_were_understood_as() -> None:
    assert recents(("kanbing", "卫生服务中心")).searches == (Recent("kanbing", "卫生服务中心"),)
    assert recents(("看病", "卫生服务中心")).searches == (Recent("看病", "卫生服务中心"),)
    assert recents(("373地块", None)).searches == (Recent("373地块"),)
    assert recents(("GDP", "gdp")).searches == (Recent("GDP"),)


def test_what_was_understood_alike_is_kept_once() -> None:
    assert recents(("dt", "电梯"), ("七宝", None), ("dianti", "电梯")).texts == ("dianti", "七宝")
    assert recents(("dt", "电梯"), ("七宝", None), ("电梯", None)).texts == ("电梯", "七宝")
    assert recents(("dt", "电梯"), ("七宝", None), ("dt", "大厅")).searches == (
        Recent("dt", "大厅"),
        Recent("七宝"),
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
    lift, street, doctor = Recent("dianti", "电梯"), Recent("七宝老街"), Recent("看病", "卫生服务中心")
    assert kept.matching("老街", ()) == (street,)
    assert kept.matching("DIAN", ()) == (lift,)
    assert kept.matching("卫生", ()) == (doctor,)
    assert kept.matching("qblj", ("七宝镇", "七宝老街")) == (street,)
    assert kept.matching("x", ("现代",)) == ()
    assert kept.matching("  ", ("电梯",)) == ()
    assert kept.matching("dianti", ("电梯",)) == (), "it is written already"
