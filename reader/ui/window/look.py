"""How the window looks: its parts dressed and placed as settings, size and what goes on ask. Nothing is done twice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent

from reader.ui.captions.desk import CaptionDesk
from reader.ui.look.chosen_scheme import chosen_scheme
from reader.ui.look.theme import Theme
from reader.ui.look.wardrobe import CAN_WAIT, dress_late
from reader.ui.page.text_comfort import TextComfort
from reader.ui.page.type_size import BODY_PX
from reader.ui.window.arrangement import Wishes
from reader.ui.window.edge import EdgeWatch
from reader.ui.window.folding import Folding, fold
from reader.ui.window.parts import Services, WindowParts

_DRAWER_SCALE, _SMALL_WIDTH_PX = 1.8, 1366
"""How large tools and contents may grow in the drawer of a window this wide: four or five tools still stand in a row."""

_PANEL_SCALE, _PANEL_GROWTH = 1.6, 0.4
"""How large results may grow at 200 % in a window this wide where they have the page's place, and how much for each
100 % more: twenty hanzi still stand in a row."""

_PANEL_SHEET = (
    "QPushButton, QLabel {{ font-size: {label}px; }} QLabel[role='title'] {{ font-size: {title}px; }}"
)

_TALL_PX = 900
"""A window this high has room for captions below a page of controls."""

_MOST_TRIES = 3


class Themed(Protocol):
    """What takes its sizes and colours from the theme."""

    def set_theme(self, theme: Theme) -> None:
        """Take them."""


@dataclass(frozen=True, slots=True)
class _Look:
    """All that the looks are made of: where it is the same as before, there is nothing to do."""

    width_px: int
    theme: Theme
    zoom_percent: int
    folding: Folding
    wishes: Wishes
    is_pinned: bool
    has_notice: bool
    has_pinyin: bool
    script: str
    comfort: TextComfort


class DressedWindow(WindowParts):
    """The parts in the looks that are wanted. What the residents do with them is joined in ``window.py``."""

    def __init__(self, services: Services) -> None:
        self._is_made = self._is_restyling = False
        super().__init__(services)
        self._is_searching = self._is_result_covered = self._is_toolbar_called = False
        self._look: _Look | None = None
        self._themed: Theme | None = None
        self._header_theme: Theme | None = None
        self._toolbar_theme: Theme | None = None
        self._contents_theme: Theme | None = None
        self._panel_themes: tuple[Theme, Theme] | None = None
        self.search_panel.setProperty(CAN_WAIT, True)
        self._edge = EdgeWatch(
            self.stage.aim,
            self.toolbar,
            self.header.tools,
            (self.header, self._arrangement.head_line, self.notice),
        )
        self._caption_desk = CaptionDesk(self.captions, self._settings, self.tool("captions"), self.narrator)
        self.keyboard.focus_freed.connect(self._take_focus_on)

    @property
    def theme(self) -> Theme:
        """What the window wears."""
        return self._theme

    def restyle(self) -> None:
        """Bring scheme, size and arrangement in line with settings and window; the page keeps its place.

        Called whenever something changed that may matter; what looks as it should already is left alone.
        """
        if not self._is_made or self._is_restyling:
            return
        self._is_restyling = True
        try:
            # A look that is put on may change what is wanted: a notice goes, or is higher in another type.
            for _ in range(_MOST_TRIES):
                look = self._wanted_look()
                if look == self._look:
                    break
                before, self._look = self._look, look
                if before is not None and look == replace(
                    before, theme=Theme(look.theme.scheme, before.theme.scale)
                ):
                    self._put_on(look)  # in other colours: everything keeps its place
                    continue
                with self.page.held():
                    with self._arrangement.held():
                        self._put_on(look)
                    if self.isVisible():
                        self._arrangement.settle()
        finally:
            self._is_restyling = False
        self.toolbar.refresh()
        self._place_overlays()

    def _wanted_look(self) -> _Look:
        settings, folding = self._settings, self._fold(is_searching=self._is_searching)
        zoom, is_pinned = settings.number("zoom"), settings.flag("pin")
        # Beside each other neither covers the other: nothing is to be laid out anew when a place is gone to.
        is_covered = self._is_result_covered and not folding.panel_px
        wishes = Wishes(
            is_plain=settings.flag("plain"),
            has_toolbar=is_pinned or self._is_toolbar_called,
            is_toolbar_over=not is_pinned and not settings.flag("plain"),
            has_captions=settings.flag("captions") and self._has_captions_to_show(),
            is_searching=self._is_searching,
            is_result_covered=is_covered,
            has_result_strip=is_covered and self.way.is_at_page,
            is_caption_on_top=self._caption_desk.is_on_top,
        )
        return _Look(
            self.width(),
            Theme(chosen_scheme(self._services.schemes, settings), folding.scale),
            zoom,
            folding,
            wishes,
            is_pinned,
            not self.notice.isHidden(),
            settings.flag("caption_pinyin"),
            settings.text("caption_script"),
            TextComfort.of(settings),
        )

    def _fold(self, *, is_searching: bool) -> Folding:
        zoom = self._settings.number("zoom")
        return fold(
            self.width(),
            self.height(),
            zoom,
            _body_px(zoom),
            is_searching=is_searching,
            strip_px=self.search_panel.strip_px if self._is_result_covered and self.way.is_at_page else 0,
            notice_px=0 if self.notice.isHidden() else self.notice.sizeHint().height(),
            captions=self._caption_desk.wish,
            is_reading=self.narrator.is_under_way,
        )

    def _has_captions_to_show(self) -> bool:
        """Say whether captions have something to tell: beside other pages only while something is read, given room.

        In a high window they stay beside the results, too: they tell how many there are.
        """
        is_tall, is_at_page = self.height() >= _TALL_PX, self.way.is_at_page
        return (self.narrator.is_playing and (is_tall or is_at_page)) or (
            is_at_page and (is_tall or not self._is_searching)
        )

    def _put_on(self, look: _Look) -> None:
        folding, theme, zoom = look.folding, look.theme, look.zoom_percent
        self._theme = theme
        self._dress_parts(theme)
        self._edge.set_on(look.wishes.is_toolbar_over and folding.has_toolbar)
        self.header.fold(
            has_drawer=folding.has_drawer and folding.has_header,
            has_hidden_tools=folding.has_toolbar and look.wishes.is_toolbar_over,
            is_in_drawer=not folding.has_header,
        )
        self.stage.has_caption_room = folding.can_caption
        self.stage.has_whole_caption_room = folding.is_caption_whole
        self._dress_movable(look)
        self._arrangement.apply(folding, look.wishes)
        self._caption_desk.restyle(folding)
        self.page.set_style(theme, zoom, look.comfort)
        self.popup.set_theme(theme, _body_px(zoom))
        self.toast.set_look(theme, _body_px(zoom))
        self.way.set_look(theme, zoom)
        self.keyboard.set_zoom(zoom)

    def _dress_parts(self, theme: Theme) -> None:
        """Dress the application and every part but those that :meth:`_dress_movable` dresses."""
        if theme == self._themed:
            return
        self._themed = theme
        self._dress(theme)
        parts: tuple[Themed, ...] = (
            *(self.captions, self.notice, self.status),
            *(self.keyboard, self.drawer, self.way_back, self.read_here),
            *(self.stage.crosshair, self.stage.ruler, self.edge_marks),
        )
        for part in parts:
            part.set_theme(theme)

    def _dress_movable(self, look: _Look) -> None:
        """Dress what may stand in the drawer, where it is larger: it has the window to itself there."""
        folding, theme = look.folding, look.theme
        largest = _DRAWER_SCALE * look.width_px / _SMALL_WIDTH_PX
        large = Theme(theme.scheme, max(folding.scale, min(look.zoom_percent / 100, largest)))
        has_contents = folding.has_contents or look.wishes.is_searching
        header = theme if folding.has_header else large
        if header != self._header_theme:
            self._header_theme = header
            self.header.set_theme(header, has_own_type=header != theme)
        if not folding.has_toolbar:
            head = None if folding.has_header else self.header
            room = self.drawer.tools_room(self._drawer_place().size(), head, has_contents=not has_contents)
            large = self.toolbar.fitted(large, room)
        self.toolbar.set_grid(is_grid=not folding.has_toolbar)
        toolbar = theme if folding.has_toolbar else large
        self.player_bar.set_theme(Theme(theme.scheme, folding.player_scale), folding.player_most_px)
        contents = theme if has_contents else large
        if toolbar != self._toolbar_theme:
            self._toolbar_theme = toolbar
            self.toolbar.set_theme(toolbar)
        if contents != self._contents_theme:
            self._contents_theme = contents
            self.contents.set_theme(contents)
        if look.wishes.is_searching:  # put away, the results wait: they are dressed before they come
            self._dress_panel(look, is_beside=look.folding.panel_px > 0)

    def dress_panel_ahead(self) -> None:
        """Dress the results before they are called for: the first search need not wait for it."""
        if self._look is not None:
            self._dress_panel(self._look, is_beside=self._fold(is_searching=True).panel_px > 0)

    def _dress_panel(self, look: _Look, *, is_beside: bool) -> None:
        """Dress the results: larger where they take turns with the page, which is as large as the zoom says."""
        dress_late(self.search_panel)
        theme, zoom = look.theme, look.zoom_percent / 100
        largest = (_PANEL_SCALE + max(0, zoom - 2) * _PANEL_GROWTH) * look.width_px / _SMALL_WIDTH_PX
        if not is_beside:
            theme = Theme(theme.scheme, max(theme.scale, min(zoom, largest)))
        if (theme, look.theme) != self._panel_themes:
            self._panel_themes = theme, look.theme
            is_larger = theme.scale > look.theme.scale
            sheet = _PANEL_SHEET.format(label=theme.label_px, title=theme.title_px) if is_larger else ""
            if sheet != self.search_panel.styleSheet():
                self.search_panel.setStyleSheet(sheet)
            self.search_panel.set_theme(theme, look.theme)

    def _take_focus_on(self) -> None:
        """Take the focus on from a search that folded away: to what brings it back, or to what is in view."""
        if self.menu.isVisible():
            self.menu.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.stack.isVisible():
            self.way.take_focus()
        else:
            self.search_panel.focus_results()

    def _drawer_place(self) -> QRect:
        """Give where the drawer comes up."""
        margin = self._theme.space(16)
        return self.rect().adjusted(margin, margin, -margin, -margin)

    def _place_overlays(self) -> None:
        """Place what lies over the rest."""
        if self._look is not None and not self._look.folding.has_drawer:
            self.drawer.put_away()
        self.drawer.setGeometry(self._drawer_place())
        self._edge.place()
        self.desk.follow_term()
        self.toast.place()
        self.way_back.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold for the new size."""
        super().resizeEvent(event)
        self.restyle()


def _body_px(zoom_percent: int) -> int:
    """Give the size of the page's type in pixels."""
    return round(BODY_PX * zoom_percent / 100)
