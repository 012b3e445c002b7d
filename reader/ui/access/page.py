"""The reading page as screen readers see it: a document whose children are headings, paragraphs and links.

1. Qt's own interface for a text view knows lines, words, characters and the caret, but neither headings nor links. An
   interface made in Python replaces it, and PySide6 cannot hand over what reading by line needs (start and end come back
   through pointers). So the page lends the text interface of a :class:`PageTwin`, a view of the same document
   that is never shown; caret, selection and scroll position of the two are kept in step, in both directions.
2. Parts are made when they are asked for, the twin too: without a screen reader nothing of this exists.
3. A part that a key leads to gets an event of focus: that is what makes a screen reader say name, role and level.
"""

from __future__ import annotations

import sys
from typing import Any

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleAttributesInterface,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleStateChangeEvent,
)
from PySide6.QtWidgets import QAccessibleWidget

from reader.core.report import TermLink
from reader.core.span import Span
from reader.ui.access.leaf import NO_INTERFACE, Leaf, delete_leaf
from reader.ui.page.reading_page import ReadingPage, Unit
from reader.ui.page.twin import PageTwin


class _Level(QAccessibleAttributesInterface):
    """A heading's level."""

    def __init__(self, level: int) -> None:
        super().__init__()
        self._level = level

    def attributeKeys(self) -> list[QAccessible.Attribute]:
        return [QAccessible.Attribute.Level]

    def attributeValue(self, key: QAccessible.Attribute) -> int | None:
        return self._level if key == QAccessible.Attribute.Level else None


class _Press(QAccessibleActionInterface):
    """What can be done with a part: open a link's note, or bring the caret."""

    def __init__(self, part: _Part) -> None:
        super().__init__()
        self._part = part

    def actionNames(self) -> list[str]:
        return [self.pressAction()]

    def doAction(self, name: str) -> None:
        if name == self.pressAction():
            self._part.press()

    def keyBindingsForAction(self, name: str) -> list[str]:
        return []


class _Part(Leaf):
    """A block, a sentence or a link of the page: a Span that a screen reader can name."""

    def __init__(self, page: PageInterface, kind: Unit, span: Span, link: TermLink | None = None) -> None:
        super().__init__(page.view)
        self.page, self.kind, self.span, self.link = page, kind, span, link
        self.level = page.level_of(span) if kind is Unit.BLOCK else 0
        self._level = _Level(self.level) if self.level else None
        self._press = _Press(self) if link else None

    def press(self) -> None:
        """Open the note."""
        view = self.page.view
        if self.link is not None:
            view.setFocus()
            view.go_to(self.span)
            view.term_opened.emit(self.link.number, self.span, "keyboard")

    def role(self) -> QAccessible.Role:
        if self.kind is Unit.LINK:
            return QAccessible.Role.Link
        return QAccessible.Role.Heading if self.level else QAccessible.Role.Paragraph

    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Name:
            return self.page.view.report.text(self.span)
        if kind == QAccessible.Text.Description and self.link is not None:
            return "名词，按回车听解释"
        return ""

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        view = self.page.view
        # Only links: what can have the focus and holds text that cannot be edited, Orca calls read-only, each time.
        state.focusable = self.link is not None  # type: ignore[attr-defined]
        state.focused = self.page.target is self and view.hasFocus()  # type: ignore[attr-defined]
        state.invisible = not view.isVisible()  # type: ignore[attr-defined]
        state.linked = self.link is not None  # type: ignore[attr-defined]
        return state

    def parent(self) -> QAccessibleInterface:
        return self.page

    def rect(self) -> QRect:
        view = self.page.view
        if self.kind is not Unit.BLOCK:
            return view.span_rect(self.span)
        block = view.document().findBlock(view.paper.position(self.span.block, 0))
        box = view.document().documentLayout().blockBoundingRect(block).toRect()
        box.translate(0, -view.verticalScrollBar().value())
        return QRect(view.viewport().mapToGlobal(box.topLeft()), box.size())

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        if kind == QAccessible.InterfaceType.AttributesInterface and self._level is not None:
            return self._level
        if kind == QAccessible.InterfaceType.ActionInterface and self._press is not None:
            return self._press
        return NO_INTERFACE


class PageInterface(QAccessibleWidget):
    """The page: a document with the caret's text, and its blocks as children."""

    def __init__(self, view: ReadingPage) -> None:
        super().__init__(view, QAccessible.Role.Document, view.accessibleName())
        self.view = view
        self.target: _Part | None = None
        """The part that a key led to, until the caret moves on by itself."""
        self._twin: PageTwin | None = None
        self._order: list[tuple[Unit, Span, TermLink | None]] = []
        for block in view.report.shown:
            # Links stand beside their paragraph, not in it: Orca would say all of the paragraph before each link.
            self._order.append((Unit.BLOCK, block.span, None))
            self._order += [(Unit.LINK, link.span, link) for link in view.report.links_in(block.number)]
        self._parts: dict[tuple[Unit, Span], _Part] = {}
        parts = self._parts
        view.landed.connect(self._tell)
        view.cursorPositionChanged.connect(self._forget_target)
        view.caret_set.connect(self._forget_target)
        # Bound to the dictionary alone: the view is half gone when this is called.
        view.destroyed.connect(lambda: _delete_parts(parts))

    # -- what the page is asked --

    def childCount(self) -> int:
        """Count blocks and links."""
        return len(self._order)

    def child(self, index: int) -> Any:
        """Give a block or link, in reading order."""
        return self.part(*self._order[index]) if 0 <= index < len(self._order) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Say where a part stands among the children."""
        if isinstance(child, _Part) and child.kind is Unit.SENTENCE:
            # It is no child, but Orca takes what has no place among its parent's children for dead.
            child = self.part(Unit.BLOCK, self.view.report.blocks[child.span.block].span)
        key = (child.kind, child.span, child.link) if isinstance(child, _Part) else None
        return self._order.index(key) if key in self._order else -1

    def childAt(self, x: int, y: int) -> Any:
        """Give what stands at a global pixel."""
        view = self.view
        place = view.viewport().mapFromGlobal(QPoint(x, y))
        if not view.viewport().rect().contains(place):
            return None
        block, offset = view.paper.place(view.cursorForPosition(place).position())
        for link in view.report.links_in(block):
            if link.span.start <= offset < link.span.end:
                return self.part(Unit.LINK, link.span, link)
        return self.part(Unit.BLOCK, view.report.blocks[block].span)

    def focusChild(self) -> Any:
        """Give the part that a key led to."""
        return self.target if self.view.hasFocus() else None

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        """Lend the text interface of the twin."""
        if kind == QAccessible.InterfaceType.TextInterface:
            if self._twin is None:
                self._twin = PageTwin(self.view)
            return QAccessible.queryAccessibleInterface(self._twin).textInterface()
        return super().interface_cast(kind) or NO_INTERFACE

    # -- parts --

    def level_of(self, span: Span) -> int:
        """Give a block's level as a heading, 0 for one that is none."""
        paper = self.view.paper
        return paper.findBlock(paper.position(span.block, 0)).blockFormat().headingLevel()

    def part(self, kind: Unit, span: Span, link: TermLink | None = None) -> _Part:
        """Give the part that stands at ``span``, made when it is first asked for."""
        part = self._parts.get((kind, span))
        if part is None:
            part = self._parts[(kind, span)] = _Part(self, kind, span, link)
            QAccessible.registerAccessibleInterface(part)
        return part

    def _tell(self, unit: Unit, span: Span) -> None:
        """Have a screen reader say the part at ``span``, to which a key has just led."""
        link = next((each for each in self.view.report.links_in(span.block) if each.span == span), None)
        self._forget_target()
        if self._twin is not None:
            self._twin.lead()  # Tab moves the caret and tells nobody
        self.target = self.part(unit, span, link if unit is Unit.LINK else None)
        if sys.platform == "win32":
            QAccessible.updateAccessibility(QAccessibleEvent(self.target, QAccessible.Event.Focus))
        else:
            _tell_focus(self.target)

    def _forget_target(self) -> None:
        target, self.target = self.target, None
        if target is not None and sys.platform != "win32":
            _tell_focus(target)


def _tell_focus(part: _Part) -> None:
    """Tell that a part got or lost the focus.

    Not by an event of focus, which on AT-SPI takes the focus from the document as well: Orca then no longer listens to
    the document's caret.
    """
    changed = QAccessible.State()
    changed.focused = True  # type: ignore[attr-defined]
    QAccessible.updateAccessibility(QAccessibleStateChangeEvent(part, changed))


def _delete_parts(parts: dict[tuple[Unit, Span], _Part]) -> None:
    for part in parts.values():
        delete_leaf(part)
    parts.clear()
