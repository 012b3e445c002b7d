"""The pages about sound, made and joined: 换声音, 改读音, 存成录音; each opens from 更多 and by its key."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from reader.settings.store import Settings
from reader.ui.controls.side_page import SidePage
from reader.ui.keys.keys import Key
from reader.ui.look.icons import Icons
from reader.ui.page.reading_page import ReadingPage
from reader.ui.player.extras import PlayerExtras
from reader.ui.player.narrator import Narrator, Sleep
from reader.ui.sound.export_desk import ExportDesk
from reader.ui.sound.export_page import ExportPage
from reader.ui.sound.pronunciation_desk import PronunciationDesk
from reader.ui.sound.pronunciation_page import PronunciationPage
from reader.ui.sound.speech_services import SpeechServices
from reader.ui.sound.voice_desk import VoiceDesk
from reader.ui.sound.voice_page import VoicePage
from reader.ui.window.wayfinder import Wayfinder

_SLEEP_WORDS: dict[Sleep, str] = {
    "off": "不自己停，一直读下去",
    "item": "读完这一条，自己停",
    "chapter": "读完这一章，自己停",
}
_LONGEST_PHRASE = 12
"""Characters of a selection that are taken for the word to be mended."""


class SoundPages(QObject):
    """Holds the pages and their desks."""

    announced = Signal(str)
    notice_given = Signal(str)
    undo_offered = Signal(str, object)

    def __init__(
        self,
        speech: SpeechServices,
        settings: Settings,
        icons: Icons,
        page: ReadingPage,
        narrator: Narrator,
        extras: PlayerExtras,
        way: Wayfinder,
    ) -> None:
        super().__init__(page)
        self._page, self._narrator, self._extras, self._way = page, narrator, extras, way
        self.voices, self.pronunciation = VoicePage(icons), PronunciationPage(icons)
        self.voice_desk = VoiceDesk(self.voices, speech, narrator, settings, self)
        self.pronunciation_desk = PronunciationDesk(self.pronunciation, speech, narrator, settings, self)
        self.export = ExportPage(page.report, icons)
        self.export_desk = ExportDesk(self.export, speech.recorder, self)
        self._settings = settings
        self.sides: tuple[SidePage, ...] = (self.voices, self.pronunciation, self.export)
        for side in self.sides:
            way.add(side)
        for desk in (self.voice_desk, self.pronunciation_desk, self.export_desk):
            desk.announced.connect(self.announced)
            desk.notice_given.connect(self.notice_given)
        self.pronunciation_desk.undo_offered.connect(self.undo_offered)
        self.pronunciation_desk.readings_changed.connect(page.pinyin.renew)
        page.pinyin.failed.connect(self.notice_given)
        way.shown.connect(self._note_page)
        self._join(extras, narrator)

    def _join(self, extras: PlayerExtras, narrator: Narrator) -> None:
        extras.previous_paragraph_pressed.connect(narrator.previous_paragraph)
        extras.next_paragraph_pressed.connect(narrator.next_paragraph)
        extras.previous_item_pressed.connect(narrator.previous_item)
        extras.next_item_pressed.connect(narrator.next_item)
        extras.sleep_chosen.connect(self._choose_sleep)
        narrator.sleep_changed.connect(extras.set_sleep)
        extras.voices_pressed.connect(self.show_voices)
        extras.pronunciation_pressed.connect(self.show_pronunciation)
        extras.export_pressed.connect(self.show_export)

    def keys(self) -> list[Key]:
        """Give the keys of the player and of what the panel 更多 holds."""
        narrator = self._narrator
        return [
            Key("play.previous_sentence", "上一句", "F7", narrator.previous_sentence),
            Key("play.next_sentence", "下一句", "F8", narrator.next_sentence),
            Key("play.repeat", "再听一遍", "F9", narrator.repeat),
            Key("play.from_start", "从头读", "Shift+F9", narrator.read_from_start),
            Key("play.previous_paragraph", "上一段", "Shift+F7", narrator.previous_paragraph),
            Key("play.next_paragraph", "下一段", "Shift+F8", narrator.next_paragraph),
            Key("play.previous_item", "上一条", "Ctrl+Shift+F7", narrator.previous_item),
            Key("play.next_item", "下一条", "Ctrl+Shift+F8", narrator.next_item),
            Key("play.sleep", "自己停：一条后、一章后、不停", "Ctrl+Shift+F9", self._change_sleep),
            Key("play.voices", "换声音", "Shift+F2", self.show_voices),
            Key("play.pronunciation", "改读音", "Ctrl+E", self.show_pronunciation),
            Key("play.export", "存成录音", "Ctrl+S", self.show_export),
        ]

    def _change_sleep(self) -> None:
        self._choose_sleep(self._extras.following(self._narrator.sleep))

    def _choose_sleep(self, sleep: Sleep) -> None:
        self._narrator.set_sleep(sleep)
        self.announced.emit(_SLEEP_WORDS[sleep])

    def show_voices(self) -> None:
        """Open 换声音."""
        self._way.show_side(self.voices)
        self.voice_desk.open()

    def show_pronunciation(self) -> None:
        """Open 改读音, with the word that is selected in the report."""
        span = self._page.selected_span()
        words = self._page.report.text(span) if span is not None else ""
        is_too_long = len(words) > _LONGEST_PHRASE
        self._way.show_side(self.pronunciation)
        self.pronunciation_desk.open("" if is_too_long else words)
        if is_too_long:
            self.announced.emit("选得太长了，选一个词就行")

    def show_export(self) -> None:
        """Open 存成录音, for the place where the report is being read."""
        self._way.show_side(self.export)
        self.export_desk.open(self._narrator.span.block, self._settings.number("speed"))

    def _note_page(self) -> None:
        if not self.voices.isVisible():
            self.voice_desk.stop_sample()
