"""Reading aloud, joined to the window: what the player sounds is lit, followed, captioned and counted.

1. A press asks :class:`Narrator` to play; it hands the player the report's sentences and the place to begin.
2. The player tells which sentence begins, and which characters sound; page, captions and contents follow.
3. A note or a selection is a reading of its own: the place in the report is remembered, and taken up again afterwards,
   playing if it was playing.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from reader.core.report import Report
from reader.core.sentences import sentences
from reader.core.span import Span
from reader.speech.passages import minutes_left, sentence_at, sentence_spans
from reader.speech.player import Passage, Player, PlayerState
from reader.speech.utterance import Utterance
from reader.ui.captions import CaptionStrip
from reader.ui.page import ReadingPage

HINT = "点「朗读」，就开始读"
"""What the caption strip says while nothing is read."""


class Narrator(QObject):
    """Plays the report, a part of it, or a note."""

    state_changed = Signal(str)
    """stopped, playing or paused."""
    place_sounded = Signal(int)
    """The block that sounds now."""
    aside_ended = Signal()
    """A note or a selection was read to its end, or was broken off."""
    problem_found = Signal(str)

    def __init__(
        self,
        report: Report,
        player: Player,
        page: ReadingPage,
        captions: CaptionStrip,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._report, self._player, self._page, self._captions = report, player, page, captions
        self._spans = sentence_spans(report)
        self._passages = tuple(Passage(span, report.text(span)) for span in self._spans)
        self._place = (0, 0)
        """Sentence and character of the report where reading goes on."""
        self._has_place = False
        self._aside: tuple[bool, tuple[int, int]] | None = None
        """While an aside is read: whether the report was playing, and where."""
        self._pointed_sentence = -1
        captions.clear(HINT)
        player.load(self._passages)
        player.sentence_changed.connect(self._begin_sentence)
        player.utterance_started.connect(self._show_utterance)
        player.character_sounded.connect(self._light)
        player.state_changed.connect(self._note_state)
        player.finished.connect(self._finish)
        player.problem_found.connect(self.problem_found)

    # -- what a resident asks for --------------------------------------------------------------------------------

    def toggle(self) -> None:
        """Play, pause or go on: the one large button."""
        if self._player.state is PlayerState.PLAYING:
            self._player.pause()
        elif self._player.state is PlayerState.PAUSED:
            self._page.set_following(True)
            self._player.resume()
        else:
            self._start()

    def _start(self) -> None:
        """Begin where reading stopped; the first time, at the caret if it was set, else at what is in view."""
        if not self._has_place:
            self._take_place(*self._page.visible_start())
        self._play(*self._place)

    def stop(self) -> None:
        """Fall silent; the place is kept."""
        self._player.stop()
        self._end_aside(is_resuming=False)

    def read_from(self, block: int, offset: int) -> None:
        """Read on from a character of the report."""
        self._end_aside(is_resuming=False)
        self._take_place(block, offset)
        self._play(*self._place)

    def read_from_start(self) -> None:
        """Read the report from its title on."""
        self.read_from(self._spans[0].block, 0)

    def read_span(self, span: Span) -> None:
        """Read just this part of the report, as an aside."""
        text = self._report.text(span)
        spans = [Span(span.block, span.start + first, span.start + last) for first, last in sentences(text)]
        self._play_aside(spans)

    def read_sentence_at(self, block: int, offset: int) -> None:
        """Read the one sentence that holds this character; the one being read already is left to end."""
        index = sentence_at(self._spans, block, offset)
        if not (self.is_reading_aside and self._pointed_sentence == index):
            self._pointed_sentence = index
            self._play_aside([self._spans[index]])

    def next_sentence(self) -> None:
        """Go to the next sentence."""
        self._page.set_following(True)
        self._player.next_sentence()

    def previous_sentence(self) -> None:
        """Go back a sentence."""
        self._page.set_following(True)
        self._player.previous_sentence()

    def repeat(self) -> None:
        """Read the present sentence once more; the first one where nothing was read yet."""
        self._page.set_following(True)
        self._player.repeat()

    def stop_aside(self) -> None:
        """Break an aside off, and go on with the report if it was playing."""
        if self._aside is not None:
            self._player.stop()
            self._end_aside(is_resuming=True)

    def go_to_place(self) -> None:
        """Show the place where the report is being read."""
        self._page.set_following(True)
        self._page.go_to(self._spans[self._place[0]])

    # -- where reading is ----------------------------------------------------------------------------------------

    @property
    def is_playing(self) -> bool:
        """Say whether something is being read."""
        return self._player.state is PlayerState.PLAYING

    @property
    def is_reading_aside(self) -> bool:
        """Say whether a note or a selection is being read."""
        return self._aside is not None

    @property
    def sentence(self) -> int:
        """The sentence of the report where reading goes on."""
        return self._place[0]

    @property
    def span(self) -> Span:
        """The same, as a Span."""
        return self._spans[self._place[0]]

    def set_sentence(self, index: int) -> None:
        """Take up the place of an earlier day; an index that no longer exists is ignored."""
        if 0 < index < len(self._spans):
            self._place, self._has_place = (index, 0), True

    def minutes_left(self, speed_cpm: int) -> int:
        """Give the minutes it takes to hear the rest at this speed."""
        return minutes_left(self._spans[self._place[0] :], speed_cpm)

    def _take_place(self, block: int, offset: int) -> None:
        index = sentence_at(self._spans, block, offset)
        span = self._spans[index]
        within = offset - span.start if span.block == block and offset > span.start else 0
        self._place, self._has_place = (index, within), True

    # -- asides --------------------------------------------------------------------------------------------------

    def _play_aside(self, spans: Sequence[Span]) -> None:
        if self._aside is None:
            self._aside = (self.is_playing, self._place)
        self._player.load(tuple(Passage(span, self._report.text(span)) for span in spans))
        self._player.play(0)

    def _end_aside(self, *, is_resuming: bool) -> None:
        if self._aside is None:
            return
        was_playing, self._place = self._aside
        self._aside = None
        self._player.load(self._passages)
        self._page.light_sentence(None)
        self._captions.clear(HINT)
        self.aside_ended.emit()
        if is_resuming and was_playing:
            self._play(*self._place)

    def _play(self, index: int, offset: int) -> None:
        self._page.set_following(True)
        self._player.play(index, offset)

    # -- what the player tells -----------------------------------------------------------------------------------

    def _begin_sentence(self, index: int, span: Span) -> None:
        if self._aside is None:
            self._place, self._has_place = (index, 0), True
        self._page.light_sentence(span)
        self._page.follow(span)
        self.place_sounded.emit(span.block)

    def _show_utterance(self, utterance: Utterance, _span: Span) -> None:
        self._captions.show_utterance(utterance.spoken.text)

    def _light(self, span: Span, spoken: int) -> None:
        self._page.light_character(span)
        self._page.follow(span)
        self._captions.light(spoken)
        if self._aside is None:
            self._place = (self._place[0], max(0, span.start - self._spans[self._place[0]].start))

    def _note_state(self, state: PlayerState) -> None:
        if state is PlayerState.STOPPED and self._aside is None:
            self._page.light_sentence(None)
            self._captions.clear(HINT)
        self.state_changed.emit(state.value)

    def _finish(self) -> None:
        if self._aside is not None:
            self._end_aside(is_resuming=True)
        else:
            self._place = (0, 0)
