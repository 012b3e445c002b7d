"""Reading aloud, joined to the window: what the player sounds is lit, followed, captioned and counted.

1. A press asks :class:`Narrator` to play; it hands the player the report's sentences and the place to begin.
2. The player tells which sentence begins, and which characters sound; page, captions and contents follow.
3. A note or a selection is a reading of its own: the place in the report is remembered, and taken up again afterwards,
   playing if it was playing.
4. Who wants to sleep after an item or a chapter has it end there: the player is told before which sentence to stop.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Signal

from reader.core.report import Report
from reader.core.sentences import sentences
from reader.core.span import Span
from reader.speech.passages import (
    chapter_starts,
    item_starts,
    minutes_left,
    paragraph_starts,
    sentence_at,
    sentence_spans,
    start_after,
    start_before,
)
from reader.speech.player import Passage, Player, PlayerState
from reader.speech.utterance import Utterance
from reader.ui.captions.strip import CaptionStrip
from reader.ui.page.reading_page import ReadingPage

HINT = "点「朗读」，就开始读"
"""What the caption strip says while nothing is read."""

Sleep = Literal["off", "item", "chapter"]
"""After what reading is to stop: never, after this item, after this chapter."""

_SLEPT: dict[Sleep, str] = {
    "item": "这一条读完了，先停在这里。",
    "chapter": "这一章读完了，先停在这里。",
}


@dataclass(frozen=True, slots=True)
class Bookmark:
    """Where reading stood: sentence and character, ``None`` where nothing was read yet; and whether it was being read."""

    place: tuple[int, int] | None
    is_playing: bool


class Narrator(QObject):
    """Plays the report, a part of it, or a note."""

    state_changed = Signal(str)
    """stopped, playing or paused."""
    place_sounded = Signal(int)
    """The block that sounds now."""
    aside_ended = Signal()
    """A note or a selection was read to its end, or was broken off."""
    problem_found = Signal(str)
    sleep_changed = Signal(str)
    """off, item or chapter: what is to be heard before reading stops."""
    remarked = Signal(str)
    """Something to be shown and said about where reading stands."""

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
        self._paragraphs, self._items = paragraph_starts(report), item_starts(report)
        self._chapters = chapter_starts(report)
        self._sleep: Sleep = "off"
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
        player.end_reached.connect(self._rest)
        player.problem_found.connect(self.problem_found)

    # -- what a resident asks for --------------------------------------------------------------------------------

    def toggle(self) -> None:
        """Play, pause or go on: the one large button."""
        if self._player.state is PlayerState.PLAYING:
            self._player.pause()
            self._note_place()
        elif self._player.state is PlayerState.PAUSED:
            self._page.set_following(True)
            self._player.resume()
        else:
            self._start()

    def _start(self) -> None:
        """Begin where reading stopped; the first time, at the caret if it was set, else at what is in view."""
        self._find_place()
        self._play(*self._place)

    def stop(self) -> None:
        """Fall silent; the place is kept."""
        is_reading = self._player.state is not PlayerState.STOPPED
        self._player.stop()
        if is_reading:
            self._note_place()
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
        if self._aside is None:
            self._play(self._here + 1)
        else:
            self._player.next_sentence()

    def previous_sentence(self) -> None:
        """Go back a sentence."""
        if self._aside is None:
            self._play(self._here - 1)
        else:
            self._player.previous_sentence()

    def repeat(self) -> None:
        """Read the present sentence once more."""
        if self._aside is None:
            self._play(self._here)
        else:
            self._player.repeat()

    def next_paragraph(self) -> None:
        """Go to the next paragraph or heading."""
        self._go_on_to(self._paragraphs, "已经是最后一段了。")

    def previous_paragraph(self) -> None:
        """Go to the beginning of this paragraph, or from there to the one before."""
        self._go_back_to(self._paragraphs)

    def next_item(self) -> None:
        """Go to the next item (1、…), with the headings above it."""
        self._go_on_to(self._items, "已经是最后一条了。")

    def previous_item(self) -> None:
        """Go to the beginning of this item, or from there to the one before."""
        self._go_back_to(self._items)

    def set_sleep(self, kind: Sleep) -> None:
        """Have reading stop after this item or chapter, once; or not."""
        if kind != self._sleep:
            self._sleep = kind
            if self._aside is None:
                self._aim(self._player.index)
            self.sleep_changed.emit(kind)

    def stop_aside(self) -> None:
        """Break an aside off, and go on with the report if it was playing."""
        if self._aside is not None:
            self._player.stop()
            self._end_aside(is_resuming=True)

    def rest(self) -> Bookmark:
        """Let whatever is read rest, and give where the report stood, for :meth:`return_to`."""
        is_playing = self.is_playing if self._aside is None else self._aside[0]
        if self._aside is not None:
            self.stop()
        elif is_playing:
            self.toggle()
        return Bookmark(self._place if self._has_place else None, is_playing)

    def return_to(self, bookmark: Bookmark) -> None:
        """Break off whatever is read, and have the report stand where it stood: read on if it was being read."""
        is_resting_there = (
            self._player.state is PlayerState.PAUSED and self._aside is None and self._place == bookmark.place
        )
        if not is_resting_there:
            self.stop()
            self._place, self._has_place = bookmark.place or (0, 0), bookmark.place is not None
        if bookmark.is_playing:
            self.toggle()

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
    def is_under_way(self) -> bool:
        """Say whether something is being read, or rests in its middle."""
        return self._player.state is not PlayerState.STOPPED

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

    @property
    def place(self) -> tuple[int, int]:
        """The sentence of the report where reading goes on, and the character in it."""
        return self._place

    def set_place(self, sentence: int, offset: int = 0) -> None:
        """Take up the place of an earlier day; one that no longer exists is ignored, an offset by itself, too."""
        if 0 <= sentence < len(self._spans) and (sentence, offset) > (0, 0):
            is_within = 0 <= offset < len(self._spans[sentence])
            self._place, self._has_place = (sentence, offset if is_within else 0), True

    @property
    def sleep(self) -> Sleep:
        """After what reading is going to stop."""
        return self._sleep

    def minutes_left(self, speed_cpm: int) -> int:
        """Give the minutes it takes to hear the rest at this speed."""
        return minutes_left(self._spans[self._place[0] :], speed_cpm)

    @property
    def _here(self) -> int:
        """The sentence that commands count from: where the last one went, even if nothing of it was heard yet."""
        if self._player.state is not PlayerState.STOPPED and self._aside is None:
            return self._player.index
        self._find_place()
        return self._place[0]

    def _find_place(self) -> None:
        if not self._has_place:
            self._take_place(*self._page.visible_start())

    def _take_place(self, block: int, offset: int) -> None:
        index = sentence_at(self._spans, block, offset)
        span = self._spans[index]
        within = offset - span.start if span.block == block and offset > span.start else 0
        self._place, self._has_place = (index, within), True

    def _note_place(self) -> None:
        """Take the player's place: in the silence behind a sentence, that is the sentence to come."""
        if self._aside is None:
            index, offset = self._player.place
            self._place = (index, offset) if index < len(self._spans) else (0, 0)

    def _go_on_to(self, starts: tuple[int, ...], nothing: str) -> None:
        self._end_aside(is_resuming=False)
        start = start_after(starts, self._here)
        if start is None:
            self.remarked.emit(nothing)
        else:
            self._play(start)

    def _go_back_to(self, starts: tuple[int, ...]) -> None:
        self._end_aside(is_resuming=False)
        self._play(start_before(starts, self._here))

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

    def _play(self, index: int, offset: int = 0) -> None:
        self._page.set_following(True)
        self._aim(index)
        self._player.play(index, offset)

    def _aim(self, index: int) -> None:
        """Have the player stop where the chosen item or chapter around sentence ``index`` ends."""
        starts = {"off": (), "item": self._items, "chapter": self._chapters}[self._sleep]
        self._player.set_end(start_after(starts, index))

    # -- what the player tells -----------------------------------------------------------------------------------

    def _begin_sentence(self, index: int, span: Span) -> None:
        if self._aside is None:
            self._has_place = True
            if index != self._place[0]:
                self._place = (index, 0)
        self._page.light_sentence(span)
        self._page.follow(span)
        self.place_sounded.emit(span.block)

    def _show_utterance(self, utterance: Utterance, _span: Span) -> None:
        self._captions.show_utterance(utterance)

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
            self._wake_up()

    def _rest(self) -> None:
        """Reading has stopped where the resident wanted to sleep; the next item is the place."""
        self._place = (self._player.index, 0)
        self.place_sounded.emit(self.span.block)
        self._wake_up()

    def _wake_up(self) -> None:
        """Take back the wish to sleep, and say that it was heeded."""
        if words := _SLEPT.get(self._sleep):
            self.set_sleep("off")
            self.remarked.emit(words)
