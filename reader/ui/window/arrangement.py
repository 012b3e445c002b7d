"""Where the window's parts stand: in the window itself, in the drawer, or nowhere, as a :class:`Folding` says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from reader.ui.captions.strip import CaptionStrip
from reader.ui.player.bar import PlayerBar
from reader.ui.search.panel import SearchPanel
from reader.ui.window.contents import Contents
from reader.ui.window.drawer import Drawer
from reader.ui.window.folding import Folding
from reader.ui.window.header import Header
from reader.ui.window.notice import NoticeStrip
from reader.ui.window.status import StatusLine
from reader.ui.window.toolbar import ToolBar

_ANY_WIDTH_PX = 16_777_215  # Qt's QWIDGETSIZE_MAX


@dataclass(frozen=True)
class Parts:
    """What is arranged, from top to bottom and from left to right."""

    header: Header
    toolbar: ToolBar
    notice: NoticeStrip
    contents: Contents
    stack: QWidget
    search_panel: SearchPanel
    captions: CaptionStrip
    player_bar: PlayerBar
    status: StatusLine
    aids: QPushButton


@dataclass(frozen=True)
class Wishes:
    """What the resident wants to see, where there is room for it."""

    is_plain: bool
    has_toolbar: bool
    has_captions: bool
    is_searching: bool
    is_result_covered: bool
    """Where panel and page take turns: whether it is the page's."""
    has_result_strip: bool = False
    """Whether the panel then leaves its steps above the page."""
    is_toolbar_over: bool = False
    """Whether the toolbar lies over the page when it comes out, and takes no room from it."""
    is_caption_on_top: bool = False
    """Whether the captions stand above the page instead of below it."""


class Arrangement:
    """Owns the layouts of ``central``."""

    def __init__(self, parts: Parts, central: QWidget, drawer: Drawer) -> None:
        self._parts, self._central, self._drawer = parts, central, drawer
        self._middle = QHBoxLayout()
        self._middle.setSpacing(0)
        for part, stretch in ((parts.contents, 0), (parts.stack, 1), (parts.search_panel, 0)):
            self._middle.addWidget(part, stretch)
            # The folding sees to their room; what they would like must not squeeze the tools above them.
            part.setMinimumHeight(1)
        self._upper_line, self._lower_line = _line(), _line()
        self._column = QVBoxLayout(central)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for widget in (parts.header, parts.toolbar, self._upper_line, parts.notice):
            self._column.addWidget(widget)
        self._column.addLayout(self._middle, 1)
        for widget in (parts.captions, self._lower_line):
            self._column.addWidget(widget)
        self._column.addWidget(parts.player_bar)
        self._column.addWidget(parts.status)
        self._column.addWidget(parts.aids)

    def apply(self, folding: Folding, wishes: Wishes) -> None:
        """Put every part where it belongs now."""
        parts, has_aids = self._parts, not wishes.is_plain
        focus = QApplication.focusWidget()
        has_contents = folding.has_contents or wishes.is_searching
        if folding.has_header:
            self._column.insertWidget(0, parts.header)
        if folding.has_toolbar and wishes.is_toolbar_over:
            self._lay_over(parts.toolbar)
        elif folding.has_toolbar:
            self._column.insertWidget(1, parts.toolbar)
        if has_contents:
            self._middle.insertWidget(0, parts.contents)
        self._drawer.lend(
            None if folding.has_header else parts.header,
            None if has_contents else parts.contents,
            None if folding.has_toolbar else parts.toolbar,
        )
        parts.header.setVisible(has_aids or not folding.has_header)
        parts.toolbar.setVisible((has_aids and wishes.has_toolbar) or not folding.has_toolbar)
        parts.contents.setVisible(folding.has_contents or not has_contents)
        if folding.has_contents:
            parts.contents.setFixedWidth(folding.contents_px)
        else:
            parts.contents.setMinimumWidth(0)
            parts.contents.setMaximumWidth(_ANY_WIDTH_PX)
        self._arrange_panel(folding, wishes)
        self._place_captions(is_on_top=wishes.is_caption_on_top)
        parts.captions.setVisible(wishes.has_captions and folding.has_captions and has_aids)
        parts.player_bar.setVisible(has_aids)
        parts.player_bar.show_menu(not folding.has_header and has_aids)
        parts.status.setVisible(folding.has_status and has_aids)
        if wishes.is_plain:
            parts.notice.clear()
        parts.aids.setVisible(not has_aids)
        self._upper_line.setVisible(has_aids and folding.has_header)
        # A part that is put elsewhere loses the keyboard.
        if focus is not None and parts.toolbar.isAncestorOf(focus) and focus.isVisible():
            focus.setFocus()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Give no part its place until the end: each one that is shown would have all of them laid out anew."""
        self._column.setEnabled(False)
        try:
            yield
        finally:
            self._column.setEnabled(True)
            self._column.invalidate()

    def settle(self) -> None:
        """Give every part its place now, not at the next turn of the event loop: places on the page depend on it."""
        # What is laid out may ask for another height in its new width.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self._column.activate()
        self._middle.activate()

    @property
    def head_line(self) -> QWidget:
        """The line below the head."""
        return self._upper_line

    def _lay_over(self, part: QWidget) -> None:
        """Let a part lie on the window, the focus ring too, without taking room; whoever shows it says where."""
        self._column.removeWidget(part)
        if part.parentWidget() is not self._central.window():
            part.setParent(self._central.window())

    def _place_captions(self, *, is_on_top: bool) -> None:
        """Set the captions above or below the page and what stands beside it."""
        column, captions = self._column, self._parts.captions
        captions.set_on_top(is_on_top)
        if (column.indexOf(captions) < column.indexOf(self._middle)) != is_on_top:
            column.removeWidget(captions)
            column.insertWidget(column.indexOf(self._middle) + (0 if is_on_top else 1), captions)

    def _place_panel(self, *, is_strip: bool) -> None:
        """Set the panel beside the page, or what is left of it above."""
        column, middle, panel = self._column, self._middle, self._parts.search_panel
        panel.set_strip(is_strip)
        if is_strip and middle.indexOf(panel) >= 0:
            middle.removeWidget(panel)
            column.insertWidget(column.indexOf(middle), panel)
        elif not is_strip and middle.indexOf(panel) < 0:
            column.removeWidget(panel)
            middle.addWidget(panel)

    def _arrange_panel(self, folding: Folding, wishes: Wishes) -> None:
        """Set the panel beside the page, or let the two take turns where there is no room for both."""
        panel, stack = self._parts.search_panel, self._parts.stack
        is_beside = folding.panel_px > 0
        is_strip = wishes.is_searching and not is_beside and wishes.has_result_strip
        has_panel = wishes.is_searching and (is_beside or not wishes.is_result_covered)
        self._place_panel(is_strip=is_strip)
        panel.setVisible(has_panel or is_strip)
        stack.setVisible(is_beside or not has_panel)
        if is_beside:
            panel.setFixedWidth(folding.panel_px)
        else:
            panel.setMinimumWidth(0)
            panel.setMaximumWidth(_ANY_WIDTH_PX)


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("role", "line")
    line.setFixedHeight(2)
    return line
