"""A keyboard on the screen, for fingers: letters that become pinyin, and the report's own words to offer.

It writes into a ``QLineEdit`` as the fingers go. The pinyin is the run of letters before the cursor: the
search box sees every letter, this keyboard and a wooden one can be mixed, and pinyin that was never turned
into hanzi is searched for as it is. A chosen word takes the place of the letters it stands for; where no letters
stand, what usually follows in the report is offered.

Keys are 64 px high at 100 % and below, and grow with the interface until the keyboard takes its largest share of the
window; from there on they, and what is written on them, are as large as fit.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QSizePolicy, QWidget
from shiboken6 import isValid

from reader.search.result import Candidate
from reader.ui.controls.action_button import ActionButton
from reader.ui.keyboard import key_plan, scanner
from reader.ui.keyboard.candidate_bar import HINT, CandidateBar, Key
from reader.ui.keyboard.gaps import Gaps
from reader.ui.keyboard.key_plan import CLOSE, DELETE, EMPTY, FIND, MARKS, SPACE
from reader.ui.keyboard.key_set import KeySet
from reader.ui.keyboard.key_sizes import KeySizes, resting_place
from reader.ui.keyboard.key_walk import KeyWalk
from reader.ui.keyboard.scanner import Scanner, ScanRow
from reader.ui.keyboard.typed_field import TypedField
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme
from reader.ui.look.wardrobe import CAN_WAIT, dress_late

_MOST_CANDIDATES = 48

Candidates = Callable[[str, int], tuple[Candidate, ...]]
"""``(pinyin with its breaks, at most so many)`` → words, the likeliest first; ``(hanzi, …)`` → what follows them."""

ScanPace = Callable[[], int | None]
"""How many milliseconds a key keeps its turn (:func:`reader.ui.keyboard.scan_steps.pace_ms`)."""


class ScreenKeyboard(QFrame):
    """The keyboard, hidden until :meth:`open_for`. It lies along the lower edge of its parent (along the upper one if it would
    cover the field), or where a layout puts it.

    A touched key leaves the focus where it is. With a wooden keyboard Tab comes to the keys (one stop, not
    forty), the arrow keys, Home and End go from key to key, Enter presses, Esc closes, and letters are written as ever.
    With one switch or two, keys are chosen row by row (:class:`Scanner`), if ``scan_pace`` says so.
    """

    key_pressed = Signal(str)
    """What is to be spoken: the name of what was pressed or chosen, what was deleted, or whose turn it is."""
    submitted = Signal()
    """找 was pressed: search for what the target holds."""
    focus_freed = Signal()
    """It closes with the focus on it, and its field is not in view: who owns the window says where the focus goes."""
    opened = Signal()
    closed = Signal()

    def __init__(
        self,
        candidates: Candidates,
        theme: Theme,
        icons: Icons,
        parent: QWidget | None = None,
        *,
        scan_pace: ScanPace = lambda: None,
    ) -> None:
        super().__init__(parent)
        self._candidates, self._theme, self._icons, self._scan_pace = candidates, theme, icons, scan_pace
        self._typed: TypedField | None = None
        self._watched: QWidget | None = None
        self._sought: str | None = None
        self._offering = QTimer(self, singleShot=True, interval=0)
        self._offering.timeout.connect(self._offer)
        self._sizes, self._zoom_percent = KeySizes(), 100
        self.setProperty("role", "bar")
        self.setProperty(CAN_WAIT, True)
        # Else every key that changes has the page, the captions and all else below painted, too.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName("屏幕键盘")
        self.setAccessibleDescription("用方向键在键之间走，按回车写上，按 Esc 收起")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._bar = CandidateBar(self)
        self._keys = KeySet(self)
        self._keys.pressed.connect(self._press)
        self._keys.moved.connect(self._move)
        self._walk = KeyWalk(self._all_rows, self._keys.first, self)
        self._gaps = Gaps(self, self._keys_near)
        self._scanner = Scanner(self._scan_rows, self._bar.back, self)
        self._scanner.reached.connect(self._note_turn)
        self._scanner.left.connect(self.close_keyboard)
        self._scanner.typed.connect(self.keyPressEvent)
        self._bar.touched.connect(self._settle_offers)
        self._bar.picked.connect(self._choose)
        self._bar.turned.connect(lambda: self.key_pressed.emit("更多"))
        self._bar.rebuilt.connect(self._rove)
        self._bar.moved.connect(self._move)
        self.hide()
        self._fit()

    # -- what the window tells it and asks --

    def open_for(self, target: QLineEdit, *, by_keyboard: bool | None = None) -> None:
        """Show the keyboard; it writes into ``target``, any field of the window.

        Asked for ``by_keyboard``, the first key takes the focus, else ``target`` does. ``None`` looks
        where the focus is: the buttons that open the keyboard take it by Tab only, not by touch.
        In a field that is none for searching (property ``role``), 找 is 确定: as Enter, and the keyboard goes.
        """
        if by_keyboard is None:
            by_keyboard = isinstance(QApplication.focusWidget(), ActionButton)
        self._let_go()
        self._typed = TypedField(target)
        self._keys.is_for_search = target.property("role") == "search"
        target.textChanged.connect(self._offer_soon)
        target.cursorPositionChanged.connect(self._offer_soon)
        target.destroyed.connect(self._lose)
        target.installEventFilter(self)
        self._watched = self.window()
        self._watched.installEventFilter(self)
        dress_late(self)
        self._keys.has_marks, self._sought = False, None
        self._keys.set_signs()
        self._fit()
        self.show()
        self.raise_()
        pace = self._scan_pace()
        self._offer()
        if pace is None:
            self._bar.set_hint(HINT)
            self._scanner.hide()
            (self._keys.first if by_keyboard else target).setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._scanner.start(pace)
            self._bar.set_hint(scanner.HINT if pace else scanner.HINT_BY_HAND, self._scanner.prompts)
            self._scanner.setFocus(Qt.FocusReason.OtherFocusReason)
        self._rove()
        self.opened.emit()

    def close_keyboard(self) -> None:
        """Put the keyboard away; the focus goes back to the field if a key had it and the field is to be seen."""
        if self.isHidden():
            return
        target = self.target
        focused = self.window().focusWidget()  # which it keeps while another window is in front
        has_focus = focused is not None and self.isAncestorOf(focused)
        if has_focus and target is not None and target.isVisible():
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        elif has_focus and self.isVisible():
            self.focus_freed.emit()
        self._let_go()
        self.hide()
        self._scanner.hide()
        self.closed.emit()

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme's sizes and colours, at once if it is open: forty keys that nobody sees need not be fitted."""
        self._theme = theme
        if not self.isHidden():
            self._fit()
            self.update()

    def set_zoom(self, zoom_percent: int) -> None:
        """Take on the report's size, with which what is written on the keys grows as far as they allow."""
        if zoom_percent != self._zoom_percent:
            self._zoom_percent = zoom_percent
            self.set_theme(self._theme)

    @property
    def target(self) -> QLineEdit | None:
        """The field it writes into while it is open."""
        return self._typed.field if self._typed is not None else None

    @property
    def key_height_px(self) -> int:
        """How high a key is, in pixels."""
        return self._sizes.key

    @property
    def pinyin(self) -> str:
        """The letters before the target's cursor that can still become hanzi; empty where there are none."""
        return self._typed.pinyin if self._typed is not None else ""

    # -- writing --

    def _press(self, label: str) -> None:
        typed = self._typed
        if typed is None:
            return
        if label == DELETE:
            self._delete(typed)
        elif label == EMPTY:
            self.key_pressed.emit("都去掉了" if typed.empty() else "没有可以删的了")
        elif label == MARKS:
            self._keys.has_marks = not self._keys.has_marks
            self._keys.set_signs()
            self.key_pressed.emit(f"第一排是{'符号' if self._keys.has_marks else '数字'}")
        elif label in (CLOSE, FIND):
            self.key_pressed.emit(self._keys.name_of(label))
            self._finish(label == FIND)
        elif label == SPACE:
            self.key_pressed.emit(label)
            typed.write(" ")
        else:
            sign = self._keys.sign(label)
            self.key_pressed.emit(key_plan.spoken(sign))
            typed.write(sign.lower())

    def _delete(self, typed: TypedField) -> None:
        gone = typed.delete()
        self.key_pressed.emit(f"删去{gone}" if gone else "没有可以删的了")

    def _finish(self, is_wanted: bool) -> None:
        """Search, or take what was written for done; or only put the keyboard away."""
        target = self.target
        if is_wanted and self._keys.is_for_search:
            self.submitted.emit()
            return
        self.close_keyboard()
        if is_wanted and target is not None:
            target.returnPressed.emit()
            target.editingFinished.emit()

    def _choose(self, candidate: Candidate) -> None:
        if self._typed is None:
            return
        focused = QApplication.focusWidget()
        if focused is not None and self._bar.isAncestorOf(focused):
            # The pressed word is about to go: go on from the first key, not somewhere in the window.
            self._keys.first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._typed.choose(candidate)
        self.key_pressed.emit(candidate.text)

    def _offer_soon(self) -> None:
        """Offer words once the letter is to be seen: both in one go would keep the window waiting too long."""
        self._offering.start()

    def _settle_offers(self) -> None:
        """Whoever acts on the words that are shown means those for all that is written."""
        if self._offering.isActive():
            self._offer()

    def _offer(self) -> None:
        self._offering.stop()
        if self._typed is None:
            return
        pinyin = self._typed.pinyin
        sought = pinyin or self._typed.hanzi
        if sought != self._sought:
            offers = self._candidates(sought, _MOST_CANDIDATES) if sought else ()
            self._sought = sought if offers or not sought else None
            self._bar.offer(pinyin, offers)

    def _let_go(self) -> None:
        target = self.target
        if target is not None:
            target.textChanged.disconnect(self._offer_soon)
            target.cursorPositionChanged.disconnect(self._offer_soon)
            target.destroyed.disconnect(self._lose)
            target.removeEventFilter(self)
            self._typed = None
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = None

    def _lose(self) -> None:
        """The field is no more; at the program's end the window may be gone before it."""
        self._typed = None
        if isValid(self) and self._watched is not None and isValid(self._watched):
            self.close_keyboard()

    # -- fingers --

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Give a touch between keys to the nearest one."""
        self._gaps.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow it."""
        self._gaps.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End it."""
        self._gaps.release(event)

    def _keys_near(self, place: QPoint) -> list[Key]:
        words, reach = self._bar.keys(), max(self._sizes.margin, self._sizes.gap)
        if place.y() > self._bar.geometry().bottom():
            return [*words, *self._keys.all]
        # What is said beside the words is no key: a touch there is not to choose one far away.
        around = (-reach, -reach, reach, reach)
        return [key for key in words if self._gaps.place_of(key).adjusted(*around).contains(place)]

    # -- the focus --

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc; write what a wooden keyboard types."""
        typed = self._typed
        if event.key() == Qt.Key.Key_Escape:
            self.close_keyboard()
        elif typed is not None and event.text() and event.text().isprintable():
            typed.write(event.text())
        elif typed is not None and event.key() == Qt.Key.Key_Backspace:
            self._delete(typed)
        else:
            super().keyPressEvent(event)

    def _rove(self) -> None:
        """Keep one key the stop for Tab, none while scanning."""
        self._walk.rove(has_stop=self._scanner.isHidden())
        self._scanner.refresh()

    def _move(self, key: Key, move: int) -> None:
        self._settle_offers()
        if key.isHidden():  # a word that went with the last letter, and the focus with it
            return
        self._walk.neighbour(key, Qt.Key(move)).setFocus(Qt.FocusReason.OtherFocusReason)
        self._rove()

    def _all_rows(self) -> list[list[Key]]:
        self._settle_offers()
        offered = self._bar.keys()
        return [offered, *self._keys.rows] if offered else self._keys.rows

    # -- one switch or two --

    def _scan_rows(self) -> list[ScanRow]:
        self._settle_offers()
        return self._keys.scan_rows(self._bar.keys())

    def _note_turn(self, name: str) -> None:
        self._bar.prompt(self._scanner.prompt)
        if name:
            self.key_pressed.emit(name)

    # -- sizes --

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size, and go with the field; no event is ever taken away."""
        if watched is self._watched and event.type() == QEvent.Type.Resize:
            self._fit()
        elif watched is self.target and event.type() == QEvent.Type.Hide:
            # Later: the field may only be put elsewhere, and is back at once.
            QTimer.singleShot(0, self, self._follow_field)
        return False

    def _follow_field(self) -> None:
        if self.target is not None and not self.target.isVisible():
            self.close_keyboard()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground: being opaque, it has none of the style sheet's."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.scheme.bar))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spread the keys over the new width."""
        super().resizeEvent(event)
        self._place()

    def _fit(self) -> None:
        """Make the keys as large as the theme wants them and the window allows."""
        theme = self._theme
        sizes = self._sizes = KeySizes.fitting(theme, self.window().size(), self._zoom_percent)
        # The sheet's padding and least widths are for buttons that stand alone; forty of them would not fit.
        sheet = (
            f"QPushButton {{ padding: 0; min-width: 0; min-height: 0; font-size: {sizes.type}px;"
            f" border-radius: {theme.space(10)}px; }} QLabel {{ font-size: {sizes.type}px; }}"
        )
        if sheet != self.styleSheet():
            # Even the same sheet would have every key polished again.
            self.setStyleSheet(sheet)
        icon = "search" if self._keys.is_for_search else "check"
        self._keys.set_find_icon(self._icons.icon(icon, theme.scheme, sizes.type, "on_accent"), sizes.type)
        self.setFixedHeight(sizes.height)
        self._bar.set_sizes(theme.font(sizes.type), sizes.key, theme.space(18), sizes.gap)
        self._settle()
        self._place()
        self._scanner.set_theme(theme)

    def _place(self) -> None:
        """Set bar and keys where they belong."""
        sizes = self._sizes
        self._bar.setGeometry(sizes.margin, sizes.margin, self.width() - 2 * sizes.margin, sizes.key)
        self._keys.place(sizes, self.width())
        self._scanner.refresh()

    def _settle(self) -> None:
        """Lie along an edge of the parent, over what is there, unless a layout has a place for it."""
        parent = self.parentWidget()
        layout = parent.layout() if parent is not None else None
        if parent is not None and (layout is None or layout.indexOf(self) < 0):
            self.setGeometry(resting_place(parent, self.height(), self.target))
