"""Errands: done elsewhere, answered here, the newest of a name only, and every failure in plain words."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from reader.errors import VoiceError
from reader.ui.controls.errands import Errands


@pytest.fixture
def errands(qtbot: QtBot) -> Iterator[Errands]:
    made = Errands()
    yield made
    made.close()


def test_work_is_done_elsewhere_and_answered_here(qtbot: QtBot, errands: Errands) -> None:
    threads: list[int] = []
    answers: list[tuple[int, int]] = []

    def work() -> int:
        threads.append(threading.get_ident())
        return 7

    errands.run("a", work, lambda got: answers.append((got, threading.get_ident())), pytest.fail)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [(7, threading.get_ident())]
    assert threads != [threading.get_ident()]


def test_the_newest_of_a_name_is_the_only_one_answered(qtbot: QtBot, errands: Errands) -> None:
    may_go = threading.Event()
    answers: list[object] = []
    errands.run("slow", lambda: may_go.wait(10), lambda _: answers.append("slow"), pytest.fail)
    errands.run("a", lambda: 1, answers.append, pytest.fail)
    errands.run("a", lambda: 2, answers.append, pytest.fail)
    errands.run("slow", lambda: 3, answers.append, pytest.fail)
    may_go.set()
    qtbot.waitUntil(lambda: 3 in answers)
    assert sorted(map(str, answers)) == ["2", "3"]


def test_a_failure_is_told_in_plain_words(qtbot: QtBot, errands: Errands) -> None:
    told: list[str] = []

    def told_nothing(_answer: int) -> None:
        pytest.fail("answered")

    def fail_kindly() -> int:
        raise VoiceError("没有这个声音。")

    def fail_unexpectedly() -> int:
        raise ZeroDivisionError("division by zero")

    errands.run("a", fail_kindly, told_nothing, told.append)
    errands.run("b", fail_unexpectedly, told_nothing, told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[0] == "没有这个声音。"
    assert "再试一次" in told[1]
    assert "division" not in told[1]


def test_nothing_is_answered_after_the_end(qtbot: QtBot) -> None:
    errands = Errands()
    answers: list[int] = []
    errands.run("a", lambda: 1, answers.append, pytest.fail)
    errands.close()
    errands.run("b", lambda: 2, answers.append, pytest.fail)
    qtbot.wait(50)
    assert answers == []
