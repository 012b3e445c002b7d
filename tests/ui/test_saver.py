"""Choices and place are kept as they go, off the UI thread, and a full disk holds nothing up."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from reader.settings.store import Settings
from reader.tools import all_options
from reader.ui.window.saver import Saver


def test_a_change_is_on_the_disk_soon(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    settings, owner = Settings(all_options(), path), QObject()
    saver = Saver(settings, owner)
    settings.set("zoom", 200)
    saver.save_soon()
    saver.save_soon()
    qtbot.waitUntil(path.exists, timeout=10_000)
    saver.save_now()
    assert Settings(all_options(), path)["zoom"] == 200


def test_a_place_that_cannot_be_written_ends_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    settings, owner = Settings(all_options(), tmp_path / "file" / "settings.json"), QObject()
    settings.set("zoom", 200)
    Saver(settings, owner).save_now()
    assert settings["zoom"] == 200


def test_a_choice_that_cannot_be_kept_is_told_once(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    settings, owner = Settings(all_options(), tmp_path / "file" / "settings.json"), QObject()
    saver = Saver(settings, owner)
    told: list[str] = []
    saver.failed.connect(told.append)
    settings.set("zoom", 200)
    with qtbot.waitSignal(saver.failed, timeout=10_000):
        saver.save_soon()
    settings.set("zoom", 210)
    saver.save_soon()
    saver.save_now()
    assert len(told) == 1
    assert "维护人员" in told[0]
