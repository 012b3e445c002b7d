"""Where the resident can go: the report, the pages beside it, the drawer, and from region to region."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from reader.core.span import Span
from reader.ui.contents import Contents
from reader.ui.drawer import Drawer
from reader.ui.glossary_page import GlossaryPage
from reader.ui.page import BODY_PX, ReadingPage
from reader.ui.player_bar import PlayerBar
from reader.ui.search_panel import SearchPanel
from reader.ui.sheet import Sheet
from reader.ui.side_page import SidePage
from reader.ui.theme import Theme
from reader.ui.toolbar import ToolBar

_LARGEST_SHEET_PERCENT = 150
"""Help, tables of keys and controls stop growing here: they are skimmed, not read, and must keep their shape."""


@dataclass(frozen=True)
class Places:
    """What one can go to."""

    page: ReadingPage
    glossary: GlossaryPage
    toolbar: ToolBar
    contents: Contents
    search_panel: SearchPanel
    player_bar: PlayerBar


class PageStack(QStackedWidget):
    """The report and the pages beside it. A class of its own, so that it can be a mere container to screen readers."""


class Wayfinder(QObject):
    """Changes what the stack shows and where the keyboard is."""

    shown = Signal()
    """Another page came into view."""

    def __init__(self, stack: QStackedWidget, places: Places, drawer: Drawer) -> None:
        super().__init__(stack)
        self._stack, self._places, self._drawer = stack, places, drawer
        self._look: tuple[Theme, int] | None = None
        self._has_glossary = False
        for part in (places.page, places.glossary):
            stack.addWidget(part)

    def add(self, page: Sheet | SidePage) -> None:
        """Take in another page beside the report."""
        self._stack.addWidget(page)
        page.back_pressed.connect(self.show_page)

    @property
    def is_at_page(self) -> bool:
        """Say whether the report is in view."""
        return self._stack.currentWidget() is self._places.page

    def show_page(self) -> None:
        """Show the report, and give it the keyboard."""
        self._show(self._places.page)
        self._places.page.setFocus()

    def show_glossary(self, number: int) -> None:
        """Show the glossary at this term; 0 is its beginning."""
        if not self._has_glossary:
            # Thirteen notes with their buttons: made when they are first looked at, not at the start.
            self._has_glossary = True
            self._places.glossary.show_report(self._places.page.report)
        self._show(self._places.glossary)
        self._places.glossary.scroll_to(number or 1)

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
        self._show(self._places.page)
        self._places.page.set_following(False)
        self._places.page.go_to(Span(block, 0, 0))
        # Only now: a screen reader says the line the caret is on when the focus comes.
        self._places.page.setFocus()

    def set_look(self, theme: Theme, zoom_percent: int) -> None:
        """Set what is in view. The rest is set when it is looked at: a step of the zoom must not wait for it."""
        self._look = (theme, zoom_percent)
        self._dress(self._stack.currentWidget())

    def _dress(self, part: QWidget) -> None:
        if self._look is None:
            return
        theme, zoom_percent = self._look
        if isinstance(part, GlossaryPage):
            part.set_theme(theme, round(BODY_PX * zoom_percent / 100))
        elif isinstance(part, Sheet | SidePage):
            part.set_theme(theme, round(BODY_PX * min(zoom_percent, _LARGEST_SHEET_PERCENT) / 100))

    def _show(self, part: QWidget) -> None:
        self._drawer.put_away()
        self._dress(part)  # before it is seen: it would be laid out twice
        self._stack.setCurrentWidget(part)
        self.shown.emit()

    def next_region(self) -> None:
        """Take the keyboard round the regions in view: tools, contents, page, results, player."""
        places = self._places
        regions: list[tuple[QWidget, QWidget | None]] = [
            (places.toolbar, places.toolbar.buttons[0]),
            (places.contents, places.contents),
            (self._stack, self._stack.currentWidget()),
            (places.search_panel, places.search_panel),
            (places.player_bar, places.player_bar.main_button),
        ]
        seen = [(region, target) for region, target in regions if region.isVisible()]
        focus = QApplication.focusWidget()
        inside = (
            at for at, (region, _) in enumerate(seen) if focus and region in (focus, *_ancestors(focus))
        )
        target = seen[(next(inside, -1) + 1) % len(seen)][1]
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _ancestors(widget: QWidget) -> list[QWidget]:
    found = []
    while (parent := widget.parentWidget()) is not None:
        found.append(parent)
        widget = parent
    return found
