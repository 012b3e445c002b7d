"""Keys that lead through the page by sentence, paragraph, item, heading and chapter, with or without a screen reader.

Which keys: Orca itself speaks the line, word or letter after Up, Down, Left, Right, Home, End and the Page keys unless
Ctrl is held (``lastInputEventWas…`` in its ``script_utilities.py``), and would speak over what is said here; letters and
Insert are its and NVDA's own; Ctrl+Alt+arrows belong to desktops, Ctrl+. and Ctrl+Space to input methods; the text view
uses Ctrl with Left, Right, Home and End. That leaves Ctrl with Up, Down, the Page keys and the square brackets; Shift
takes the larger step. Those are the keys at first; which are in force is for the keymap to say.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent

from reader.core.report import Kind, Report
from reader.core.span import Span
from reader.speech.passages import sentence_spans
from reader.tools.key_names import press_of
from reader.tools.keymap import Keymap
from reader.ui.keys.keys import Key, press_in
from reader.ui.page.reading_page import ReadingPage, Unit

_HEADINGS = frozenset({Kind.TITLE, Kind.PART, Kind.CHAPTER, Kind.GLOSSARY})


@dataclass(frozen=True)
class Step:
    """A unit to step by: its key, its name with its measure word, its keys onward and back, and where the steps are."""

    key: str
    name: str
    onward: str
    back: str
    unit: Unit
    spans: tuple[Span, ...]


def make_steps(report: Report) -> tuple[Step, ...]:
    """Give the units of ``report``, the smallest first."""
    shown = report.shown
    chapters = [chapter for part in report.parts for chapter in part.chapters]
    blocks = {
        "段": [block.span for block in shown],
        "条": [item.paragraphs[0].span for chapter in chapters for item in chapter.items],
        "个标题": [block.span for block in shown if block.kind in _HEADINGS],
        "章": [chapter.heading.span for chapter in chapters],
    }
    keys = {
        "段": ("paragraph", "Ctrl+Down", "Ctrl+Up"),
        "条": ("item", "Ctrl+Shift+Down", "Ctrl+Shift+Up"),
        "个标题": ("heading", "Ctrl+PgDown", "Ctrl+PgUp"),
        "章": ("chapter", "Ctrl+Shift+PgDown", "Ctrl+Shift+PgUp"),
    }
    sentences = Step("sentence", "句", "Ctrl+]", "Ctrl+[", Unit.SENTENCE, sentence_spans(report))
    return sentences, *(
        Step(key, name, onward, back, Unit.BLOCK, tuple(blocks[name]))
        for name, (key, onward, back) in keys.items()
    )


def find_step(spans: Sequence[Span], place: tuple[int, int], by: int) -> Span | None:
    """Give the first of ``spans`` that begins after ``place`` (block, character), or with ``by`` -1 the last before it."""
    starts = [(span.block, span.start) for span in spans]
    at = bisect_right(starts, place) if by > 0 else bisect_left(starts, place) - 1
    return spans[at] if 0 <= at < len(spans) else None


class ReadingKeys(QObject):
    """The keys, which work while the page has the keyboard."""

    announced = Signal(str)
    """There is no further one."""

    def __init__(self, page: ReadingPage) -> None:
        super().__init__(page)
        self._page = page
        self.steps = make_steps(page.report)
        self._actions: dict[str, Callable[[], None]] = {}
        """By what is pressed."""
        # Not a QShortcut: Orca is not told of keys that one of those takes, and mistakes the key before for the cause.
        page.installEventFilter(self)

    def keys(self) -> list[Key]:
        """Give what there is to do here, with its keys at first."""
        return [
            Key(f"reading.{way}_{step.key}", f"走到{where}一{step.name}", name, self._action(step, by))
            for step in self.steps
            for way, where, name, by in (("next", "下", step.onward, 1), ("previous", "上", step.back, -1))
        ]

    def follow(self, keymap: Keymap) -> None:
        """Take the keys of the keymap, now and whenever it changes."""

        def take_over() -> None:
            self._actions = {
                press_of(name): key.action for key in self.keys() for name in keymap.keys_of(key.key)
            }

        keymap.watch(take_over)
        take_over()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys before the page does."""
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return super().eventFilter(watched, event)
        assert isinstance(event, QKeyEvent)
        action = self._actions.get(press_in(event))
        if action is None:
            return super().eventFilter(watched, event)
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            action()
        return True

    def _action(self, step: Step, by: int) -> Callable[[], None]:
        return lambda: self.move(step, by)

    def move(self, step: Step, by: int) -> None:
        """Take the caret one step onward (``by`` 1) or back (-1), or say that there is none."""
        span = find_step(step.spans, self._page.caret_place(), by)
        if span is None:
            self.announced.emit(f"已经是{'最后' if by > 0 else '最前面'}一{step.name}了")
            return
        self._page.land(step.unit, span)
