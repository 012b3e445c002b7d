"""Notices: none is lost, and the way back from a slip comes at once."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from reader.ui.window.notice import NoticeStrip


def _press(strip: NoticeStrip, words: str) -> None:
    next(button for button in strip.findChildren(QPushButton) if button.text() == words).click()


def test_notices_wait_for_one_another(qtbot: QtBot) -> None:
    strip = NoticeStrip()
    qtbot.addWidget(strip)
    for text in ("没有声音", "少了一种配色", "没有声音"):
        strip.show_notice(text)
    assert strip.text == "没有声音"
    _press(strip, "知道了")
    assert strip.text == "少了一种配色"
    _press(strip, "知道了")
    assert strip.isHidden()


def test_a_way_back_comes_first_and_what_it_covered_afterwards(qtbot: QtBot) -> None:
    strip = NoticeStrip()
    qtbot.addWidget(strip)
    done: list[str] = []
    strip.show_notice("没有声音")
    strip.show_notice("都回到最初的样子了", "撤销", lambda: done.append("undone"))
    assert strip.text == "都回到最初的样子了"
    strip.show_notice("磁盘满了")
    assert strip.text == "都回到最初的样子了"
    _press(strip, "撤销")
    assert done == ["undone"]
    assert strip.text == "没有声音"
    strip.clear()
    assert strip.isHidden()
