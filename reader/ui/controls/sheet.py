"""A page of text beside the report: the published text."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextDocument, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from reader.core.report import Report
from reader.ui.controls.side_look import side_sheet
from reader.ui.look.theme import Theme
from reader.ui.page.quiet_caret import quiet_caret


class Sheet(QFrame):
    """A title, a way back, and rich text that reflows. Esc leads back too."""

    back_pressed = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel(title, self)
        self._title.setProperty("role", "title")
        self._back = QPushButton("返回正文", self)
        self._back.setAutoDefault(True)  # Enter presses it
        self._back.setAccessibleName("返回正文")
        self._back.setAccessibleDescription("回到刚才读的地方；按 Esc 键也行")
        self._back.clicked.connect(self.back_pressed)
        self.text = QTextEdit(self)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        flags = Qt.TextInteractionFlag
        # No browser: screen readers would call it a label.
        self.text.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.setAccessibleName(title)
        self.text.setAccessibleDescription("用上下键翻看")
        self._source = ""
        self._worn: tuple[Theme, int] | None = None
        self._head = QHBoxLayout()
        self._head.addWidget(self._title)
        self._head.addStretch(1)
        self._head.addWidget(self._back)
        self._box = QVBoxLayout(self)
        self._box.addLayout(self._head)
        self._box.addWidget(self.text, 1)

    def set_source(self, source: str) -> None:
        """Take this rich text; it is set when the theme comes, which is when the sheet is looked at."""
        self._source, self._worn = source, None

    def set_theme(self, theme: Theme, size_px: int, *, is_larger: bool = False) -> None:
        """Take colours from ``theme`` and set the text in type of ``size_px`` pixels.

        A page that is larger than the interface, whose sizes the style sheet has, needs sizes of its own.
        """
        if (theme, size_px) == self._worn:
            return
        self._worn = theme, size_px
        sheet = side_sheet(theme) if is_larger else ""
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)
        self.setFont(theme.font())
        margin = theme.space(28)
        self._box.setContentsMargins(margin, theme.space(16), theme.space(8), theme.space(8))
        font = theme.font(size_px)
        document = QTextDocument(self.text)
        document.setDefaultFont(font)
        scheme = theme.scheme
        document.setDefaultStyleSheet(
            f"h2 {{ font-size: {round(size_px * 1.1)}px; }} p, td {{ font-size: {size_px}px; }}"
            f" .soft {{ color: {scheme.soft_ink}; }}"
        )
        bar = self.text.verticalScrollBar()
        place = bar.value() / max(1, bar.maximum())
        document.setHtml(self._source)
        before = self.text.document()
        # A caret that moved here would keep Orca from saying that the page came up.
        with quiet_caret(self.text):
            self.text.setDocument(document)
        if isValid(before):
            before.deleteLater()
        bar.setValue(round(place * bar.maximum()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back; keys that scroll do so with the keyboard on the way back too."""
        bar = self.text.verticalScrollBar()
        goals = {
            Qt.Key.Key_PageUp: bar.value() - bar.pageStep(),
            Qt.Key.Key_PageDown: bar.value() + bar.pageStep(),
            Qt.Key.Key_Home: bar.minimum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.back_pressed.emit()
        elif key in goals and not self.text.hasFocus():
            bar.setValue(goals[key])
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, wherever the pointer is: beside the title too."""
        QApplication.sendEvent(self.text.verticalScrollBar(), event)


def original_source(report: Report) -> str:
    """Give the whole page as it was published, line by line, with nothing mended."""
    lines = "".join(f"<p>{html.escape(block.published)}</p>" for block in report.blocks)
    return f'<p class="soft">这是网页上登出来的原样，一个字也没有改。</p>{lines}'
