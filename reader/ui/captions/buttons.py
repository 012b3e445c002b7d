"""The buttons at the right end of the caption strip: 拼音, 简 / 繁, 关闭.

Side by side, or below each other in a high strip. In a small strip 字幕 stands for the first two and opens all beside it.

They only ask: what is chosen comes back through the strip's setters. In the colours of the captions, with their states in
words below.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from reader.ui.controls.child_popup import ChildPopup
from reader.ui.look.theme import Theme

SIMPLIFIED, TRADITIONAL = "simplified", "traditional"
"""The scripts, as the setting ``caption_script`` names them."""

_SCRIPT_WORDS = {SIMPLIFIED: "简体", TRADITIONAL: "繁體"}
_NO_ROOM = "放不下"
_TARGET_PX = 44
_PAD_PX, _GAP_PX, _BORDER_PX, _RADIUS_PX = 9, 8, 2, 12
_LINE_EM = 1.3
_LARGEST_SHARE = 0.22
"""Of the strip's width: more would be taken from the words."""
_LARGEST_GROWN_SHARE = 0.27
_TO_CAPTIONS = 0.5
"""Of the strip's width and of the captions' type: beside very large words the buttons grow, as far as there is room."""
_GROWTHS = (2.5, 2.2, 1.9, 1.7, 1.5, 1.35, 1.2, 1.1, 1.0)


class CaptionButton(QAbstractButton):
    """A word, and below it the state. Takes the focus by Tab only: a touch leaves the space bar to the reading."""

    def __init__(self, word: str, state: str, widest: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._word, self._state, self._widest = word, state, widest
        self._theme: Theme | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def state(self) -> str:
        """The words below."""
        return self._state

    def describe(self, name: str, description: str) -> None:
        """Set what screen readers say."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)

    def set_state(self, state: str, *, is_lit: bool = False) -> None:
        """Show the state in words; ``is_lit`` for what is on."""
        self._state = state
        self.setChecked(is_lit and self.isCheckable())
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take sizes and colours from ``theme``."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for the widest state, and never smaller than a finger."""
        assert self._theme is not None, "set_theme comes first"
        theme = self._theme
        metrics = QFontMetrics(theme.font(theme.small_px))
        widths = [metrics.horizontalAdvance(words) for words in (self._word, self._state, self._widest)]
        height = 2 * round(theme.small_px * _LINE_EM) + 2 * theme.space(5)
        return QSize(max(_TARGET_PX, max(widths) + 2 * theme.space(_PAD_PX)), max(_TARGET_PX, height))

    def minimumSizeHint(self) -> QSize:
        """The same: nothing of it may be cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press as well as the space bar."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the outline, filled when it is on, and the words."""
        if self._theme is None:
            return
        theme, scheme = self._theme, self._theme.scheme
        ink, ground = QColor(scheme.caption_ink), QColor(scheme.caption_paper)
        if self.isChecked() or self.isDown():
            ink, ground = ground, ink
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        border_px = theme.space(_BORDER_PX) * (2 if self.underMouse() else 1)
        inset = border_px // 2 + 1
        painter.setPen(QPen(QColor(scheme.caption_ink), border_px))
        painter.setBrush(ground)
        radius = theme.space(_RADIUS_PX)
        painter.drawRoundedRect(self.rect().adjusted(inset, inset, -inset, -inset), radius, radius)
        painter.setPen(ink)
        painter.setFont(theme.font(theme.small_px))
        row_px = round(theme.small_px * _LINE_EM)
        rows = [self._word, self._state] if self.height() >= 2 * row_px else [self._word]
        top = (self.height() - row_px * len(rows)) // 2
        for number, words in enumerate(rows):
            row = QRect(0, top + number * row_px, self.width(), row_px)
            painter.drawText(row, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()


class _Choices:
    """The three buttons, wherever they stand."""

    def __init__(self, parent: QWidget) -> None:
        self.pinyin = CaptionButton("拼音", "关", _NO_ROOM, parent)
        self.script = CaptionButton("简 / 繁", _SCRIPT_WORDS[SIMPLIFIED], "", parent)
        self.close = CaptionButton("关闭", "字幕", "", parent)
        self.pinyin.setCheckable(True)
        self.pinyin.describe("拼音", "在每个字的上面写出拼音")
        self.close.describe("关闭字幕", "收起大字幕；工具「大字幕」再把它打开")

    @property
    def buttons(self) -> tuple[CaptionButton, ...]:
        """In their order."""
        return self.pinyin, self.script, self.close

    def show_states(self, is_pinyin_on: bool, has_pinyin: bool, script: str) -> None:
        words = "关" if not is_pinyin_on else "开" if has_pinyin else _NO_ROOM
        self.pinyin.set_state(words, is_lit=is_pinyin_on)
        self.script.set_state(_SCRIPT_WORDS[script])
        other = TRADITIONAL if script == SIMPLIFIED else SIMPLIFIED
        self.script.describe(
            f"简体或繁体，现在是{_SCRIPT_WORDS[script]}", f"字幕换成{_SCRIPT_WORDS[other]}字，声音不变"
        )


class _Panel(ChildPopup):
    """The three buttons above the strip, or below it where it stands above the page."""

    def __init__(self, opener: QWidget) -> None:
        super().__init__(opener.window())
        self.companion = opener
        self.is_press_kept = False
        self.setProperty("role", "")  # painted here, not by the style sheet
        self.setAccessibleName("字幕的选择")
        self.setAccessibleDescription("按 Esc 键收起")
        self._theme: Theme | None = None
        self.choices = _Choices(self)
        self._row = QHBoxLayout(self)
        for button in self.choices.buttons:
            self._row.addWidget(button)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        margin = theme.space(16)
        self._row.setContentsMargins(margin, margin, margin, margin)
        self._row.setSpacing(theme.space(_GAP_PX))
        for button in self.choices.buttons:
            button.set_theme(theme)

    def place_beside(self, strip: QWidget) -> None:
        """Stand above the right end of the strip, or below it where there is no room above."""
        if self._theme is None:
            return
        margin = self._theme.space(16)
        corner = strip.mapTo(strip.window(), QPoint(strip.width(), 0))
        size = self.sizeHint()
        x = corner.x() - size.width() - margin
        above, below = corner.y() - size.height() - margin, corner.y() + strip.height() + margin
        room_above, room_below = corner.y(), strip.window().height() - below
        self.setGeometry(QRect(QPoint(x, above if room_above >= room_below else below), size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a piece of the strip: the buttons are made for its colours."""
        if self._theme is None:
            return
        theme, scheme = self._theme, self._theme.scheme
        border_px = theme.space(3)
        inset = border_px // 2 + 1
        radius = theme.space(16)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(scheme.caption_ink), border_px))
        painter.setBrush(QColor(scheme.caption_paper))
        painter.drawRoundedRect(self.rect().adjusted(inset, inset, -inset, -inset), radius, radius)
        painter.end()


class CaptionButtons(QWidget):
    """The buttons of a strip, its child; :meth:`place` puts them where there is room."""

    pinyin_pressed = Signal()
    script_pressed = Signal()
    close_pressed = Signal()

    def __init__(self, strip: QWidget) -> None:
        super().__init__(strip)
        self._strip = strip
        self._theme: Theme | None = None
        self._states: tuple[bool, bool, str] = (False, False, SIMPLIFIED)
        self._panel: _Panel | None = None
        self.more = CaptionButton("字幕", "选择", "", self)
        self.more.describe("字幕的选择", "打开拼音、简体繁体和关闭这三个按钮")
        self.more.clicked.connect(self._toggle_panel)
        self._choices = _Choices(self)
        self._join(self._choices)
        self._choices.show_states(*self._states)

    def _join(self, choices: _Choices) -> None:
        choices.pinyin.clicked.connect(self._press_pinyin)
        choices.script.clicked.connect(self.script_pressed)
        choices.close.clicked.connect(self._press_close)

    @property
    def panel(self) -> ChildPopup | None:
        """The panel that 字幕 opens, once it was opened."""
        return self._panel

    def put_away(self) -> None:
        """Close the panel."""
        if self._panel is not None:
            self._panel.close_popup()

    def set_theme(self, theme: Theme) -> None:
        """Take sizes and colours from ``theme``."""
        self._theme = theme
        self._dress(theme)
        if self._panel is not None:
            self._panel.set_theme(theme)
            self.put_away()

    def _dress(self, theme: Theme) -> None:
        for button in (self.more, *self._choices.buttons):
            button.set_theme(theme)

    def show_states(self, is_pinyin_on: bool, has_pinyin: bool, script: str) -> None:
        """Show what is chosen; ``has_pinyin`` is whether there is room for the pinyin that is on."""
        self._states = is_pinyin_on, has_pinyin, script
        for choices in (self._choices, *((self._panel.choices,) if self._panel else ())):
            choices.show_states(*self._states)

    def place(self, room: QRect, caption_px: float) -> int:
        """Stand at the right end of ``room``, leaving enough for the words. Gives the width taken, in pixels.

        ``caption_px`` is the captions' type: beside larger words they are larger, too.
        """
        if self._theme is None:
            return 0
        gap_px = self._theme.space(_GAP_PX)
        shown, is_column = self._choose(self._theme, room, caption_px)
        size = _size(shown, is_column, gap_px).boundedTo(QSize(room.width(), max(1, room.height())))
        # In a high strip they keep to the corner.
        top = room.top() if size.height() * 2 < room.height() else room.center().y() - size.height() // 2
        self.setGeometry(QRect(QPoint(room.right() + 1 - size.width(), top), size))
        place = QPoint(0, 0)
        for button in (self.more, *self._choices.buttons):
            button.setVisible(button in shown)
            if button in shown:
                wide = size.width() if is_column else button.sizeHint().width()
                button.setGeometry(QRect(place, QSize(wide, button.sizeHint().height()).boundedTo(size)))
                place += QPoint(0, button.height() + gap_px) if is_column else QPoint(wide + gap_px, 0)
        if self.more not in shown:
            self.put_away()
        return size.width()

    def _choose(self, theme: Theme, room: QRect, caption_px: float) -> tuple[tuple[CaptionButton, ...], bool]:
        """Find what has room, and dress it as large as the room allows; says, too, whether it stands in a column."""
        gap_px = theme.space(_GAP_PX)

        def fits(shown: tuple[CaptionButton, ...], is_column: bool, share: float = _LARGEST_SHARE) -> bool:
            size = _size(shown, is_column, gap_px)
            return size.width() <= room.width() * share and size.height() <= room.height()

        self._dress(theme)
        for shown in (self._choices.buttons, (self.more, self._choices.close)):
            ways = [(shown, is_column) for is_column in (True, False)]
            if not any(fits(*way) for way in ways):
                continue
            for growth in _GROWTHS:
                larger = Theme(theme.scheme, theme.scale * growth, theme.font_family)
                if growth > 1.0 and larger.small_px > caption_px * _TO_CAPTIONS:
                    continue
                self._dress(larger)
                share = _LARGEST_GROWN_SHARE if growth > 1.0 else _LARGEST_SHARE
                if found := next((way for way in ways if fits(*way, share)), None):
                    return found
        return (self.more,), False

    def _press_pinyin(self) -> None:
        # A press has turned the button over already; what it says is what is set.
        self.show_states(*self._states)
        self.pinyin_pressed.emit()

    def _press_close(self) -> None:
        self.put_away()
        self.close_pressed.emit()

    def _toggle_panel(self) -> None:
        if self._panel is not None and self._panel.is_open():
            self.put_away()
            return
        if self._theme is None:
            return
        if self._panel is None:
            self._panel = _Panel(self.more)
            self._join(self._panel.choices)
            self.show_states(*self._states)
        self._panel.set_theme(self._theme)
        self._panel.place_beside(self._strip)
        self._panel.open_with(self._panel.choices.pinyin)


def _size(shown: tuple[CaptionButton, ...], is_column: bool, gap_px: int) -> QSize:
    """Give the size that these buttons take beside or below each other."""
    hints = [button.sizeHint() for button in shown]
    widths, heights = [hint.width() for hint in hints], [hint.height() for hint in hints]
    gaps_px = gap_px * (len(hints) - 1)
    if is_column:
        return QSize(max(widths), sum(heights) + gaps_px)
    return QSize(sum(widths) + gaps_px, max(heights))
