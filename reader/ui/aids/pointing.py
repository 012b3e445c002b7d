"""指读: reads what the pointer rests on, what a finger touches, and what a key leads to.

1. One filter on the program, there only while 指读 is on, sees moves, presses and keys. A move costs a comparison: what
   stands under the pointer is looked up when the pointer has gone further than a hand shakes.
2. The pointer rests when it stays near one place, or on one thing, for as long as the resident chose. What it rests on then
   is read, once, until the pointer has left it. Who merely passes over hears nothing; nothing is read while a button is held.
3. A sentence of the report is read by the narrator, with its lights. Everything else is said in the program's own words:
   name, state, and what it is.
4. A press does what it always does, and what it did is told: by whoever did it, else by the new state of what was pressed.
   A finger cannot rest without pressing: touched long, a thing is read and not pressed.
5. After a key, what has the keyboard by then is said, unless the program has told of a change in the meantime.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from reader.settings.store import Settings
from reader.speech.player import Player
from reader.ui.access.screen_reader import is_screen_reader_running
from reader.ui.aids.finger import Touch, acts_on_press, is_by_touch
from reader.ui.aids.pointed import Thing, focused_thing, thing_at
from reader.ui.controls.child_popup import ChildPopup
from reader.ui.player.narrator import Narrator

SHAKE_PX = 24
"""How far a resting hand may shake, in any direction; a target is at least 44 px wide."""

WIDE_SHAKE_PX = 64
"""The same on one and the same thing: a long sentence, a large button."""

LONG_PRESS_MS = 600
"""How long a finger stays on what it wants to hear only."""

_ANSWER_MS = 150
"""How long the program is given to tell of a change itself, after a key or a press."""

_MODIFIERS = frozenset(
    (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)
)
_KINDS = QEvent.Type
_NOWHERE = QPoint(-10_000, -10_000)


class Pointing(QObject):
    """Reads by pointing in ``window``, while it is on."""

    said = Signal(str)
    """These words are said, or would be if the voice were on: they are to be seen as well."""
    place_tapped = Signal(int, int)
    """A block and character of the report was tapped while 指读 is off: reading may go on from there."""

    def __init__(
        self,
        settings: Settings,
        player: Player,
        narrator: Narrator,
        window: QWidget,
        may_speak: Callable[[], bool],
    ) -> None:
        """Join the parts. ``may_speak`` says whether the program's own words may be heard."""
        super().__init__(window)
        self._settings, self._player, self._narrator = settings, player, narrator
        self._window, self._may_speak = window, may_speak
        self._is_on = False
        self._here = self._anchor = QPoint()
        """Where the pointer is, and where it came to last."""
        self._aimed: Thing | None = None
        """What stands at the anchor, once it was looked up."""
        self._heard: Thing | None = None
        """What was read last, until the pointer has left it."""
        self._focused: Thing | None = None
        self._is_own_aside = self._is_answered = self._is_control_alone = False
        self._touch: Touch | None = None
        self._pressed: Thing | None = None
        self._was_reading = self._was_key = self._was_touch = False
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._read_rested)
        self._answer = QTimer(self, singleShot=True, interval=_ANSWER_MS)
        self._answer.timeout.connect(self._tell_answer)
        self._long_press = QTimer(self, singleShot=True, interval=LONG_PRESS_MS)
        self._long_press.timeout.connect(self._read_touched)
        narrator.aside_ended.connect(self._end_own_aside)
        self._handlers: dict[QEvent.Type, Callable[[QObject, QEvent], bool]] = {
            _KINDS.MouseMove: self._move,
            _KINDS.MouseButtonPress: self._press,
            _KINDS.MouseButtonDblClick: self._press,
            _KINDS.MouseButtonRelease: self._release,
            _KINDS.Wheel: self._scroll,
            _KINDS.Leave: self._leave,
            _KINDS.ShortcutOverride: self._key,
            _KINDS.KeyPress: self._key,
            _KINDS.KeyRelease: self._key_release,
        }

    @property
    def is_on(self) -> bool:
        """Say whether 指读 is on."""
        return self._is_on

    def set_on(self, is_on: bool) -> None:
        """Read by pointing, or not."""
        app = QApplication.instance()
        if is_on == self._is_on or app is None:
            return
        self._is_on = is_on
        if is_on:
            app.installEventFilter(self)
            # What the pointer is on already, as a rule the tool's own button, tells of itself.
            self._here = self._anchor = QCursor.pos()
            self._heard = thing_at(self._window, self._here)
            self._focused, self._pressed = focused_thing(), None
        else:
            app.removeEventFilter(self)
            for timer in (self._rest, self._answer, self._long_press):
                timer.stop()
            self._touch = None

    def note_announcement(self) -> None:
        """The program has told of something itself: what was just done needs no further words."""
        self._is_answered = True

    def tap(self, block: int, offset: int) -> None:
        """A place of the report was tapped: read its sentence, or offer to read on from there."""
        if self._is_on:
            self._is_answered = True
            self._read_sentence(block, offset)
        else:
            self.place_tapped.emit(block, offset)

    # -- what is done --------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the moves, presses and keys of the program; take away only what a long touch would press."""
        handler = self._handlers.get(event.type())
        return handler(watched, event) if handler is not None else False

    def _move(self, watched: QObject, event: QEvent) -> bool:
        # A move comes to the window first, then to a widget.
        if not watched.isWindowType() or not isinstance(event, QMouseEvent):
            return False
        self._here = event.globalPosition().toPoint()
        if self._touch is not None and is_by_touch(event):
            return self._touch_move(watched, event)
        if event.buttons() == Qt.MouseButton.NoButton and _distance(self._here, self._anchor) > SHAKE_PX:
            self._come_to(self._here)
        return False

    def _come_to(self, place: QPoint) -> None:
        """The pointer has come to another place: begin to wait there, unless the hand only shakes on one thing."""
        thing: Thing | None = None
        if _distance(place, self._anchor) <= WIDE_SHAKE_PX:
            thing = thing_at(self._window, place)
            if self._aimed is None:
                self._aimed = thing_at(self._window, self._anchor)
            if thing is not None and thing.is_same(self._aimed):
                return
        self._anchor, self._aimed = place, thing
        # Is it on its way, what lies there need not be looked up; but what was read may be read again once it was left.
        if self._heard is not None and not self._heard.is_same(thing or thing_at(self._window, place)):
            self._heard = None
        self._wait()

    def _wait(self) -> None:
        """Read what the pointer is on when it has rested there."""
        self._rest.start(self._settings.number("reading_rest_ms"))

    def _scroll(self, watched: QObject, _event: QEvent) -> bool:
        if watched.isWindowType():
            self._aimed = None
            # What the wheel brings under the pointer is pointed at once it stands still.
            self._wait()
        return False

    def _leave(self, watched: QObject, _event: QEvent) -> bool:
        if watched.isWindowType():
            self._rest.stop()
            self._heard = self._aimed = None
            self._anchor = _NOWHERE
        return False

    def _press(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent) or self._is_replayed():
            return False
        self._rest.stop()
        self._answer.stop()
        self._is_control_alone = self._is_answered = False
        self._here = event.globalPosition().toPoint()
        self._was_reading = self._narrator.is_playing
        self._pressed = thing_at(self._window, self._here)
        if watched.isWindowType() and is_by_touch(event):
            widget = self._window.childAt(self._window.mapFromGlobal(self._here))
            self._touch = Touch(event.clone(), self._here, is_held=acts_on_press(widget))
            self._long_press.start()
            return self._touch.is_held
        return False

    def _release(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent) or self._is_replayed():
            return False
        self._here = self._anchor = event.globalPosition().toPoint()
        self._aimed = None
        if self._pressed is not None:
            # The press has dealt with what is under the pointer.
            self._heard = self._pressed
        self._long_press.stop()
        touch = self._touch
        if touch is not None and touch.is_read:
            if watched.isWindowType():
                self._touch = None
            return True
        self._was_key, self._was_touch = False, is_by_touch(event)
        if touch is not None and watched.isWindowType():
            if touch.is_held:
                touch.replay(watched)
            self._touch = None
        self._answer.start()
        return False

    def _is_replayed(self) -> bool:
        return self._touch is not None and self._touch.is_replaying

    def _touch_move(self, watched: QObject, event: QMouseEvent) -> bool:
        """A finger moves: further than it shakes, and it means to scroll or to drag."""
        touch = self._touch
        assert touch is not None
        if touch.is_read or touch.is_replaying:
            return touch.is_read
        if _distance(event.globalPosition().toPoint(), touch.place) > SHAKE_PX:
            self._long_press.stop()
            if touch.is_held:
                touch.is_held = False
                touch.replay(watched)
        return touch.is_held

    def _key(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            is_control = event.key() == Qt.Key.Key_Control
            self._is_control_alone = is_control and not event.isAutoRepeat()
            if event.key() not in _MODIFIERS:
                self._rest.stop()
                self._was_reading, self._was_key, self._is_answered = self._narrator.is_playing, True, False
                self._answer.start()
        return False

    def _key_release(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Control and self._is_control_alone:
            self._is_control_alone = False
            self.hush()
        return False

    def hush(self) -> None:
        """Fall silent; what was being read keeps its place."""
        self._rest.stop()
        self._answer.stop()
        if self._narrator.is_reading_aside:
            self._narrator.stop()
        elif self._narrator.is_playing:
            self._narrator.toggle()
        else:
            self._player.pause()

    # -- what is read --------------------------------------------------------------------------------------------

    def _read_rested(self) -> None:
        thing = thing_at(self._window, self._here)
        self._anchor, self._aimed = self._here, thing
        if thing is not None and not thing.is_same(self._heard):
            self._read(thing)

    def _read_touched(self) -> None:
        """The finger stayed: read what it is on, and take its press back."""
        touch = self._touch
        thing = thing_at(self._window, self._here)
        if touch is None or thing is None:
            return
        touch.is_read = True
        touch.take_back(self._window.windowHandle())
        if thing.span is not None:
            self._read_sentence(thing.span.block, thing.span.start)
        else:
            self._read(thing)

    def _tell_answer(self) -> None:
        """After a key or a press: say what changed, unless that was said, or the reading began."""
        before, self._focused = self._focused, focused_thing()
        has_begun = self._narrator.is_playing and not self._was_reading
        if self._is_answered or has_begun:
            return
        if self._was_key or _is_in_popup():
            self._read_changed(self._focused, before, is_other_read=True)
            return
        pressed, now = self._pressed, thing_at(self._window, self._here)
        if pressed is None or pressed.span is not None:
            return
        if not self._read_changed(now, pressed) and self._was_touch and not self._narrator.is_playing:
            self._read(pressed)

    def _read_changed(self, now: Thing | None, before: Thing | None, *, is_other_read: bool = False) -> bool:
        """Read what is in another state than before, or with ``is_other_read`` another thing; say whether it was read."""
        if now is None:
            return False
        is_same = before is not None and now.is_same(before)
        if is_same and before is not None and now.state == before.state:
            return False
        if not is_same and not is_other_read:
            return False
        self._read(now)
        return True

    def _read(self, thing: Thing) -> None:
        self._heard = thing
        is_free = self._is_own_aside or not self._narrator.is_playing
        if thing.span is not None and is_free and not self._is_read_by_another:
            self._read_sentence(thing.span.block, thing.span.start)
        elif thing.span is None or is_free:
            # While the report or a note is being read, only a press leads to another sentence.
            self._say(thing.words)

    def _say(self, words: str) -> None:
        if self._is_own_aside:
            self._narrator.stop_aside()  # the pointer has left that sentence
        self.said.emit(words)
        if self._may_speak():
            self._player.speak_once(words)

    @property
    def _is_read_by_another(self) -> bool:
        """Say whether a screen reader says what the keyboard comes to."""
        return self._settings.flag("screen_reader") or is_screen_reader_running()

    def _read_sentence(self, block: int, offset: int) -> None:
        self._is_own_aside = True
        self._narrator.read_sentence_at(block, offset)

    def _end_own_aside(self) -> None:
        self._is_own_aside = False


def _is_in_popup() -> bool:
    """Say whether the keyboard is in something that has just come up over the window."""
    widget = QApplication.focusWidget()
    while widget is not None and not isinstance(widget, ChildPopup):
        widget = widget.parentWidget()
    return widget is not None


def _distance(one: QPoint, other: QPoint) -> int:
    return max(abs(one.x() - other.x()), abs(one.y() - other.y()))
