"""What the program just said, for a moment at the lower edge of the page, where nothing else in the window shows it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from reader.ui.look.theme import Theme

_STAY_MS, _STAY_MS_PER_CHARACTER = 3000, 150
_TO_BODY = 0.55
"""Of the page's type: it is read at a glance, and covers little."""
_SMALLEST_PX, _LARGEST_PX = 28, 72
"""The smallest is 0.7° of cap height at 60 cm, as in notes: long words take more lines rather than smaller type."""
_SHRINK = 0.94
_MOST_LINES = 2
_LINE_EM = 1.45
_MARGIN_PX, _AIR_PX, _BORDER_PX, _RADIUS_PX = 14, 18, 3, 16
_WRAPPING = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap


class Toast(QWidget):
    """Words that lie over the page, take no room from it, no focus and no press, and go by themselves.

    ``grounds`` are the parts it may lie on, the first that is shown: children of ``central``, as the toast is.
    """

    def __init__(self, central: QWidget, grounds: tuple[QWidget, ...]) -> None:
        super().__init__(central)
        self._grounds = grounds
        self._theme: Theme | None = None
        self._body_px = 36
        self._words, self._size_px = "", _SMALLEST_PX
        self._stay = QTimer(self, singleShot=True)
        self._stay.timeout.connect(self.put_away)
        self._waiting = QTimer(self, singleShot=True)
        self._waiting.timeout.connect(self._come)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName("刚才的话")
        self.setAccessibleDescription("程序刚才说的话，过一会儿自己收起")
        self.hide()

    @property
    def words(self) -> str:
        """What is shown; empty while nothing is."""
        return self._words if self.isVisible() else ""

    def show_words(self, words: str, after_ms: int = 0) -> None:
        """Show ``words`` instead of those before, after so many milliseconds unless they are put away until then."""
        self.put_away()
        self._words = words
        if words and after_ms:
            self._waiting.start(after_ms)
        elif words:
            self._come()

    def put_away(self) -> None:
        """Go now, and wait no longer."""
        self._stay.stop()
        self._waiting.stop()
        self.hide()

    def set_look(self, theme: Theme, body_px: int) -> None:
        """Take over colours and sizes; ``body_px`` is the page's type, in pixels."""
        if (theme, body_px) != (self._theme, self._body_px):
            self._theme, self._body_px = theme, body_px
            self.place()
            self.update()

    def place(self) -> None:
        """Stand at the lower edge of its ground, which may have moved."""
        ground = self._ground()
        if self._theme is None or ground is None or self.isHidden():
            return
        margin, air = self._theme.space(_MARGIN_PX), self._theme.space(_AIR_PX)
        widest = max(1, ground.width() - 2 * (margin + air))
        self._size_px, lines = self._fitted(widest)
        width = self._narrowest(widest, lines) + 2 * air
        height = min(round(lines * self._size_px * _LINE_EM) + air, max(1, ground.height() - 2 * margin))
        left = ground.left() + (ground.width() - width) // 2
        self.setGeometry(left, ground.bottom() + 1 - margin - height, width, height)

    def _ground(self) -> QRect | None:
        return next((each.geometry() for each in self._grounds if not each.isHidden()), None)

    def _fitted(self, widest: int) -> tuple[int, int]:
        """Give the type in pixels, and the number of lines that it needs."""
        assert self._theme is not None
        size_px = max(_SMALLEST_PX, min(round(self._body_px * _TO_BODY), _LARGEST_PX))
        while True:
            lines = self._lines(size_px, widest)
            if lines <= _MOST_LINES or size_px == _SMALLEST_PX:
                return size_px, lines
            size_px = max(_SMALLEST_PX, int(size_px * _SHRINK))

    def _narrowest(self, widest: int, lines: int) -> int:
        """Give the width at which lines of much the same length hold the words: no character stands alone on the last."""
        assert self._theme is not None
        advance = QFontMetrics(self._theme.font(self._size_px)).horizontalAdvance(self._words)
        width = min(widest, advance // lines + 2)
        while width < widest and self._lines(self._size_px, width) > lines:
            width = min(widest, width + self._size_px // 2)
        return width

    def _lines(self, size_px: int, width: int) -> int:
        assert self._theme is not None
        metrics = QFontMetrics(self._theme.font(size_px))
        box = metrics.boundingRect(QRect(0, 0, width, 100_000), int(_WRAPPING), self._words)
        return max(1, round(box.height() / metrics.lineSpacing()))

    def _come(self) -> None:
        self.show()
        self.raise_()
        self.place()
        self.update()
        self._stay.start(_STAY_MS + _STAY_MS_PER_CHARACTER * len(self._words))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words in the captions' colours, with a line around them that parts them from any page."""
        if self._theme is None:
            return
        theme, scheme = self._theme, self._theme.scheme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        border_px, radius = theme.space(_BORDER_PX), theme.space(_RADIUS_PX)
        inset = border_px / 2
        painter.setPen(QPen(QColor(scheme.caption_ink), border_px))
        painter.setBrush(QColor(scheme.caption_paper))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)
        painter.setPen(QColor(scheme.caption_ink))
        painter.setFont(theme.font(self._size_px))
        air = theme.space(_AIR_PX)
        painter.drawText(self.rect().adjusted(air, 0, -air, 0), int(_WRAPPING), self._words)
        painter.end()
