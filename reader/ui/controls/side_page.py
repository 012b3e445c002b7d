"""A page of controls beside the report: a way back, a title, and a column that scrolls when it does not fit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QLabel,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from reader.ui.controls.action_button import ActionButton
from reader.ui.controls.flow_layout import FlowLayout
from reader.ui.controls.side_look import side_sheet
from reader.ui.controls.tab_order import order_tabs
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme

LONGEST_LINE_EM = 40
INNER_PX = 10
"""Air inside an entry of the column, at 100 %."""
_MARGIN_EM = 0.5
"""What is in view above and below whatever has the keyboard: room for its ring."""
_LARGEST_FOOT = 0.24
"""What a foot may take of the page's height; a higher one goes into the column, and scrolls with it."""


class SideScroll(QScrollArea):
    """The scrolling column. Keys belong to what stands in it and to the page, which scrolls it from anywhere."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave all keys to the page."""
        event.ignore()


class SidePage(QWidget):
    """The page. Subclasses fill :attr:`column` and :attr:`head`, and override :meth:`restyle`.

    Whatever has the keyboard is kept in view. ``back_pressed``: the button 返回正文 or Esc asks for the report again.
    """

    back_pressed = Signal()
    left = Signal()
    """Another page came up."""

    def __init__(self, title: str, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.icons = icons
        self.theme: Theme | None = None
        self._is_stale = False
        self.size_px = 36
        """The page's type, in pixels."""
        self._back = ActionButton("返回正文", "回到刚才读的地方；按 Esc 键也行", icon="back")
        self._back.clicked.connect(self.back_pressed)
        self._ordered: tuple[QWidget, ...] = (self,)
        """What Tab goes through, in order."""
        self._title = QLabel(title)
        self._title.setProperty("role", "title")
        self.head = FlowLayout()
        for widget in (self._back, self._title):
            self.head.addWidget(widget)
        self.area = SideScroll()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setMinimumHeight(1)  # its own would push what stands below it out of a low window
        self.inside = QWidget()
        self._spilt = FlowLayout()
        """What the head has no room for in one row: it scrolls with the column."""
        self.column = QVBoxLayout()
        whole = QVBoxLayout(self.inside)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._spilt)
        whole.addLayout(self.column, 1)
        self.area.setWidget(self.inside)
        self._box = QVBoxLayout(self)
        self._box.addLayout(self.head)
        self._box.addWidget(self.area, 1)
        self._below: QBoxLayout | None = None
        self._is_foot_inside = False
        # Once everything has its place: what gets the focus may have been made just now.
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.timeout.connect(self._keep_in_view)
        self.area.viewport().installEventFilter(self)
        self.area.verticalScrollBar().rangeChanged.connect(lambda: self._looking.start())
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._look_soon)

    def set_foot(self, foot: QBoxLayout) -> None:
        """Put what is done with all this below the column, where there is room for it. To be called once."""
        self._below = foot
        self._box.addLayout(foot)

    def minimumSizeHint(self) -> QSize:
        """Ask for no room: the column scrolls."""
        return QSize(0, 0)

    def focus_first(self) -> None:
        """Give the keyboard to the first thing to do here; the way back where there is nothing else."""
        stops = [
            widget
            for widget in self.inside.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.isEnabled()
            and widget.isVisibleTo(self)
        ]
        (stops[0] if stops else self._back).setFocus(Qt.FocusReason.OtherFocusReason)

    def order_stops(self, stops: Sequence[QWidget]) -> None:
        """Have Tab go from the way back through ``stops``, in this order: what is newly made would come last."""
        self._ordered = (self._back, *stops)
        order_tabs(self._ordered)

    def join_tabs(self, before: QWidget) -> None:
        """Have Tab come here after ``before``, which stands before it in the window, not where it was made."""
        order_tabs((before, *(part for part in self._ordered if isValid(part))))

    def set_theme(self, theme: Theme, size_px: int, *, is_larger: bool = False) -> None:
        """Take over colours and sizes; ``size_px`` is the page's type, in pixels.

        A page that is larger than the interface, whose sizes the style sheet has, needs sizes of its own.
        """
        sheet = side_sheet(theme) if is_larger else ""
        is_resized = sheet != self.styleSheet()
        if is_resized:
            self.setStyleSheet(sheet)
        if is_resized or self._is_stale or (theme, size_px) != (self.theme, self.size_px):
            self.setFont(theme.font())
            self._is_stale = False
            self.theme, self.size_px = theme, size_px
            self.restyle(theme)

    def changeEvent(self, event: QEvent) -> None:
        """Note that Qt has dressed the page anew: it drops the fonts that were set by hand."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._is_stale = True

    def restyle(self, theme: Theme) -> None:
        """Bring everything in line with the theme. Subclasses do their own part, then call this."""
        self._back.set_theme(theme, self.icons)
        for row in (self.head, self._spilt):
            row.setSpacing(theme.space(20))
        self._box.setSpacing(theme.space(12))
        self._set_margins(theme)
        self.arrange()

    def note_px(self, theme: Theme) -> int:
        """Give the type of what explains, in pixels: it must not push what is to be done out of a small window."""
        return min(self.size_px, theme.title_px)

    def column_gap_px(self) -> int:
        """Give the air between the entries of the column, in pixels."""
        return round(self.size_px * 0.8)

    def seen_with(self, focus: QWidget) -> Sequence[QWidget]:
        """Give what is to be in view, the most important last, while ``focus`` has the keyboard: its entry, and itself."""
        entry = focus
        while (above := entry.parentWidget()) is not None and above is not self.inside:
            entry = above
        return (entry, focus)

    def _look_soon(self) -> None:
        # Takes no arguments on purpose: see FocusRing in reader/ui/look/focus_ring.py.
        if self.isVisible():
            self._looking.start()

    def _keep_in_view(self) -> None:
        focus = QApplication.focusWidget()
        # What is under a pressed pointer must stay there, or the press would miss it.
        if focus is None or QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return
        if self.isVisible() and self.inside.isAncestorOf(focus):
            for widget in self.seen_with(focus):
                self._bring_into_view(widget)

    def _bring_into_view(self, widget: QWidget) -> None:
        """Scroll as little as need be; what is higher than the view is shown from its beginning."""
        air, view_px = round(self.size_px * _MARGIN_EM), self.area.height()
        bar = self.area.verticalScrollBar()
        top = widget.mapTo(self.inside, QPoint(0, 0)).y() - air
        bottom = top + widget.height() + 2 * air
        if bottom - top > view_px:
            bar.setValue(top + air - min(air, INNER_PX))
        else:
            bar.setValue(min(max(bar.value(), bottom - view_px), top))

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that another page came up."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.left.emit()

    def _set_margins(self, theme: Theme) -> None:
        """Set a column of at most forty characters, left where the report's own stands."""
        side = theme.space(28)
        room = self.area.viewport().width() - 2 * side
        spare = max(0, room - LONGEST_LINE_EM * self.size_px - 2 * theme.space(INNER_PX) - 1)
        self._box.setContentsMargins(side, theme.space(16), 0, 0)
        self.column.setContentsMargins(0, theme.space(12), side + spare, theme.space(28))
        self.column.setSpacing(self.column_gap_px())
        self._spilt.setContentsMargins(0, theme.space(12) if self._spilt.count() else 0, side + spare, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Reflow when the column has another width: it has not yet when the page itself is resized."""
        if event.type() == QEvent.Type.Resize and watched is self.area.viewport() and self.theme is not None:
            self._set_margins(self.theme)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Reflow."""
        super().resizeEvent(event)
        if self.theme is not None:
            self._set_margins(self.theme)
            self.arrange()

    def arrange(self) -> None:
        """Leave room for the column: a head of several rows and a high foot scroll with it, but for the way back."""
        focus = QApplication.focusWidget()
        has_moved = [self._place_head(), self._place_foot(), self.place_more()]
        if not any(has_moved):
            return
        if self.theme is not None:
            self._set_margins(self.theme)
        # Qt takes what gets another parent out of the order of the keyboard, and the keyboard from it.
        order_tabs([part for part in self._ordered if isValid(part)])
        if focus is not None and self.isAncestorOf(focus):
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def place_more(self) -> bool:
        """Keep in view what else subclasses have room for above and below the column; ``True`` where anything moved."""
        return False

    def head_px(self) -> int:
        """Give how high what stands above the column is, in pixels."""
        margins, gap = self._box.contentsMargins(), self._box.spacing()
        return margins.top() + self.head.heightForWidth(self.width() - margins.left()) + gap

    def _place_head(self) -> bool:
        """Have the head stand in one row; ``True`` where anything moved."""
        extras = [item.widget() for row in (self.head, self._spilt) for item in _items(row)][2:]
        seen = [widget for widget in (self._back, self._title, *extras) if not widget.isHidden()]
        wide_px = sum(widget.sizeHint().width() + self.head.spacing() for widget in seen)
        is_spilt = wide_px - self.head.spacing() > self.width() - self._box.contentsMargins().left()
        before, after = (self.head, self._spilt) if is_spilt else (self._spilt, self.head)
        moving = [widget for widget in extras if before.indexOf(widget) >= 0]
        for widget in moving:
            before.removeWidget(widget)
            after.addWidget(widget)
        return bool(moving)

    def _place_foot(self) -> bool:
        """Have the foot below the column, or at its end, where it would take too much; ``True`` if it moved."""
        foot = self._below
        if foot is None:
            return False
        has_rows = foot.hasHeightForWidth()
        height_px = foot.heightForWidth(self.width()) if has_rows else foot.sizeHint().height()
        is_inside = height_px > self.height() * _LARGEST_FOOT
        if is_inside == self._is_foot_inside:
            return False
        self._is_foot_inside = is_inside
        before, after = (self._box, self.column) if is_inside else (self.column, self._box)
        before.removeItem(foot)
        after.addLayout(foot)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back; Page Up and Down, Home and End scroll, wherever the keyboard is."""
        key = Qt.Key(event.key())
        bar = self.area.verticalScrollBar()
        # A line of what was seen stays in view: whoever reads on finds the place.
        step = max(1, self.area.viewport().height() - self.size_px)
        goals = {
            Qt.Key.Key_PageUp: bar.value() - step,
            Qt.Key.Key_PageDown: bar.value() + step,
            Qt.Key.Key_Home: bar.minimum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        if key == Qt.Key.Key_Escape:
            self.back_pressed.emit()
        elif key in goals:
            bar.setValue(goals[key])
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, wherever the pointer is: above the column too."""
        QApplication.sendEvent(self.area.verticalScrollBar(), event)


def _items(row: QLayout) -> list[QLayoutItem]:
    return [item for at in range(row.count()) if (item := row.itemAt(at)) is not None]
