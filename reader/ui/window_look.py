"""How the window looks: its parts dressed and placed as settings, size and what goes on ask. Nothing is done twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtGui import QResizeEvent

from reader.ui.arrangement import Wishes
from reader.ui.caption_desk import CaptionDesk
from reader.ui.edge import EdgeWatch
from reader.ui.folding import Folding, fold
from reader.ui.page import BODY_PX
from reader.ui.theme import Theme
from reader.ui.window_parts import Services, WindowParts

_DRAWER_SCALE, _SMALL_WIDTH_PX = 1.8, 1366
"""How large tools and contents may grow in the drawer of a window this wide: four or five tools still stand in a row."""

_TALL_PX = 900
"""A window this high has room for captions below a page of controls."""

_NARROW_PX = 1240
"""Below this width, at scale 1.0, the head has no room for what only adorns."""

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


class DressedWindow(WindowParts):
    """The parts in the looks that are wanted. What the residents do with them is joined in ``window.py``."""

    def __init__(self, services: Services) -> None:
        self._is_made = self._is_restyling = False
        super().__init__(services)
        self._is_searching = self._is_result_covered = self._is_toolbar_called = False
        self._look: _Look | None = None
        self._themed: Theme | None = None
        self._toolbar_theme: Theme | None = None
        self._contents_theme: Theme | None = None
        self._edge = EdgeWatch(self, self.toolbar)
        self._caption_desk = CaptionDesk(self.captions, self._settings, self.tool("captions"))

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
                self._look = look
                self._put_on(look)
        finally:
            self._is_restyling = False
        self.toolbar.refresh()
        self._place_overlays()

    def _wanted_look(self) -> _Look:
        settings, has_notice = self._settings, not self.notice.isHidden()
        zoom, is_pinned = settings.number("zoom"), settings.flag("pin")
        folding = fold(
            self.width(),
            self.height(),
            zoom,
            _body_px(zoom),
            is_searching=self._is_searching,
            notice_px=self.notice.sizeHint().height() if has_notice else 0,
            has_pinyin=settings.flag("caption_pinyin"),
            is_reading=self.narrator.is_under_way,
        )
        wishes = Wishes(
            is_plain=settings.flag("plain"),
            has_toolbar=is_pinned or self._is_toolbar_called,
            has_captions=settings.flag("captions") and self._has_captions_to_show(),
            is_searching=self._is_searching,
            is_result_covered=self._is_result_covered,
        )
        return _Look(
            self.width(),
            Theme(self._services.schemes[settings.text("scheme")], folding.scale),
            zoom,
            folding,
            wishes,
            is_pinned,
            has_notice,
            settings.flag("caption_pinyin"),
            settings.text("caption_script"),
        )

    def _has_captions_to_show(self) -> bool:
        """Say whether captions have something to tell: beside other pages only while something is read, given room."""
        has_room = self.height() >= _TALL_PX or self.way.is_at_page
        return (self.narrator.is_playing and has_room) or (self.way.is_at_page and not self._is_searching)

    def _put_on(self, look: _Look) -> None:
        folding, theme, zoom = look.folding, look.theme, look.zoom_percent
        self._theme = theme
        self._dress_parts(theme)
        self._edge.set_on(not look.is_pinned)
        self.header.fold(
            has_drawer=folding.has_drawer and folding.has_header,
            has_hidden_tools=folding.has_toolbar and not look.wishes.has_toolbar,
            is_narrow=look.width_px < _NARROW_PX * folding.scale,
        )
        self.stage.has_caption_room = folding.can_caption
        self._dress_movable(look)
        self._arrangement.apply(folding, look.wishes)
        self._caption_desk.restyle(folding)
        self.page.set_style(theme, zoom)
        self.popup.set_theme(theme, _body_px(zoom))
        self.way.set_look(theme, zoom)

    def _dress_parts(self, theme: Theme) -> None:
        """Dress the application and every part but toolbar and contents, which :meth:`_dress_movable` dresses."""
        if theme == self._themed:
            return
        self._themed = theme
        self._dress(theme)
        parts: tuple[Themed, ...] = (
            *(self.header, self.captions, self.player_bar, self.notice, self.status),
            *(self.search_box, self.search_panel, self.keyboard, self.drawer, self.menu, self.way_back),
            self.stage.crosshair,
        )
        for part in parts:
            part.set_theme(theme)

    def _dress_movable(self, look: _Look) -> None:
        """Dress what may stand in the drawer, where it is larger: it has the window to itself there."""
        folding, theme = look.folding, look.theme
        largest = _DRAWER_SCALE * look.width_px / _SMALL_WIDTH_PX
        large = Theme(theme.scheme, max(folding.scale, min(look.zoom_percent / 100, largest)))
        toolbar = theme if folding.has_toolbar else large
        contents = theme if folding.has_contents or look.wishes.is_searching else large
        if toolbar != self._toolbar_theme:
            self._toolbar_theme = toolbar
            self.toolbar.set_theme(toolbar)
        if contents != self._contents_theme:
            self._contents_theme = contents
            self.contents.set_theme(contents)

    def _place_overlays(self) -> None:
        """Place what lies over the rest."""
        if self._look is not None and not self._look.folding.has_drawer:
            self.drawer.put_away()
        margin = self._theme.space(16)
        self.drawer.setGeometry(self.rect().adjusted(margin, margin, -margin, -margin))
        self.desk.follow_term()
        self.way_back.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold for the new size."""
        super().resizeEvent(event)
        self.restyle()


def _body_px(zoom_percent: int) -> int:
    """Give the size of the page's type in pixels."""
    return round(BODY_PX * zoom_percent / 100)
