"""A page of text beside the report: the published text, the help, the table of keys."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextDocument
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QTextBrowser, QVBoxLayout, QWidget
from shiboken6 import isValid

from reader.core.report import Report
from reader.tools.base import Tool
from reader.ui.quiet_caret import quiet_caret
from reader.ui.theme import Theme


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
        self.text = QTextBrowser(self)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setOpenLinks(False)
        flags = Qt.TextInteractionFlag
        self.text.setTextInteractionFlags(flags.TextBrowserInteraction | flags.TextSelectableByKeyboard)
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

    def set_theme(self, theme: Theme, size_px: int) -> None:
        """Take colours from ``theme`` and set the text in type of ``size_px`` pixels."""
        if (theme, size_px) == self._worn:
            return
        self._worn = theme, size_px
        margin = theme.space(28)
        self._box.setContentsMargins(margin, theme.space(16), theme.space(8), theme.space(8))
        font = theme.font(size_px)
        document = QTextDocument(self.text)
        document.setDefaultFont(font)
        scheme = theme.scheme
        document.setDefaultStyleSheet(
            f"h2 {{ font-size: {round(size_px * 1.1)}px; }} p, td {{ font-size: {size_px}px; }}"
            f" .keys {{ color: {scheme.accent}; }} .soft {{ color: {scheme.soft_ink}; }}"
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
        """Esc leads back."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_pressed.emit()
            return
        super().keyPressEvent(event)


def original_source(report: Report) -> str:
    """Give the whole page as it was published, line by line, with nothing mended."""
    lines = "".join(f"<p>{html.escape(block.published)}</p>" for block in report.blocks)
    return f'<p class="soft">这是网页上登出来的原样，一个字也没有改。</p>{lines}'


def help_source(tools: Sequence[Tool]) -> str:
    """Give the help: how to listen, to look things up, and what each tool does."""
    rows = "".join(f"<p><b>{tool.name}</b>　{html.escape(tool.help)}</p>" for tool in tools)
    return (
        "<h2>听</h2><p>按空格键，或者点「朗读」，就开始读。再按一次停一停，再按一次接着读。</p>"
        "<p>想从哪里听起，先点一下那里，再按 F5。没听清，按“再听一遍”。</p>"
        "<p>“更多”里能跳一段、跳一条，听完这一条自己停；能换声音、改读音，还能存成录音带回家。</p>"
        "<h2>看</h2><p>字太小，按“放大”。看不清，按“配色”。鼠标滚轮、手指、上下键都能翻页。</p>"
        "<h2>找</h2><p>在上面的框里写汉字或拼音，按回车。按 F3 看下一处。</p>"
        "<h2>名词</h2><p>带下划线的词，点一下就有解释；按 Tab 键走到它，再按回车也行。按 Esc 关上。</p>"
        f"<h2>十五个按钮</h2>{rows}"
    )


def shortcuts_source(tools: Sequence[Tool], others: Sequence[tuple[str, str]]) -> str:
    """Give the table of keys: the tools', then the ``(words, keys)`` of everything else."""
    rows = [*others, *((tool.name, "　".join(tool.shortcuts)) for tool in tools if tool.shortcuts)]
    # Not a table: with the arrow keys a screen reader would say one column only.
    return "".join(
        f'<p>{html.escape(words)}：<span class="keys">{html.escape(keys)}</span></p>' for words, keys in rows
    )
