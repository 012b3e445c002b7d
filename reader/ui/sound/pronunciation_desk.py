"""The page of readings joined: what is written is checked, heard, kept, and read so at once, in this very sentence too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from reader.errors import LexiconError
from reader.settings.store import Settings
from reader.speech.engine import Audio
from reader.speech.pinyin.own_lexicon import Reading, Suggestion, suggest
from reader.speech.pinyin.tones import split_pinyin
from reader.speech.utterance import Syllable, Utterance
from reader.ui.player.narrator import Narrator
from reader.ui.sound.pronunciation_page import PronunciationPage
from reader.ui.sound.sampling import Sampling
from reader.ui.sound.speech_services import SpeechServices

_MOST_TOLD = 3
"""Problems told at once at the start; the page of readings lists them all."""


def said_as(utterance: Utterance, syllables: tuple[str, ...]) -> Utterance:
    """Give the utterance of a phrase with other syllables, one for each of its own.

    Where the counts differ (a Latin word) all are said at its first character.
    """
    own = [token for token in utterance.tokens if isinstance(token, Syllable)]
    places = [token.at for token in own] if len(own) == len(syllables) else [0] * len(syllables)
    return replace(
        utterance,
        tokens=tuple(Syllable(syllable, at) for syllable, at in zip(syllables, places, strict=True)),
    )


class PronunciationDesk(QObject):
    """Joins the page to the own lexicon, the composer and the voice."""

    announced = Signal(str)
    notice_given = Signal(str)
    undo_offered = Signal(str, object)
    """A sentence, and the callable that takes the step back."""
    readings_changed = Signal()
    """The lexicon is another now."""

    def __init__(
        self,
        page: PronunciationPage,
        speech: SpeechServices,
        narrator: Narrator,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._page, self._speech, self._settings = page, speech, settings
        self._sampling = Sampling(speech, narrator, self)
        self._sampling.failed.connect(self._tell_problem)
        self._sampling.unheard.connect(self.notice_given)
        page.left.connect(self._sampling.stop)
        page.phrase_changed.connect(self._suggest)
        page.sample_requested.connect(self._sample)
        page.put_requested.connect(self._put)
        page.remove_requested.connect(self._remove)

    def open(self, phrase: str) -> None:
        """Show what is kept, and begin with ``phrase`` (may be empty)."""
        self._show()
        self._page.start_with(phrase)

    def check(self) -> None:
        """Tell what is wrong with the readings' files, if anything; to be called once the window stands."""

        def tell(problems: tuple[str, ...]) -> None:
            if problems:
                self.notice_given.emit("".join(problems[:_MOST_TOLD]))

        self._find_problems(tell)

    def _show(self) -> None:
        own = self._speech.own_lexicon
        self._page.show_rows(own.rows, own.problems)
        self._find_problems(lambda problems: self._page.show_rows(own.rows, problems))

    def _find_problems(self, done: Callable[[tuple[str, ...]], object]) -> None:
        own, composer = self._speech.own_lexicon, self._speech.composer

        def find() -> tuple[str, ...]:
            return tuple(dict.fromkeys((*own.problems, *composer.problems)))

        self._speech.errands.run("problems", find, done, self.notice_given.emit)

    def _suggest(self, phrase: str) -> None:
        def show(suggestion: Suggestion) -> None:
            self._page.show_now(phrase, suggestion)

        composer = self._speech.composer
        self._speech.errands.run("suggest", lambda: suggest(phrase, composer), show, self.notice_given.emit)

    # -- hearing -----------------------------------------------------------------------------------------------

    def _sample(self, phrase: str, pinyin: str) -> None:
        if not phrase:
            self._tell_problem("还没有写词语。请写下读错的字或者词。")
            return
        speed = self._settings.number("speed")
        engine, composer = self._speech.player.engine, self._speech.composer

        def say() -> Audio:
            utterance = composer.compose(phrase)
            if pinyin:
                utterance = said_as(utterance, split_pinyin(pinyin, _count_of(phrase)))
            return engine.synthesise(utterance, speed)

        self._sampling.start(phrase, say, self._settings.number("volume"))

    def _tell_problem(self, problem: str) -> None:
        """Show what is wrong with what is written, and have it heard."""
        self._page.show_problem(problem)
        self.announced.emit(problem)

    # -- keeping -----------------------------------------------------------------------------------------------

    def _put(self, phrase: str, pinyin: str) -> None:
        def keep() -> Reading:
            if not pinyin:
                raise LexiconError("还没有写拼音。请每个字写一个拼音，像 qi1 bao3 这样。")
            return self._speech.own_lexicon.put(phrase, pinyin)

        def done(reading: Reading) -> None:
            self._renew()
            self._page.clear()
            self.announced.emit(f"记住了，现在这样读：{reading.phrase}")  # which is heard, by the new reading

        self._speech.errands.run("keep", keep, done, self._tell_problem)

    def _remove(self, phrase: str) -> None:
        own = self._speech.own_lexicon
        before = next((reading for reading in own.rows if reading.phrase == phrase), None)

        def done(_nothing: None) -> None:
            self._renew()
            if before is not None:
                self.undo_offered.emit(f"“{phrase}”照原来的读了", self._putting_back(before))

        self._speech.errands.run("keep", lambda: own.remove(phrase), done, self.notice_given.emit)

    def _putting_back(self, reading: Reading) -> Callable[[], None]:
        own = self._speech.own_lexicon

        def put_back() -> None:
            self._speech.errands.run(
                "keep",
                lambda: own.put(reading.phrase, " ".join(reading.syllables), reading.note),
                done,
                self.notice_given.emit,
            )

        def done(_reading: Reading) -> None:
            self._renew()
            self._page.show_row(reading.phrase)
            self.announced.emit(f"“{reading.phrase}”又照您改的读了")

        return put_back

    def _renew(self) -> None:
        """Read by the changed lexicon from now on, list it anew, and say how the word in the form is read now."""
        self._speech.composer.reload()
        self._speech.player.recompose()
        self.readings_changed.emit()
        self._show()
        if phrase := self._page.written()[0]:
            self._suggest(phrase)


def _count_of(phrase: str) -> int | None:
    """Give how many syllables a phrase has; ``None`` for a Latin word, which may have any number."""
    clean = "".join(phrase.split())
    return None if clean.isascii() else len(clean)
