"""Searches run off the UI thread, the latest one wins, and nothing that breaks stops the next one."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reader import paths
from reader.core.report import Report
from reader.errors import SearchIndexError
from reader.search.finder import Finder
from reader.search.result import Mode, Result, SearchOptions
from reader.ui.search.runner import SearchRunner


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _switch_interval() -> Iterator[None]:
    before = sys.getswitchinterval()
    yield
    sys.setswitchinterval(before)


class HeldFinder(Finder):
    """A finder that waits at each search until it is let go, so that a test decides what comes when."""

    def __init__(self, report: Report, cache: Path) -> None:
        super().__init__(report, cache, paths.resources())
        self.started, self.go = threading.Event(), threading.Event()
        self.asked: list[str] = []
        self.is_asked = False
        self.threads: set[threading.Thread] = set()

    def open(self) -> None:
        """Open without waiting; what it looks for itself is nobody's search."""
        super().open()
        self.is_asked = True

    def find(self, text: str, *, options: SearchOptions = SearchOptions()) -> Result:  # noqa: B008 - frozen
        if not self.is_asked:
            return super().find(text, options=options)
        self.asked.append(text)
        self.threads.add(threading.current_thread())
        self.started.set()
        assert self.go.wait(10)
        return super().find(text, options=options)


class BrokenFinder(Finder):
    """Cannot be opened until it is mended; breaks on one word, and on every suggestion."""

    def __init__(self, report: Report, cache: Path, error: Exception) -> None:
        super().__init__(report, cache, paths.resources())
        self.error: Exception | None = error

    def open(self) -> None:
        if self.error is not None:
            raise self.error
        super().open()

    def find(self, text: str, *, options: SearchOptions = SearchOptions()) -> Result:  # noqa: B008 - frozen
        if text == "坏":
            raise ZeroDivisionError
        if text == "丢":
            raise SearchIndexError("索引丢了。请重新安装本程序。")
        return super().find(text, options=options)

    def suggest(self, prefix: str, limit: int = 8) -> tuple[str, ...]:
        raise ZeroDivisionError


@pytest.fixture
def runner(report: Report, cache: Path, qtbot: QtBot) -> Iterator[SearchRunner]:
    runner = SearchRunner(Finder(report, cache, paths.resources()))
    runner.open()
    yield runner
    runner.close()


def test_a_search_is_answered_with_its_options(runner: SearchRunner, qtbot: QtBot) -> None:
    with qtbot.waitSignal(runner.result_found) as found:
        runner.search("加装电梯 门洞", SearchOptions(mode=Mode.PHRASE, literal=True))
    assert (found.args[0].query, found.args[0].understood, found.args[0].count) == ("加装电梯 门洞", None, 0)
    with qtbot.waitSignal(runner.result_found) as found:
        runner.search("加装电梯 门洞")
    assert found.args[0].count > 0


def test_suggestions_come_with_their_prefix(runner: SearchRunner, qtbot: QtBot) -> None:
    with qtbot.waitSignal(runner.suggestions_found) as offered:
        runner.suggest("七宝", 3)
    prefix, texts = offered.args
    assert prefix == "七宝"
    assert 0 < len(texts) <= 3


def test_who_searches_wants_no_suggestions_any_more(runner: SearchRunner, qtbot: QtBot) -> None:
    with qtbot.waitSignal(runner.result_found), qtbot.assertNotEmitted(runner.suggestions_found):
        runner.suggest("七宝")
        runner.search("七宝")


def test_candidates_come_at_once_when_the_finder_is_open_and_never_before(
    report: Report, cache: Path
) -> None:
    runner = SearchRunner(Finder(report, cache, paths.resources()))
    assert not runner.is_ready
    assert runner.candidates("dianti") == ()
    runner.close()


def test_candidates_are_words_of_the_report(runner: SearchRunner, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: runner.is_ready)
    assert runner.candidates("dianti", 1)[0].text == "电梯"


def test_the_latest_search_wins_and_a_late_answer_is_dropped(
    report: Report, cache: Path, qtbot: QtBot
) -> None:
    finder = HeldFinder(report, cache)
    runner = SearchRunner(finder)
    answers: list[Result] = []
    runner.result_found.connect(answers.append)
    runner.open()
    runner.search("电梯")
    assert finder.started.wait(10)
    runner.search("老街")
    runner.search("停车")
    with qtbot.waitSignal(runner.result_found):
        finder.go.set()
    runner.close()
    assert finder.asked == ["电梯", "停车"], "what was replaced before its turn is never run"
    assert [answer.query for answer in answers] == ["停车"]
    assert threading.current_thread() not in finder.threads


def test_a_cancelled_search_is_not_answered(report: Report, cache: Path, qtbot: QtBot) -> None:
    finder = HeldFinder(report, cache)
    runner = SearchRunner(finder)
    answers: list[Result] = []
    runner.result_found.connect(answers.append)
    runner.open()
    runner.search("电梯")
    assert finder.started.wait(10)
    runner.cancel()
    finder.go.set()
    with qtbot.waitSignal(runner.suggestions_found):
        runner.suggest("七宝")
    runner.close()
    assert answers == []


def test_a_finder_that_cannot_be_opened_is_named_and_tried_again(
    report: Report, cache: Path, qtbot: QtBot
) -> None:
    finder = BrokenFinder(report, cache, SearchIndexError("字表不见了。请重新安装本程序。"))
    runner = SearchRunner(finder)
    runner.open()
    with qtbot.waitSignal(runner.failed) as failed:
        runner.search("电梯")
    assert failed.args == ["字表不见了。请重新安装本程序。"]
    finder.error = None
    with qtbot.waitSignal(runner.result_found) as found:
        runner.search("电梯")
    assert found.args[0].count > 0
    runner.close()


def test_whatever_breaks_is_said_kindly_and_the_next_search_works(
    report: Report, cache: Path, qtbot: QtBot
) -> None:
    finder = BrokenFinder(report, cache, ZeroDivisionError())
    runner = SearchRunner(finder)
    runner.open()
    with qtbot.waitSignal(runner.failed) as failed:
        runner.search("电梯")
    assert "再搜一次" in failed.args[0]
    finder.error = None
    with qtbot.waitSignal(runner.failed) as failed:
        runner.search("坏")
    assert "再搜一次" in failed.args[0]
    with qtbot.waitSignal(runner.failed) as failed:
        runner.search("丢")
    assert failed.args == ["索引丢了。请重新安装本程序。"]
    with qtbot.waitSignal(runner.result_found), qtbot.assertNotEmitted(runner.suggestions_found):
        runner.suggest("七")
        runner.search("电梯")
    runner.close()


def test_a_notice_of_the_finder_is_passed_on(report: Report, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "cache").write_text("in the way of the folder", encoding="utf-8")
    runner = SearchRunner(Finder(report, tmp_path / "cache", paths.resources()))
    with qtbot.waitSignal(runner.notice_given) as notice:
        runner.open()
    assert str(tmp_path) in notice.args[0]
    runner.close()


def test_threads_take_turns_often_enough_for_the_window(runner: SearchRunner) -> None:
    assert sys.getswitchinterval() == pytest.approx(0.0005)


def test_opening_leaves_nothing_behind_that_is_looked_through_again_and_again(
    runner: SearchRunner, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: runner.is_ready)
    assert gc.isenabled()
    assert gc.get_freeze_count() > 10_000


def test_closing_ends_the_thread_and_may_be_repeated(report: Report, cache: Path) -> None:
    before = set(threading.enumerate())
    runner = SearchRunner(Finder(report, cache, paths.resources()))
    runner.open()
    runner.close()
    runner.close()
    assert set(threading.enumerate()) <= before
    assert not runner.is_ready
