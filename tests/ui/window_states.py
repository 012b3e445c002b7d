"""The real window, and how to bring it into each of its states."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from reader.app import Program
from reader.ui.window.window import Window

PATIENCE_MS = 15_000


@dataclass
class Scene:
    """The window and what it stands on."""

    program: Program
    qtbot: QtBot

    @property
    def window(self) -> Window:
        return self.program.window

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, held)


def _search(scene: Scene) -> None:
    window = scene.window
    with scene.qtbot.waitSignal(scene.program.runner.result_found, timeout=PATIENCE_MS):
        window.search_box.set_text("dianti")
        window.search_box.submit()


def _search_with_options(scene: Scene) -> None:
    _search(scene)
    scene.window.search_panel.show_options(True)
    form = scene.window.search_panel.findChild(QLineEdit)
    assert form is not None
    scene.qtbot.waitUntil(form.isVisible)


def _find_nothing(scene: Scene) -> None:
    with scene.qtbot.waitSignal(scene.program.runner.result_found, timeout=PATIENCE_MS):
        scene.window.search_box.set_text("飞碟")
        scene.window.search_box.submit()


def _open_note(scene: Scene) -> None:
    scene.window.page.setFocus()
    scene.press(Qt.Key.Key_Tab)
    scene.press(Qt.Key.Key_Return)
    assert scene.window.popup.is_open()


def _fold(scene: Scene) -> None:
    scene.window.resize(1366, 768)
    scene.window.stage.settings.set("zoom", 300)


def _open_drawer(scene: Scene) -> None:
    _fold(scene)
    scene.window.menu.click()
    scene.qtbot.waitUntil(scene.window.drawer.isVisible)


def _open_more(scene: Scene) -> None:
    scene.window.player_bar.findChild(QWidget, "player-more").click()  # type: ignore[union-attr]


def _resize(scene: Scene, width: int, height: int) -> None:
    scene.window.resize(width, height)


STATES: dict[str, tuple[Callable[[Scene], object], str]] = {
    "start": (lambda _: None, "朗读"),
    "reading": (lambda scene: scene.window.player_bar.set_state("playing"), "暂停"),
    "results": (_search, "找到的地方"),
    "options": (_search_with_options, "不要有这些词"),
    "nothing found": (_find_nothing, "重新写"),
    "note": (_open_note, "读一读"),
    "glossary": (lambda scene: scene.window.way.show_glossary(0), "返回正文"),
    "original": (lambda scene: scene.window.way.show_sheet(scene.window.original), "原文"),
    "more": (_open_more, "存成录音"),
    "small": (lambda scene: _resize(scene, 1024, 700), "朗读"),
    "folded": (_fold, "目录和工具"),
    "drawer": (_open_drawer, "关闭"),
    "keyboard": (
        lambda scene: scene.window.keyboard.open_for(scene.window.search_box.field),
        "字母 Q",
    ),
    "undo": (
        lambda scene: scene.window.notice.show_notice("都回到最初的样子了", "撤销", lambda: None),
        "撤销",
    ),
    "plain": (lambda scene: scene.window.stage.settings.set("plain", True), "打开辅助"),
    "unpinned": (lambda scene: scene.window.stage.settings.set("pin", False), "显示工具"),
}
"""How to get there, and the name of something that is there and nowhere else, or at least there."""
