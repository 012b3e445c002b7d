"""A push button whose words wrap instead of being cut, and that Enter presses as well as the space bar."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme

ICON_PX = 28
"""Design size of the picture beside the words."""


class ActionButton(QPushButton):
    """A button with words, a sentence that says what it does, and perhaps a picture.

    ``label`` is plain text (an ``&`` is an ``&``). ``role`` is the style sheet's ``main`` or ``quiet``.
    Wherever the words do not fit the width, the button grows taller.
    """

    def __init__(
        self, label: str, description: str, *, icon: str = "", role: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._label, self._icon_name, self._role = "", icon, role
        self._is_compact = False
        if role:
            self.setProperty("role", role)
        self.setAutoDefault(True)  # outside a dialog this means no more than: Enter presses it
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_label(label, description)

    @property
    def label(self) -> str:
        """The words on the button."""
        return self._label

    def set_label(self, label: str, description: str) -> None:
        """Change the words and the sentence for screen readers."""
        self._label = label
        self._write()
        self.setAccessibleName(label)
        self.setAccessibleDescription(description)

    def set_icon(self, icon: str) -> None:
        """Change the picture; it is drawn with the next :meth:`set_theme`."""
        self._icon_name = icon

    def set_compact(self, is_compact: bool) -> None:
        """Show the picture alone, where there is no room for words; screen readers are told the words all
        the same.
        """
        self._is_compact = is_compact
        self._write()
        self.updateGeometry()

    def _write(self) -> None:
        # A space keeps the words off the picture; the style leaves four pixels at any size.
        self.setText("" if self._is_compact else self._spaced(self._label.replace("&", "&&")))

    def _spaced(self, words: str) -> str:
        """Put a space between the words and the picture, which stands behind them in a mirrored button."""
        if not self._icon_name:
            return words
        return f"{words} " if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else f" {words}"

    def set_theme(self, theme: Theme, icons: Icons) -> None:
        """Draw the picture in the scheme's colours at its size."""
        if self._icon_name:
            size_px = theme.px(ICON_PX)
            self.setIconSize(QSize(size_px, size_px))
            role = {"main": "on_accent", "quiet": "accent"}.get(self._role, "ink")
            self.setIcon(icons.icon(self._icon_name, theme.scheme, size_px, role))
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Say that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height that the wrapped words take at a width, in pixels."""
        hint = self.sizeHint()
        if self._is_compact or width >= hint.width():
            return hint.height()
        rows = self._wrapped(width).count("\n")
        return hint.height() + rows * self.fontMetrics().lineSpacing()

    def minimumSizeHint(self) -> QSize:
        """Want room for two characters side by side: everything else wraps."""
        hint = self.sizeHint()
        if self._is_compact:
            return hint
        narrow = self._chrome_px() + 2 * self.fontMetrics().horizontalAdvance("字")
        return QSize(min(hint.width(), narrow), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the button with its words wrapped."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = "" if self._is_compact else self._wrapped(self.width())  # type: ignore[attr-defined]
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()

    def _chrome_px(self) -> int:
        """What stands beside the words: padding, border, picture."""
        return self.sizeHint().width() - self.fontMetrics().horizontalAdvance(self._label)

    def _wrapped(self, width: int) -> str:
        """Give the label as the style wants it, broken into lines that fit a button ``width`` pixels wide."""
        layout = QTextLayout(self._label, self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        ends: list[int] = []
        room = max(1, width - self._chrome_px())
        while (line := layout.createLine()).isValid():
            # One pixel of slack: the label's own width is rounded up by the metrics and not by the layout.
            line.setLineWidth(room + 1)
            ends.append(line.textStart() + line.textLength())
        layout.endLayout()
        # Qt counts UTF-16 units here; encoding keeps rare characters whole.
        units = self._label.encode("utf-16-le")
        starts = [0, *ends[:-1]]
        lines = (units[2 * a : 2 * b].decode("utf-16-le").strip() for a, b in zip(starts, ends, strict=True))
        return self._spaced("\n".join(lines).replace("&", "&&"))
