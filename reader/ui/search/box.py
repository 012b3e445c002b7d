"""The search box: one large field for hanzi or pinyin, and suggestions that never take the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from reader.ui.controls.action_button import ICON_PX, ActionButton
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme
from reader.ui.search.suggestions import Suggestions

PLACEHOLDER = "找什么？写汉字、拼音都可以"
_SHORT_PLACEHOLDER = "找什么？"
_DESCRIPTION = "写上要找的词，汉字、拼音都可以，按回车就找"
_LONGEST = 256
"""Characters the field takes; the finder looks for fewer and says so."""

_LEAST_CHARACTERS, _FEWEST_CHARACTERS = 6, 4
"""The field has room for so many characters; the buttons beside it give up their words first, then their air."""

_ANY_WIDTH = (1 << 24) - 1
"""Qt's own greatest width."""

_TIGHT_PX = 48
"""How wide a button is that gave up words and air; a finger needs 44."""


class SearchBox(QWidget):
    """Field and buttons. It searches nothing itself: the window listens to its signals."""

    submitted = Signal(str)
    """Search for this; never empty."""
    advanced_requested = Signal()
    keyboard_requested = Signal()
    """The screen keyboard is asked for, for :attr:`field`."""
    text_changed = Signal(str)
    """The words were edited by the resident; answer with :meth:`show_suggestions`."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons
        self.field = _Field(self)
        self._clear = ActionButton("清空", "把写的都去掉", icon="close", parent=self)
        self._clear.set_compact(True)
        self._find = ActionButton("找", "开始找", icon="search", parent=self)
        self._keyboard = ActionButton("键盘", "打开屏幕键盘，用手指写字", icon="keyboard", parent=self)
        self._advanced = ActionButton(
            "高级搜索", "选择怎样找、在哪里找", icon="advanced", role="quiet", parent=self
        )
        self._keyboard.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # see ScreenKeyboard.open_for
        self._suggestions: Suggestions | None = None
        self._lowest: int | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.field, 1)
        for button in (self._clear, self._find, self._keyboard, self._advanced):
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
        self.field.setText(text)
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

    def set_lowest(self, y: int | None) -> None:
        """Keep suggestions above this line of the window, as where the screen keyboard begins; ``None``: its end."""
        self._lowest = y
        self.hide_suggestions()

    def show_suggestions(self, prefix: str, texts: tuple[str, ...]) -> None:
        """Show what ``prefix`` may become, if the field still says so and is being typed into."""
        if prefix != self.field.text() or not self.field.hasFocus() or self.field.is_composing:
            return
        offered = tuple(text for text in texts if text != prefix)
        if not offered:
            self.hide_suggestions()
            return
        window = self.window()
        if self._suggestions is None or self._suggestions.parentWidget() is not window:
            self._suggestions = self._make_suggestions(window)
        place = QRect(self.field.mapTo(window, QPoint(0, 0)), self.field.size())
        lowest = window.height() if self._lowest is None else self._lowest
        self._suggestions.show_below(place, lowest, offered)
        if not self._suggestions.isHidden():
            self.field.setAccessibleDescription(f"有 {len(offered)} 个词可选，按向下键去选")

    def hide_suggestions(self) -> None:
        """Put the suggestions away; the keyboard goes back to the field if it was on them."""
        if self._suggestions is None or self._suggestions.isHidden():
            return
        if self._suggestions.rows.hasFocus():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._suggestions.hide()
        if not self.field.hasFocus():  # else a screen reader would say all of it, and there is no need
            self.field.setAccessibleDescription(_DESCRIPTION)

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
        suggestions.left.connect(self.hide_suggestions)
        suggestions.typed.connect(self._type_on)
        QWidget.setTabOrder(self.field, suggestions.rows)
        return suggestions

    def _take(self, text: str) -> None:
        self.set_text(text)
        self.submit()

    def _type_on(self, event: QKeyEvent) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        QApplication.sendEvent(self.field, event)

    def _follow_text(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        if not text.strip():
            self.hide_suggestions()
        self.text_changed.emit(text)

    def _empty(self) -> None:
        self.field.clear()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter_suggestions(self) -> None:
        if self.is_suggesting and self._suggestions is not None:
            self._suggestions.rows.setCurrentRow(0)
            self._suggestions.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        # None: the whole window lost the keyboard, as when an input method shows its own window.
        if self._suggestions is not None and new not in (None, self.field, self._suggestions.rows):
            self.hide_suggestions()
            # Later: before it knows that the focus is gone, a screen reader would say it.
            QTimer.singleShot(0, self.field, lambda: self.field.setAccessibleDescription(_DESCRIPTION))

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
        return QSize(self._least_px(buttons=4), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Do without 高级搜索, which stands beside the results too."""
        return QSize(self._least_px(buttons=3), super().minimumSizeHint().height())

    def _least_px(self, buttons: int) -> int:
        return self._field_px(_FEWEST_CHARACTERS) + buttons * (self._tight_px + max(0, self._row.spacing()))

    @property
    def _tight_px(self) -> int:
        return max(_TIGHT_PX, self._theme.px(ICON_PX) + self._theme.space(20))

    def _field_px(self, characters: int) -> int:
        return self._theme.px(24 * characters) + self._theme.space(40)

    def _arrange(self) -> None:
        """Let the buttons give up their words, the last first, then their air, until the field has its room."""
        foldable = (self._advanced, self._keyboard, self._find)
        buttons = (self._clear, *foldable)
        for button in buttons:
            button.setMinimumWidth(0)
            button.setMaximumWidth(_ANY_WIDTH)
            button.set_compact(button is self._clear)
        self._advanced.show()
        self.field.setMinimumWidth(self._field_px(_LEAST_CHARACTERS))
        for button in foldable:
            if self._has_room():
                break
            button.set_compact(True)
        if not self._has_room():
            for button in buttons:
                button.setFixedWidth(self._tight_px)
        if not self._has_room():
            self.field.setMinimumWidth(self._field_px(_FEWEST_CHARACTERS))
            self._advanced.setVisible(self._has_room())
        room = self.width() - self._buttons_px()
        is_roomy = self.fontMetrics().horizontalAdvance(PLACEHOLDER) + self._theme.space(48) <= room
        self.field.setPlaceholderText(PLACEHOLDER if is_roomy else _SHORT_PLACEHOLDER)

    def _has_room(self) -> bool:
        return self.field.minimumWidth() + self._buttons_px() <= self.width()

    def _buttons_px(self) -> int:
        """Give what the buttons take, with the air before each; 清空 too, which is there as soon as anything is written."""
        buttons = [self._clear, self._find, self._keyboard]
        if not self._advanced.isHidden():
            buttons.append(self._advanced)
        widths = (
            min(max(each.sizeHint().width(), each.minimumWidth()), each.maximumWidth()) for each in buttons
        )
        return sum(widths) + len(buttons) * max(0, self._row.spacing())


class _Field(QLineEdit):
    """The field. Enter searches, Down goes to the suggestions; an input method comes before both."""

    submitted = Signal()
    went_down = Signal()
    composing = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.is_composing = False
        self.setProperty("role", "search")
        # As high as the buttons beside it.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMaxLength(_LONGEST)
        self.setAccessibleName("搜索")
        self.setAccessibleDescription(_DESCRIPTION)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        self.is_composing = bool(event.preeditString())
        if self.is_composing:
            self.composing.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
        elif key == Qt.Key.Key_Down:
            self.went_down.emit()
        else:
            super().keyPressEvent(event)
