"""从这里读: after a tap on the report, a button beside the tapped sentence reads on from there. A tap alone does nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from reader.core.span import Span
from reader.ui.controls.action_button import ActionButton
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme
from reader.ui.page.pointer_hand import sentence_span
from reader.ui.page.reading_page import ReadingPage
from reader.ui.player.narrator import Narrator

STAY_MS = 8000
"""How long the button stays when neither pointer nor keyboard is on it."""

LEAST_PX = 64
_TYPE_SHARE, _MOST_TYPE_PX = 0.6, 44
"""Of the page's type, so that who needs that large can read the button; at 44 px it is two fingers high."""

_HEIGHT_EM, _SIDE_EM = 2.0, 0.7
_HALO_PX = 5
"""A rim of the page's ground: the words around must not run into the button."""

_GAP_PX = 8


def place_offer(sentence: QRect, tapped: QRect, size: QSize, area: QRect, gap: int) -> QRect:
    """Give the place for a button of ``size`` that offers to read ``sentence``, all in pixels of the same ground.

    It stands inside ``area``, near the ``tapped`` line: below the sentence, else above it, so that it covers nothing of it.
    Where the sentence fills the area, it stands at the end that is further from the tapped line.
    """
    x = max(area.left(), min(tapped.center().x() - size.width() // 2, area.right() + 1 - size.width()))
    below, above = sentence.bottom() + 1 + gap, sentence.top() - gap - size.height()
    if below + size.height() <= area.bottom() + 1:
        return QRect(QPoint(x, max(below, area.top())), size)
    if above >= area.top():
        return QRect(QPoint(x, above), size)
    is_upper = tapped.center().y() < area.center().y()
    y = area.bottom() + 1 - size.height() - gap if is_upper else area.top() + gap
    return QRect(QPoint(x, y), size)


class ReadHere(ActionButton):
    """Lies over the page, a child of the window; comes with :meth:`offer` and goes by itself."""

    def __init__(
        self,
        page: ReadingPage,
        narrator: Narrator,
        icons: Icons,
        window: QWidget,
        *,
        stay_ms: int = STAY_MS,
    ) -> None:
        super().__init__(
            "从这里读",
            "从刚才点的那一句，一直往下读；按 Esc 收起",
            icon="play",
            role="main",
            parent=window,
        )
        self._page, self._narrator, self._icons = page, narrator, icons
        self._place = (0, 0)
        self._theme: Theme | None = None
        self._was_following = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setObjectName("read-here")
        self.hide()
        # The second press of a double click selects a word, and is no tap.
        self._wait = QTimer(self, singleShot=True)
        self._wait.timeout.connect(self._show)
        self._stay = QTimer(self, singleShot=True, interval=stay_ms)
        self._stay.timeout.connect(self._leave)
        self.clicked.connect(self._read)
        page.verticalScrollBar().valueChanged.connect(self.put_away)
        narrator.state_changed.connect(self._note_state)

    def set_theme(self, theme: Theme, icons: Icons | None = None) -> None:
        """Take sizes and colours from ``theme``."""
        self._theme, self._icons = theme, icons or self._icons
        self.put_away()

    def _dress(self) -> None:
        """Grow with the page's type, which may be larger than the interface's."""
        if self._theme is None:
            return
        page_px = min(_MOST_TYPE_PX, round(_TYPE_SHARE * self._page.size_px))
        type_px = max(self._theme.label_px, page_px)
        scheme = self._theme.scheme
        theme = Theme(scheme, self._theme.scale * type_px / self._theme.label_px, self._theme.font_family)
        halo = theme.space(_HALO_PX)
        height = max(LEAST_PX, round(_HEIGHT_EM * type_px)) + 2 * halo
        inner = height - 2 * halo
        self.setFont(theme.font(type_px, is_bold=True))
        self.setStyleSheet(
            f"QPushButton {{ font-size: {type_px}px; padding: 0 {round(_SIDE_EM * type_px)}px;"
            f" min-height: {inner}px; max-height: {inner}px;"
            f" border: {halo}px solid {scheme.paper}; border-radius: {height // 2}px; }}"
            f" QPushButton:hover {{ border-color: {scheme.ink}; }}"
        )
        super().set_theme(theme, self._icons)
        self.resize(self.sizeHint().width(), height)

    def offer(self, block: int, offset: int) -> None:
        """Offer to read on from the sentence that holds this character of the report."""
        self.put_away()
        self._place = (block, offset)
        self._was_following = self._page.is_following and self._narrator.is_playing
        if self._was_following:
            # What is aimed at must not move away meanwhile.
            self._page.scroller.yield_to_hand()
        self._wait.start(QApplication.doubleClickInterval())

    def put_away(self) -> None:
        """Vanish, and let the page follow the voice again if it did."""
        self._wait.stop()
        self._stay.stop()
        if not self.isHidden():
            _application().removeEventFilter(self)
            if self.hasFocus():
                self._page.setFocus(Qt.FocusReason.OtherFocusReason)
            self.hide()
        if self._was_following:
            self._was_following = False
            self._page.set_following(True)

    def _show(self) -> None:
        page = self._page
        if not page.isVisible() or page.textCursor().hasSelection():
            self.put_away()
            return
        self._dress()
        block, offset = self._place
        span = sentence_span(page.report, block, offset)
        lines = self._line_of(block, span.start), self._line_of(block, max(span.start, span.end - 1))
        gap, corner = _GAP_PX, page.viewport().mapTo(self.window(), QPoint(0, 0))
        area = QRect(corner, page.viewport().size()).adjusted(gap, 0, -gap, 0)
        self.move(
            place_offer(
                lines[0].united(lines[1]), self._line_of(block, offset), self.size(), area, gap
            ).topLeft()
        )
        self.show()
        self.raise_()
        QWidget.setTabOrder(page, self)
        _application().installEventFilter(self)
        self._stay.start()

    def _line_of(self, block: int, offset: int) -> QRect:
        """Give the box of a character, in the window's pixels; behind the last one, that of the last."""
        length = len(self._page.report.blocks[block].text)
        start = max(0, min(offset, length - 1))
        box = self._page.span_rect(Span(block, start, min(start + 1, length)))
        return QRect(self.window().mapFromGlobal(box.topLeft()), box.size())

    def _leave(self) -> None:
        """Go, unless somebody is about to press."""
        if self.underMouse() or self.hasFocus():
            self._stay.start()
        else:
            self.put_away()

    def _read(self) -> None:
        span = sentence_span(self._page.report, *self._place)
        self.put_away()
        # A finger finds the sentence, not the character.
        self._narrator.read_from(span.block, span.start)

    def _note_state(self, state: str) -> None:
        if state == "playing":
            self.put_away()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go by Esc, with the page, and by a press elsewhere, which does what it always does."""
        kind = event.type()
        if kind in (QEvent.Type.Hide, QEvent.Type.Resize) and watched is self._page:
            self.put_away()
        if kind == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            if not self.rect().contains(self.mapFromGlobal(event.globalPosition().toPoint())):
                self.put_away()
        elif (
            kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            if self._narrator.is_playing:
                # Who wants silence gets it by the first press.
                self.put_away()
                return False
            event.accept()
            if kind == QEvent.Type.KeyPress:
                self.put_away()
            return True
        return super().eventFilter(watched, event)


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
