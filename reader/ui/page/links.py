"""Tab through the links of the page: from the caret onward, back again the same way, and out at either end.

Qt begins at the top of the page when no link has the focus, wherever the caret is, and at its end for Shift+Tab, which then
has to go through all links to leave. Here Tab goes on from the caret; Shift+Tab takes the links backward, then the page
itself, and is outside; and coming in by Shift+Tab begins at the last link.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.page.quiet_caret import quiet_caret

if TYPE_CHECKING:
    from reader.ui.page.reading_page import ReadingPage


class PageLinks:
    """Readies the page's caret for Qt's own step from link to link, which starts from what is selected."""

    def __init__(self, page: ReadingPage) -> None:
        self._page = page

    def ready(self, *, is_forward: bool) -> bool:
        """Prepare a step by Tab; says whether it leads through links, else it leaves the page."""
        page = self._page
        if page.link_in_focus() is not None:
            return True
        if not is_forward:
            return False
        caret = page.textCursor()
        position = caret.selectionEnd() if caret.hasSelection() else caret.position()
        if position > 0:
            caret.setPosition(position - 1)
            caret.setPosition(position, caret.MoveMode.KeepAnchor)
            with quiet_caret(page):
                page.setTextCursor(caret)
        return True

    def is_first(self) -> bool:
        """Say whether the link that has the focus is the first of the page."""
        link = self._page.link_in_focus()
        report = self._page.report
        links = (each for block in report.shown for each in report.links_in(block.number))
        return link is not None and link == next(links)

    def let_go(self) -> None:
        """Take the focus off the link: the caret stands before it."""
        caret = self._page.textCursor()
        caret.setPosition(caret.selectionStart())
        self._page.setTextCursor(caret)
