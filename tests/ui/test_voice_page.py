"""换声音: every voice can be tried, one is used, what cannot be used says why, and the pitch has words."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from reader.speech.engines.shelf import Voice
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme
from reader.ui.sound.voice_page import PITCH, VoicePage

Dress = Callable[[float, str], Theme]
VOICES = (
    Voice("espeak", "普通话", "不高不低", "character", True, maker="espeak-ng 1.51"),
    Voice("espeak/low", "低沉的声音", "低", "character", True, maker="espeak-ng 1.51"),
    Voice("pack/a", "晓雅", "语音包", "clause", False),
    Voice("pack/b", "小明", "语音包", "clause", False, "少了文件 tokens.txt，请重新拷贝。"),
)


@pytest.fixture
def page(qtbot: QtBot, icons: Icons, dress: Dress) -> VoicePage:
    theme = dress(1.0, "original")
    page = VoicePage(icons)
    qtbot.addWidget(page)
    page.set_theme(theme, 36)
    page.show_voices(VOICES)
    page.show_used("espeak")
    page.resize(1200, 800)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def buttons(page: VoicePage, word: str) -> list[QPushButton]:
    return [button for button in page.findChildren(QPushButton) if button.accessibleName() == word]


def test_each_voice_is_listed_and_the_used_one_marked(page: VoicePage) -> None:
    names = [label.accessibleName() for label in page.findChildren(QLabel) if label.accessibleName()]
    assert len(names) == len(VOICES)
    assert names[0].startswith("普通话，正在用")
    assert [button.isChecked() for button in buttons(page, "正在用")] == [True]
    assert "每一小句" in names[2]


def test_a_voice_that_cannot_be_used_says_why(page: VoicePage) -> None:
    names = [label.accessibleName() for label in page.findChildren(QLabel)]
    assert any("少了文件 tokens.txt" in name for name in names)
    assert [button.isEnabled() for button in buttons(page, "用这个")] == [True, True, False]
    assert [button.isEnabled() for button in buttons(page, "试听")] == [True, True, True, False]


def test_a_voice_is_tried_and_chosen(qtbot: QtBot, page: VoicePage) -> None:
    with qtbot.waitSignal(page.sample_requested) as asked:
        buttons(page, "试听")[1].click()
    assert asked.args == ["espeak/low"]
    page.show_sampled("espeak/low")
    assert len(buttons(page, "停止")) == 1
    with qtbot.waitSignal(page.voice_chosen) as chosen:
        buttons(page, "用这个")[0].click()
    assert chosen.args == ["espeak/low"]
    assert [button.isChecked() for button in buttons(page, "用这个")] == [False, False, False], (
        "not before it is loaded"
    )
    page.show_used("espeak/low")
    assert len(buttons(page, "正在用")) == 1


def test_the_pitch_has_words_and_goes_where_it_means_nothing(qtbot: QtBot, page: VoicePage) -> None:
    page.show_pitch(50, can_shift=True)
    with qtbot.waitSignal(page.pitch_changed) as changed:
        buttons(page, "低一点")[0].click()
    assert changed.args == [40]
    assert {PITCH.say(pitch) for pitch in range(0, 101, 10)} >= {
        "声音高低：最低",
        "声音高低：平常",
        "声音高低：最高",
    }
    page.show_pitch(50, can_shift=False)
    assert not buttons(page, "低一点")[0].isVisible()


def test_esc_leads_back_and_tab_comes_past_every_voice(qtbot: QtBot, page: VoicePage) -> None:
    with qtbot.waitSignal(page.back_pressed):
        QTest.keyClick(page, Qt.Key.Key_Escape)
    page.focus_first()
    seen: set[str] = set()
    for _ in range(30):
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.add(focus.accessibleName())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert all(any(name.startswith(voice.name) for name in seen) for voice in VOICES)


def test_the_keyboard_begins_at_the_voice_in_use_and_goes_down_the_page(
    qtbot: QtBot, page: VoicePage
) -> None:
    page.show_pitch(50, can_shift=True)
    page.show_used("espeak/low")
    page.focus_first()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleDescription() == "听一听“低沉的声音”"
    rows: list[int] = []
    for _ in range(12):
        focus = QApplication.focusWidget()
        assert focus is not None
        rows.append(focus.mapTo(page.inside, focus.rect().center()).y())
        if focus.accessibleName() == "高一点":
            break
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    # Beside each other is the same row, give or take what is centred.
    assert all(below >= above - 5 for above, below in itertools.pairwise(rows)), rows
    assert focus.accessibleName() == "高一点", "the pitch comes last"


def test_voices_that_are_listed_late_get_the_keyboard_then(qtbot: QtBot, icons: Icons, dress: Dress) -> None:
    page = VoicePage(icons)
    qtbot.addWidget(page)
    page.set_theme(dress(1.0, "original"), 36)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.show_used("espeak/low")
    page.focus_first()
    page.show_voices(VOICES)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleDescription() == "听一听“低沉的声音”"
    page.show_voices(VOICES[1:])
    shown = [button for button in buttons(page, "试听") if button.isVisible()]
    assert QApplication.focusWidget() is shown[0] is not focus, "the same voice, newly made"


def test_what_has_the_keyboard_is_in_view(qtbot: QtBot, page: VoicePage, dress: Dress) -> None:
    page.set_theme(dress(1.5, "original"), 54)
    page.resize(900, 420)
    last = [button for button in buttons(page, "试听") if button.isEnabled()][-1]
    last.setFocus()

    def is_in_view() -> bool:
        place = last.mapTo(page.area.viewport(), last.rect().topLeft())
        return place.y() >= 0 and place.y() + last.height() <= page.area.viewport().height()

    qtbot.waitUntil(is_in_view)
    page.set_theme(dress(2.0, "original"), 72)
    qtbot.waitUntil(is_in_view)


def test_one_of_the_voices_is_chosen_as_radio_buttons_are(page: VoicePage) -> None:
    for button in (*buttons(page, "正在用"), *buttons(page, "用这个")):
        assert QAccessible.queryAccessibleInterface(button).role() == QAccessible.Role.RadioButton
    page.show_used("pack/a")
    assert [button.isChecked() for button in buttons(page, "正在用")] == [True]
    assert not any(button.isChecked() for button in buttons(page, "用这个"))


def test_what_makes_the_sound_is_said_once(page: VoicePage) -> None:
    told = [label.text() for label in page.findChildren(QLabel) if "espeak-ng 1.51" in label.text()]
    assert told == ["电子音：espeak-ng 1.51"]


def test_everything_keeps_its_words_at_every_size(page: VoicePage, dress: Dress) -> None:
    for scale, width in ((1.0, 700), (1.5, 900), (2.0, 1200)):
        page.resize(width, 700)
        page.set_theme(dress(scale, "yellow_on_black"), round(36 * scale))
        QApplication.processEvents()
        assert page.area.horizontalScrollBar().maximum() == 0
        for button in page.findChildren(QPushButton):
            if button.isVisible():
                assert button.height() >= 44
                assert button.width() >= 44
