"""What residents and staff do with the voice (stories 6, 9, 13 and 14), in the real window with the real voice."""

from __future__ import annotations

from pathlib import Path

import miniaudio  # type: ignore[import-untyped]
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from reader.app import make_program
from reader.core.span import Span
from reader.paths import UserFolders, bundled_report
from reader.speech.passages import sentence_spans
from reader.speech.player import PlayerState
from reader.speech.utterance import Syllable, Utterance
from tests.stories.conftest import Resident

pytestmark = pytest.mark.display

_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class Ear:
    """Keeps how everything was pronounced that the voice began to say."""

    def __init__(self, resident: Resident) -> None:
        self.said: list[tuple[str, str]] = []
        resident.program.player.utterance_started.connect(self._note)
        resident.program.player.announcement_started.connect(self._note)

    def _note(self, utterance: Utterance, *_rest: object) -> None:
        syllables = [token.pinyin for token in utterance.tokens if isinstance(token, Syllable)]
        self.said.append((utterance.text, " ".join(syllables)))

    def has_heard(self, words: str, pinyin: str) -> bool:
        return any(words in text and pinyin in said for text, said in self.said)


def field(resident: Resident, name: str) -> QLineEdit:
    return next(edit for edit in resident.window.findChildren(QLineEdit) if edit.accessibleName() == name)


def test_6_paragraphs_and_items_and_stopping_by_itself(resident: Resident) -> None:
    narrator, report = resident.window.narrator, resident.page.report
    start = resident.place_of("3、招商引资持续发力")
    narrator.read_from(start.block, 0)
    resident.wait_until(lambda: len(resident.heard) > 2)
    resident.click("更多")
    resident.click("下一条")
    resident.wait_until(lambda: report.text(narrator.span).startswith("4、"))
    resident.press(Qt.Key.Key_F7, _CONTROL | _SHIFT)
    resident.wait_until(lambda: narrator.span.block == start.block)
    resident.press(Qt.Key.Key_F8, _SHIFT)
    resident.wait_until(lambda: narrator.span.block == start.block + 1)
    resident.press(Qt.Key.Key_F9, _CONTROL | _SHIFT)
    assert resident.window.extras.sleep.label == "自己停：这一条后", "the word is the state"
    assert resident.window.extras.sleep.isChecked()
    assert resident.window.status.said == "读完这一条，自己停"
    last = next(block for block in report.shown if block.text.startswith("4、")).number - 1
    sentence = [span for span in sentence_spans(report) if span.block == last][-1]
    narrator.read_from(sentence.block, sentence.end - 3)
    resident.wait_until(lambda: not narrator.is_playing)
    assert report.text(narrator.span).startswith("4、"), "the next item is where reading goes on"
    assert resident.window.extras.sleep.label == "自己停：不停"
    assert not resident.window.extras.sleep.isChecked()


def test_13_a_double_click_brings_the_word_along_and_a_long_selection_is_told(resident: Resident) -> None:
    page, phrase = resident.page, resident.window.sound_pages.pronunciation
    words = resident.place_of("积极推进一核一区一带产业规划落地")
    page.go_to(words)
    inside = Span(words.block, words.start + 2, words.start + 3)
    QTest.mouseDClick(page.viewport(), Qt.MouseButton.LeftButton, pos=resident.point_on_page(inside))
    QTest.mouseRelease(page.viewport(), Qt.MouseButton.LeftButton, pos=resident.point_on_page(inside))
    resident.press(Qt.Key.Key_E, _CONTROL)
    resident.wait_until(phrase.isVisible)
    assert field(resident, "词语").text() == "推进"
    resident.press(Qt.Key.Key_Escape)
    resident.wait_until(page.isVisible)
    page.setTextCursor(page.paper.cursor(words))
    resident.press(Qt.Key.Key_E, _CONTROL)
    resident.wait_until(lambda: resident.window.status.said == "选得太长了，选一个词就行")


def test_6_another_voice_goes_on_at_the_same_place_and_is_there_tomorrow(
    resident: Resident, tmp_path: Path
) -> None:
    narrator, player = resident.window.narrator, resident.program.player
    start = resident.place_of("3、招商引资持续发力")
    narrator.read_from(start.block + 1, 0)
    resident.wait_until(lambda: len(resident.heard) > 2)
    resident.press(Qt.Key.Key_F2, _SHIFT)
    page = resident.window.sound_pages.voices
    resident.wait_until(
        lambda: any(button.isVisible() for button in page.findChildren(type(resident.button("试听"))))
    )
    before = player.engine.info.key
    others = [
        button
        for button in page.findChildren(type(resident.button("用这个", page)))
        if button.accessibleName() == "用这个" and button.isEnabled()
    ]
    others[0].click()
    resident.wait_until(lambda: player.engine.info.key != before)
    chosen = player.engine.info.key
    assert narrator.is_playing
    assert narrator.span.block == start.block + 1
    count = len(resident.heard)
    resident.wait_until(lambda: len(resident.heard) > count + 2)
    resident.program.close()
    tomorrow = make_program(
        UserFolders.of_profile(tmp_path), bundled_report(), is_first_sentence_spoken=False
    )
    try:
        tomorrow.window.show()
        resident.wait_until(lambda: tomorrow.window.sound_pages.voice_desk.is_loaded)
        assert tomorrow.player.engine.info.key == chosen
        assert tomorrow.window.narrator.span.block == start.block + 1
    finally:
        tomorrow.close()
        tomorrow.window.deleteLater()


def test_6_a_voice_is_tried_before_it_is_taken(resident: Resident) -> None:
    resident.window.narrator.read_from_start()
    resident.wait_until(lambda: len(resident.heard) > 2)
    resident.press(Qt.Key.Key_F2, _SHIFT)
    page = resident.window.sound_pages.voices
    resident.click("试听", page)
    assert resident.program.player.state is PlayerState.PAUSED, "nothing talks over the sample"
    resident.button("停止", page)
    resident.wait_until(
        lambda: (
            not any(
                each.accessibleName() == "停止"
                for each in page.findChildren(type(resident.button("返回正文", page)))
            )
        )
    )
    resident.press(Qt.Key.Key_Escape)
    assert resident.page.isVisible()


def test_9_captions_with_pinyin_and_louder(resident: Resident) -> None:
    captions, settings = resident.window.captions, resident.settings
    resident.window.narrator.read_from(*_start(resident, "上半年，完成生产总值41亿元"))
    resident.wait_until(lambda: "四十一亿元" in captions.shown_text())
    volume = settings.number("volume")
    resident.click("更多")
    resident.click("响一点")
    assert settings.number("volume") > volume
    settings.set("caption_pinyin", True)
    settings.set("caption_script", "traditional")
    resident.wait_until(lambda: "億元" in captions.shown_text() or "同比增長" in captions.shown_text())


def test_13_staff_puts_a_reading_right_for_everyone(resident: Resident, tmp_path: Path) -> None:
    ear = Ear(resident)
    sentence = resident.place_of("七莘路")
    narrator = resident.window.narrator
    narrator.read_from(sentence.block, max(0, sentence.start - 2))
    resident.wait_until(lambda: ear.has_heard("七莘路", "qi1 xin1 lu4"))
    resident.press(Qt.Key.Key_E, _CONTROL)
    resident.type("七莘路")
    resident.wait_until(lambda: field(resident, "拼音").text() == "qī xīn lù")
    field(resident, "拼音").setText("qi1 shen1 lu4")
    resident.press(Qt.Key.Key_Tab)
    resident.click("记住")
    resident.wait_until(lambda: ear.has_heard("七莘路", "qi1 shen1 lu4"))
    assert "七莘路\tqi1 shen1 lu4" in (tmp_path / "config" / "lexicon.tsv").read_text(encoding="utf-8")
    resident.program.close()
    tomorrow = make_program(
        UserFolders.of_profile(tmp_path), bundled_report(), is_first_sentence_spoken=False
    )
    try:
        composer = tomorrow.speech.composer
        assert "qi1 shen1 lu4" in " ".join(
            token.pinyin for token in composer.compose("去七莘路。").tokens if isinstance(token, Syllable)
        )
    finally:
        tomorrow.close()
        tomorrow.window.deleteLater()


def test_13_a_wrong_spelling_says_what_is_wrong_and_loses_nothing(resident: Resident) -> None:
    resident.press(Qt.Key.Key_E, _CONTROL)
    resident.type("浜")
    resident.wait_until(lambda: field(resident, "拼音").text() != "")
    field(resident, "拼音").setText("xyz9")
    resident.click("记住")
    page = resident.window.sound_pages.pronunciation
    resident.wait_until(lambda: bool(page.problem))
    assert page.written() == ("浜", "xyz9")
    QApplication.processEvents()


def test_14_the_chapter_on_elders_is_taken_home(resident: Resident, tmp_path: Path) -> None:
    page, stick = resident.window.sound_pages.export, tmp_path / "U盘"
    stick.mkdir()
    chapter = resident.place_of("紧密型集团化")
    resident.window.narrator.read_from(chapter.block, chapter.start)
    resident.wait_until(lambda: len(resident.heard) > 3)
    resident.press(Qt.Key.Key_Space)
    resident.press(Qt.Key.Key_S, _CONTROL)
    page.choose_folder(stick)
    scopes = [each for each in page.findChildren(QAbstractButton) if "这一章" in each.accessibleName()]
    scopes[0].click()
    resident.click("开始存", page)
    recorder = resident.program.speech.recorder
    assert recorder.is_running
    resident.wait_until(lambda: not recorder.is_running)
    (sound,) = stick.rglob("*.mp3")
    assert {path.suffix for path in stick.rglob("*.*") if path.is_file()} == {".mp3", ".srt", ".vtt", ".lrc"}
    captions = sound.with_suffix(".srt").read_text(encoding="utf-8-sig")
    assert "集团" in captions
    decoded = miniaudio.mp3_read_file_s16(str(sound))
    assert decoded.duration > 60
    assert max(decoded.samples) > 3000


def _start(resident: Resident, words: str) -> tuple[int, int]:
    span = resident.place_of(words)
    return span.block, span.start
