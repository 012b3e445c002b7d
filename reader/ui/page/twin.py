"""A view of the page's document that is never shown, and lends the page its built-in text interface."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser

from reader.ui.page.quiet_caret import quiet_caret
from reader.ui.page.reading_page import ReadingPage


class PageTwin(QTextBrowser):
    """The view. Its caret, selection and scroll position are kept in step with the page's, in both directions."""

    def __init__(self, page: ReadingPage) -> None:
        super().__init__(page)
        self.hide()
        self._page = page
        self._is_led = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for set_policy in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            set_policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(page.textInteractionFlags())
        self._match()
        bar = page.verticalScrollBar()
        page.document().size()  # lays all of it out: the scroll bar knows the height now
        lowest = bar.maximum()
        self.setDocument(page.document())
        # A second view lays the document out anew, and the bar takes a height from half-way through for the whole.
        bar.setMaximum(lowest)
        self.lead()
        page.cursorPositionChanged.connect(self.lead)
        page.selectionChanged.connect(self.lead)
        page.caret_set.connect(self.lead)
        page.verticalScrollBar().valueChanged.connect(self._match)
        page.verticalScrollBar().rangeChanged.connect(self._match)
        self.cursorPositionChanged.connect(self._follow)
        self.selectionChanged.connect(self._follow)

    def changeEvent(self, _event: QEvent) -> None:
        """Take no notice of fonts and styles: a text view that does sets its font on the document, which is the page's."""

    def _match(self) -> None:
        """Stand just where the page's text stands: magnifiers ask where on the screen a character is."""
        # A hidden widget gets no event of a new size, so that nothing would be set by itself.
        place = self._page.viewport().geometry()
        if place != self.geometry():
            self.setGeometry(place)
            self.viewport().setGeometry(QRect(QPoint(0, 0), place.size()))
        bar, own = self._page.verticalScrollBar(), self.verticalScrollBar()
        own.setRange(bar.minimum(), bar.maximum())
        own.setValue(bar.value())

    def lead(self) -> None:
        """Bring the caret where the page's is."""
        caret = self._page.textCursor()
        if self._page.link_in_focus() is not None:
            # The selection only marks the link; Orca would say that the text is selected.
            caret.setPosition(caret.selectionStart())
        if _same(self.textCursor(), caret):
            return
        self._is_led = True
        with quiet_caret(self):  # or Qt would tell of each step twice, once of a view that nobody sees
            self.setTextCursor(caret)
        self._is_led = False
        self._match()

    def _follow(self) -> None:
        """A screen reader moved the caret here: the page's goes there too."""
        if not self._is_led and not _same(self.textCursor(), self._page.textCursor()):
            self._page.setTextCursor(self.textCursor())


def _same(one: QTextCursor, other: QTextCursor) -> bool:
    return (one.anchor(), one.position()) == (other.anchor(), other.position())
