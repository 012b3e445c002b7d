"""The search box: one large field for hanzi or pinyin, and offers below it that never take the keyboard.

While something is written, the offers are what it may become; while nothing is, they are what was searched for lately.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QWidget

from reader.ui.controls.action_button import ICON_PX, ActionButton
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme
from reader.ui.search.field import DESCRIPTION, SearchField, printable
from reader.ui.search.recents import Recent, RecentSearches
from reader.ui.search.suggestions import Offer, Suggestions
from reader.ui.search.words import shortened

PLACEHOLDER = "找什么？写汉字、拼音都可以"
_SHORT_PLACEHOLDER = "找什么？"

_PAUSE_MS = 400
"""Screen readers are told how many offers there are when the fingers rest for so long: not at every letter."""

_MOST_OFFERS = 8

_EASY_CHARACTERS, _LEAST_CHARACTERS, _FEWEST_CHARACTERS = 9, 6, 4
"""The field has room for so many characters at ease; for less, the buttons beside it give up their words first, 找 the last,
and then their air."""

_CHARACTER_PX = 24
"""A hanzi of a label, at scale 1.0."""

_PICTURE_GAP_PX = 4
"""Qt's own, between a button's picture and its words, at any size."""

_ANY_WIDTH = (1 << 24) - 1
"""Qt's own greatest width."""

_TIGHT_PX = 48
"""How wide a button is that gave up words and air, and the one in the field; a finger needs 44."""


class SearchBox(QWidget):
    """Field and buttons. It searches nothing itself: the window listens to its signals."""

    submitted = Signal(str)
    """Search for this; never empty."""
    advanced_requested = Signal()
    keyboard_requested = Signal()
    """The screen keyboard is asked for, for :attr:`field`."""
    text_changed = Signal(str)
    """The words were edited by the resident; answer with :meth:`show_suggestions`."""
    recents_changed = Signal(str)
    """What was searched for lately was forgotten, in part or whole: a sentence that says so."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons
        self.recents = RecentSearches()
        self.field = SearchField(self)
        # It lies in the field, whose words leave its place free: nothing moves when it comes.
        self._clear = ActionButton("清空", "把写的都去掉", icon="close", role="quiet", parent=self.field)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.set_compact(True)
        self._find = ActionButton("找", "开始找", icon="search", parent=self)
        self._keyboard = ActionButton("键盘", "打开屏幕键盘，用手指写字", icon="keyboard", parent=self)
        self._advanced = ActionButton(
            "高级搜索", "选择怎样找、在哪里找", icon="advanced", role="quiet", parent=self
        )
        self._keyboard.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # see ScreenKeyboard.open_for
        self._suggestions: Suggestions | None = None
        self._is_held = False
        self._telling = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._telling.timeout.connect(self._tell_offers)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.field, 1)
        for button in (self._find, self._keyboard, self._advanced):
            self._row.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._connect()
        self.set_theme(theme)
        self._clear.hide()

    def _connect(self) -> None:
        self.field.textChanged.connect(self._follow_text)
        self.field.submitted.connect(self.submit)
        self.field.went_down.connect(self._enter_suggestions)
        self.field.composing.connect(self.hide_suggestions)
        self.field.entered.connect(self._enter_field)
        self.field.resized.connect(self._place_clear)
        self._clear.clicked.connect(self._empty)
        self._find.clicked.connect(self.submit)
        self._keyboard.clicked.connect(self.keyboard_requested)
        self._advanced.clicked.connect(self.advanced_requested)
        QApplication.instance().focusChanged.connect(self._follow_focus)  # type: ignore[union-attr]

    # -- what the window tells it --

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme's sizes and colours."""
        self._theme = theme
        self._row.setSpacing(theme.space(8))
        for button in (self._clear, self._find, self._keyboard, self._advanced):
            button.set_theme(theme, self._icons)
        if self._suggestions is not None:
            self._suggestions.set_theme(theme)
            self.hide_suggestions()
        self._arrange()

    def set_text(self, text: str) -> None:
        """Put words into the field, as for a chosen alternative; nothing is suggested for them."""
        self.field.blockSignals(True)
        self.field.setText(printable(text))
        self.field.blockSignals(False)
        self._clear.setVisible(bool(text))
        self.hide_suggestions()

    def text(self) -> str:
        """The words in the field."""
        return self.field.text()

    def focus_field(self) -> None:
        """Give the keyboard to the field, its words selected, so that typing replaces them."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self.offer_recents()

    def hold_offers(self, is_held: bool) -> None:
        """Offer nothing below the field while somebody else offers words, as the screen keyboard does."""
        self._is_held = is_held
        self.hide_suggestions()

    def show_suggestions(self, prefix: str, texts: tuple[str, ...]) -> None:
        """Show what ``prefix`` may become, if the field still says so and is being typed into.

        What was searched for before comes first, and only once.
        """
        if prefix != self.field.text() or not self._can_offer:
            return
        recent = self.recents.matching(prefix, texts)
        known = {prefix, *(search.text for search in recent), *(search.sought for search in recent)}
        offers = (*_offers(recent), *(Offer(text) for text in texts if text not in known))
        self._show(offers[:_MOST_OFFERS])

    def offer_recents(self) -> None:
        """Show what was searched for lately, if nothing is written and the keyboard is here."""
        if self._can_offer and not self.field.text():
            self._show(_offers(self.recents.searches), is_clearable=True)

    def forget(self) -> None:
        """Forget what was searched for and what is written, for the next person."""
        self.recents.forget()
        self.set_text("")

    @property
    def _can_offer(self) -> bool:
        return self.field.hasFocus() and not self.field.is_composing and not self._is_held

    def _show(self, offers: tuple[Offer, ...], *, is_clearable: bool = False) -> None:
        if not offers:
            self.hide_suggestions()
            return
        window = self.window()
        if self._suggestions is None or self._suggestions.parentWidget() is not window:
            self._suggestions = self._make_suggestions(window)
        place = QRect(self.field.mapTo(window, QPoint(0, 0)), self.field.size())
        self._suggestions.show_below(place, window.height(), offers, is_clearable=is_clearable)
        self._telling.start()

    def _tell_offers(self) -> None:
        """Tell screen readers how many offers there are."""
        if self._suggestions is None or self._suggestions.isHidden() or not self.field.hasFocus():
            return
        offers = self._suggestions.offers
        what = "个找过的" if not self.field.text() else "个词可选"
        words = f"有 {len(offers)} {what}，按向下键去选"
        if words != self.field.accessibleDescription():
            self.field.setAccessibleDescription(words)

    def hide_suggestions(self) -> None:
        """Put the suggestions away; the keyboard goes back to the field if it was on them."""
        self._telling.stop()
        if self._suggestions is None or self._suggestions.isHidden():
            return
        if self._suggestions.rows.hasFocus():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._suggestions.hide()
        if not self.field.hasFocus():  # else a screen reader would say all of it, and there is no need
            self.field.setAccessibleDescription(DESCRIPTION)

    @property
    def is_suggesting(self) -> bool:
        """Say whether suggestions are shown."""
        return self._suggestions is not None and not self._suggestions.isHidden()

    def submit(self) -> None:
        """Search for what is written; without a word, wait for one."""
        self.hide_suggestions()
        if text := self.field.text().strip():
            self.submitted.emit(text)
        else:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- inside --

    def _make_suggestions(self, window: QWidget) -> Suggestions:
        suggestions = Suggestions(window, self._theme)
        suggestions.picked.connect(self._take)
        suggestions.removed.connect(self._forget_one)
        suggestions.cleared.connect(self._forget_all)
        suggestions.left.connect(self.hide_suggestions)
        suggestions.typed.connect(self._type_on)
        QWidget.setTabOrder(self.field, suggestions.rows)
        return suggestions

    def _take(self, text: str) -> None:
        self.set_text(text)
        self.submit()

    def _forget_one(self, text: str) -> None:
        """Take one out of the list, and stay at its place there."""
        assert self._suggestions is not None
        self.recents.remove(text)
        rows = self._suggestions.rows
        row, is_in_list = rows.currentRow(), rows.hasFocus()
        offers = tuple(offer for offer in self._suggestions.offers if offer.text != text)
        self._show(offers, is_clearable=not self.field.text())
        if is_in_list and self.is_suggesting:
            rows.setCurrentRow(min(row, len(offers) - 1))
        self.recents_changed.emit(f"“{shortened(text)}”去掉了")

    def _forget_all(self) -> None:
        self.recents.forget()
        self.hide_suggestions()
        self.recents_changed.emit("找过的都清除了")

    def _type_on(self, event: QKeyEvent) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        QApplication.sendEvent(self.field, event)

    def _follow_text(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        if not text.strip():
            self.hide_suggestions()
            self.offer_recents()
        self.text_changed.emit(text)

    def _enter_field(self) -> None:
        """Whoever comes to the empty field is shown what was searched for; who comes to words, nothing new."""
        if not self.is_suggesting:
            self.offer_recents()

    def _empty(self) -> None:
        self.field.clear()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter_suggestions(self) -> None:
        if not self.is_suggesting:
            self.offer_recents()
            if self.field.text().strip():
                self.text_changed.emit(self.field.text())  # put away by Esc, they come again
        if self.is_suggesting and self._suggestions is not None:
            self._suggestions.rows.setCurrentRow(0)
            self._suggestions.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        # None: the whole window lost the keyboard, as when an input method shows its own window.
        if self._suggestions is not None and new not in (None, self.field, self._suggestions.rows):
            self.hide_suggestions()
            # Later: before it knows that the focus is gone, a screen reader would say it.
            QTimer.singleShot(0, self.field, lambda: self.field.setAccessibleDescription(DESCRIPTION))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the buttons to the new width."""
        super().resizeEvent(event)
        self.hide_suggestions()
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put the suggestions away on Esc, which the field has no use for."""
        if event.key() == Qt.Key.Key_Escape and self.is_suggesting:
            self.hide_suggestions()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Put the suggestions away with the box."""
        if event.type() == QEvent.Type.Hide:
            self.hide_suggestions()
        return super().event(event)

    def sizeHint(self) -> QSize:
        """Want a short field and all buttons, if need be without words and air."""
        return QSize(self._least_px(buttons=3), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Do without 高级搜索, which stands beside the results too."""
        return QSize(self._least_px(buttons=2), super().minimumSizeHint().height())

    @property
    def easy_px(self) -> int:
        """How wide it is at ease: all buttons with their words, and a field that shows what is usually written."""
        return self._field_px(_EASY_CHARACTERS) + sum(
            _worded_px(button) + max(0, self._row.spacing()) for button in self._foldable
        )

    @property
    def roomy_px(self) -> int:
        """How wide it is when the field says all it can say; more would be empty."""
        hint_px = self.fontMetrics().horizontalAdvance(PLACEHOLDER) + self._theme.space(24)
        return self.easy_px + max(0, hint_px - self._theme.px(_CHARACTER_PX * _EASY_CHARACTERS))

    @property
    def _foldable(self) -> tuple[ActionButton, ...]:
        """The buttons beside the field, in the order in which they give up their words."""
        return (self._advanced, self._keyboard, self._find)

    def _least_px(self, buttons: int) -> int:
        return self._field_px(_FEWEST_CHARACTERS) + buttons * (self._tight_px + max(0, self._row.spacing()))

    @property
    def _tight_px(self) -> int:
        return max(_TIGHT_PX, self._theme.px(ICON_PX) + self._theme.space(20))

    def _field_px(self, characters: int) -> int:
        return self._theme.px(_CHARACTER_PX * characters) + self._theme.space(26) + self._tight_px

    def _arrange(self) -> None:
        """Let the buttons give up their words, 找 the last, then their air, until the field has its room."""
        for button in self._foldable:
            button.setMinimumWidth(0)
            button.setMaximumWidth(_ANY_WIDTH)
            button.set_compact(False)
        self._advanced.show()
        self.field.setMinimumWidth(self._field_px(_LEAST_CHARACTERS))
        for button in self._foldable:
            if self._has_room():
                break
            button.set_compact(True)
        if not self._has_room():
            for button in self._foldable:
                button.setFixedWidth(self._tight_px)
        if not self._has_room():
            self.field.setMinimumWidth(self._field_px(_FEWEST_CHARACTERS))
            self._advanced.setVisible(self._has_room())
        self.field.setTextMargins(0, 0, self._tight_px - self._theme.space(12), 0)
        room = self.width() - self._buttons_px() - self._field_px(0)
        is_roomy = self.fontMetrics().horizontalAdvance(PLACEHOLDER) <= room
        self.field.setPlaceholderText(PLACEHOLDER if is_roomy else _SHORT_PLACEHOLDER)
        self._place_clear()

    def _place_clear(self) -> None:
        """Lay 清空 into the end of the field."""
        inset = self._theme.space(6)
        left = self.field.width() - inset - self._tight_px
        self._clear.setGeometry(left, 0, self._tight_px, self.field.height())

    def _has_room(self) -> bool:
        return self.field.minimumWidth() + self._buttons_px() <= self.width()

    def _buttons_px(self) -> int:
        """Give what the buttons take, with the air before each."""
        buttons = [self._find, self._keyboard]
        if not self._advanced.isHidden():
            buttons.append(self._advanced)
        widths = (
            min(max(each.sizeHint().width(), each.minimumWidth()), each.maximumWidth()) for each in buttons
        )
        return sum(widths) + len(buttons) * max(0, self._row.spacing())


def _worded_px(button: ActionButton) -> int:
    """Give how wide a button is with its words, whether it shows them now or not."""
    words_px = button.fontMetrics().horizontalAdvance(f" {button.label}")
    return button.sizeHint().width() + (0 if button.text() else words_px + _PICTURE_GAP_PX)


def _offers(searches: Iterable[Recent]) -> tuple[Offer, ...]:
    return tuple(Offer(search.text, is_recent=True, understood=search.understood) for search in searches)
