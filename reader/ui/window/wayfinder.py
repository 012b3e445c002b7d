"""Where the resident can go: the report and the pages beside it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from reader.core.span import Span
from reader.ui.controls.sheet import Sheet
from reader.ui.controls.side_look import side_body_px, side_theme
from reader.ui.controls.side_page import SidePage
from reader.ui.glossary.page import GlossaryPage
from reader.ui.look.theme import Theme
from reader.ui.look.wardrobe import dress_late
from reader.ui.page.reading_page import ReadingPage
from reader.ui.page.type_size import BODY_PX
from reader.ui.window.drawer import Drawer


class PageStack(QStackedWidget):
    """The report and the pages beside it. A class of its own, so that it can be a mere container to screen readers.

    It takes the room there is. Qt would measure every page behind for it, and again whenever anything changes.
    """

    resized = Signal()

    def sizeHint(self) -> QSize:
        """Ask for no room: the page gets what all else leaves."""
        return QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        """Ask for no room."""
        return QSize(0, 0)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from nothing."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell of the new size."""
        super().resizeEvent(event)
        self.resized.emit()


class Wayfinder(QObject):
    """Changes what the stack shows and where the keyboard is."""

    shown = Signal()
    """Another page came into view."""

    def __init__(self, stack: PageStack, page: ReadingPage, glossary: GlossaryPage, drawer: Drawer) -> None:
        super().__init__(stack)
        self._stack, self._page, self._glossary, self._drawer = stack, page, glossary, drawer
        self._look: tuple[Theme, int] | None = None
        self._has_glossary = False
        for part in (page, glossary):
            stack.addWidget(part)
        stack.resized.connect(lambda: self._dress(self._stack.currentWidget()))

    def add(self, page: Sheet | SidePage) -> None:
        """Take in another page beside the report."""
        self._stack.addWidget(page)
        page.back_pressed.connect(self.show_page)

    @property
    def is_at_page(self) -> bool:
        """Say whether the report is in view."""
        return self._stack.currentWidget() is self._page

    @property
    def here(self) -> QWidget:
        """What is in view, for :meth:`go_back_to`."""
        return self._stack.currentWidget()

    def go_back_to(self, part: QWidget) -> None:
        """Show what was in view before, if it is not in view now, and give it the keyboard."""
        if part is not self._stack.currentWidget():
            self._show(part)
            self.take_focus()

    def take_focus(self) -> None:
        """Give the keyboard to what is in view: what had it is gone."""
        current = self._stack.currentWidget()
        if isinstance(current, SidePage):
            current.focus_first()
        elif isinstance(current, Sheet):
            current.text.setFocus()
        else:
            current.setFocus()

    def show_page(self) -> None:
        """Show the report, and give it the keyboard."""
        self._show(self._page)
        self._page.setFocus()

    def show_glossary(self, number: int) -> None:
        """Show the glossary at this term; 0 is its beginning."""
        if not self._has_glossary:
            # Thirteen notes with their buttons: made when they are first looked at, not at the start.
            self._has_glossary = True
            self._glossary.show_report(self._page.report)
        self._show(self._glossary)
        self._glossary.scroll_to(number or 1)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show a page beside the report."""
        self._show(sheet)
        sheet.text.setFocus()

    def show_side(self, page: SidePage) -> None:
        """Show a page of controls beside the report, with the keyboard at its first control."""
        self._show(page)
        page.focus_first()

    def go_to_block(self, block: int) -> None:
        """Show a block of the report; the page stops following the voice."""
        self._show(self._page)
        self._page.set_following(False)
        self._page.go_to(Span(block, 0, 0))
        # Only now: a screen reader says the line the caret is on when the focus comes.
        self._page.setFocus()

    def set_look(self, theme: Theme, zoom_percent: int) -> None:
        """Set what is in view. The rest is set when it is looked at: a step of the zoom must not wait for it."""
        self._look = (theme, zoom_percent)
        self._dress(self._stack.currentWidget())

    def _dress(self, part: QWidget) -> None:
        if self._look is None:
            return
        theme, zoom_percent = self._look
        dress_late(part)
        if not isinstance(part, Sheet | SidePage):
            return
        room = self._stack.size()
        large = side_theme(theme, zoom_percent, room)
        is_report = isinstance(part, GlossaryPage | Sheet)  # its own words, as large as it is itself
        size_px = round(BODY_PX * zoom_percent / 100) if is_report else side_body_px(zoom_percent, room)
        part.set_theme(large, size_px, is_larger=large.scale > theme.scale)

    def _show(self, part: QWidget) -> None:
        self._drawer.put_away()
        self._dress(part)  # before it is seen: it would be laid out twice
        if isinstance(part, SidePage):
            part.join_tabs(self._page)
        self._stack.setCurrentWidget(part)
        self.shown.emit()
