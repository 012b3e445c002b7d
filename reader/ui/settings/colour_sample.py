"""How two colours look when they are put on: a line of the report being read, a link, and the large button."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QWidget

from reader.core.colour import Scheme
from reader.ui.look.theme import Theme

_SENTENCE, _LIT, _LINK = "上半年，七宝镇完成生产总值41亿元，同比增长15%。", "值", "373地块①"
_TEXT = f"{_SENTENCE}{_LINK}按计划推进。"
_BUTTON = "朗读"
_LINE_EM, _LEAST_BUTTON_PX = 1.75, 64


class ColourSample(QWidget):
    """Painted in a scheme of its own, whatever the window wears; without one, in ink and paper alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme | None = None
        self._size_px = 36
        self._scheme: Scheme | None = None
        self._ink, self._paper = "#000000", "#FFFFFF"
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("样子")

    def show_colours(self, ink: str, paper: str, scheme: Scheme | None, words: str) -> None:
        """Show ``ink`` on ``paper`` (``#RRGGBB``), and all that ``scheme`` makes of them; ``words`` say which they are."""
        self._ink, self._paper, self._scheme = ink, paper, scheme
        self.setAccessibleDescription(words)
        self.update()

    def set_theme(self, theme: Theme, size_px: int) -> None:
        """Take over sizes; ``size_px`` is that of the report's type."""
        self._theme, self._size_px = theme, size_px
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Say that the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height for wrapped words and the button below them, in pixels."""
        words = self._laid_out(width, ()).lineCount() * self._line_px
        return round(words + self._button_px + 3 * self._margin_px)

    def sizeHint(self) -> QSize:
        """Want a line of twenty characters."""
        width = 20 * self._size_px
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Be content with six characters a line; the height comes with the width."""
        return QSize(6 * self._size_px, 0)

    @property
    def _margin_px(self) -> int:
        return round(self._size_px * 0.7)

    @property
    def _line_px(self) -> float:
        return self._size_px * _LINE_EM

    @property
    def _button_px(self) -> int:
        return max(_LEAST_BUTTON_PX, round(self._size_px * 1.7))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, words and button."""
        if self._theme is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius, border = self._theme.space(14), self._theme.space(2)
        painter.setBrush(QColor(self._paper))
        painter.setPen(QPen(QColor(self._theme.scheme.line), border))
        inset = border / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)
        layout = self._laid_out(self.width(), self._formats())
        painter.setPen(QColor(self._ink))
        layout.draw(painter, QPointF(self._margin_px, self._margin_px))
        if self._scheme is not None:
            self._paint_button(
                painter, self._scheme, 2 * self._margin_px + layout.lineCount() * self._line_px
            )
        painter.end()

    def _paint_button(self, painter: QPainter, scheme: Scheme, top: float) -> None:
        height = self._button_px
        place = QRectF(self._margin_px, top, 2.4 * height, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(scheme.accent))
        painter.drawRoundedRect(place, height / 2, height / 2)
        painter.setPen(QColor(scheme.on_accent))
        if self._theme is not None:
            painter.setFont(self._theme.font(round(self._size_px * 0.9), is_bold=True))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, _BUTTON)

    def _formats(self) -> tuple[QTextLayout.FormatRange, ...]:
        scheme = self._scheme
        if scheme is None:
            return ()
        lit = _SENTENCE.index(_LIT)
        return (
            _range(0, len(_SENTENCE), scheme.on_sounding, scheme.sounding, scheme.sounding_underline),
            _range(lit, 1, scheme.on_character, scheme.character),
            _range(len(_SENTENCE), len(_LINK), scheme.link, underline=scheme.link),
        )

    def _laid_out(self, width: int, formats: tuple[QTextLayout.FormatRange, ...]) -> QTextLayout:
        theme = self._theme
        layout = QTextLayout(_TEXT, theme.font(self._size_px) if theme is not None else self.font())
        layout.setFormats(list(formats))
        layout.beginLayout()
        room, lines = max(self._size_px, width - 2 * self._margin_px), 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room)
            line.setPosition(QPointF(0, lines * self._line_px + (self._line_px - line.height()) / 2))
            lines += 1
        layout.endLayout()
        return layout


def _range(
    start: int, length: int, ink: str, ground: str = "", underline: str = ""
) -> QTextLayout.FormatRange:
    form = QTextCharFormat()
    form.setForeground(QColor(ink))
    if ground:
        form.setBackground(QColor(ground))
    if underline:
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        form.setUnderlineColor(QColor(underline))
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, form  # type: ignore[attr-defined]
    return made
