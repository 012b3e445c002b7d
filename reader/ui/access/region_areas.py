"""The regions of the real window: what each is called now, how much is in it, and how the keyboard comes into it.

The source page's toolbar speaks of 导航 视窗 交互 服务 列表 正文; these are this program's own, in visual order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QSlider, QTreeWidget, QWidget

from reader.ui.access.region_guide import Area
from reader.ui.access.regions import Region, report_amount
from reader.ui.controls.sheet import Sheet
from reader.ui.controls.side_page import SidePage
from reader.ui.window.parts import WindowParts


@dataclass(frozen=True)
class Ways:
    """How the window brings into view what is folded away."""

    to_search: Callable[[], None]
    to_tools: Callable[[], None]
    to_contents: Callable[[], None]
    to_results: Callable[[], None]


def make_areas(window: WindowParts, ways: Ways) -> tuple[Area, ...]:
    """Give the areas from top to bottom and from left to right.

    Alt with a digit belongs to nobody: Orca and NVDA take digits bare or with their own key only, GNOME, UKUI and DDE with
    the logo key, input methods bare while candidates show; and no label of the program has a mnemonic.
    """
    header, toolbar, contents = window.header, window.toolbar, window.contents
    panel, captions, player, notice = window.search_panel, window.captions, window.player_bar, window.notice

    def results() -> Region:
        count = panel.result.count
        return Region("results", "搜索结果", f"{count} 处" if count else "没有找到")

    return (
        Area(
            "search",
            "到搜索",
            "Alt+1",
            lambda: Region("search", "搜索", _amount(header)),
            (header,),
            window.search.focus_box,
            ways.to_search,
        ),
        Area(
            "tools",
            "到工具",
            "Alt+2",
            lambda: Region("tools", "工具", _amount(toolbar)),
            (toolbar,),
            lambda: _focus(toolbar.buttons[0]),
            ways.to_tools,
        ),
        Area(
            "notice",
            "到提示",
            "Alt+8",
            lambda: Region("notice", "提示", "1 条"),
            (notice,),
            lambda: _enter(notice),
        ),
        Area(
            "contents",
            "到目录",
            "Alt+3",
            lambda: Region("contents", "目录", f"{_rows(contents)} 项"),
            (contents,),
            lambda: _focus(contents),
            ways.to_contents,
        ),
        Area(
            "page",
            "到正文",
            "Alt+4",
            lambda: _page_region(window),
            (window.stack,),
            lambda: _enter_page(window),
            window.way.show_page,
        ),
        Area("results", "到搜索结果", "Alt+5", results, (panel,), panel.focus_results, ways.to_results),
        Area(
            "captions",
            "到字幕的按钮",
            "Alt+6",
            lambda: Region("captions", "字幕", _amount(captions)),
            (captions,),
            lambda: _enter(captions),
        ),
        Area(
            "player",
            "到朗读的按钮",
            "Alt+7",
            lambda: Region("player", "朗读", _amount(player)),
            (player, window.menu),
            lambda: _focus(player.main_button),
        ),
        Area(
            "aids",
            "",
            "",
            lambda: Region("aids", "辅助", "1 个按钮"),
            (window.aids,),
            lambda: _focus(window.aids),
        ),
    )


def _page_region(window: WindowParts) -> Region:
    """Describe what the stack shows: the report, or a page beside it."""
    shown = window.stack.currentWidget()
    if isinstance(shown, Sheet):
        return Region("page", shown.text.accessibleName(), f"{shown.text.document().blockCount()} 段")
    if isinstance(shown, SidePage):
        return Region("page", shown.accessibleName(), f"{len(_stops(shown))} 项")
    return Region("page", "正文", report_amount(window.page.report))


def _enter_page(window: WindowParts) -> None:
    shown = window.stack.currentWidget()
    if isinstance(shown, SidePage):
        shown.focus_first()
    else:
        _focus(shown.text if isinstance(shown, Sheet) else window.page)


def _focus(widget: QWidget) -> None:
    widget.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _enter(area: QWidget) -> None:
    if stops := _stops(area):
        _focus(stops[0])


def _stops(area: QWidget) -> list[QWidget]:
    """Give what the keyboard can come to, as it was put in."""
    return [
        widget
        for widget in area.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled()
    ]


def _amount(area: QWidget) -> str:
    """Count buttons and sliders."""
    stops = _stops(area)
    kinds = ((QAbstractButton, "个按钮"), (QSlider, "个滑块"))
    counts = ((sum(isinstance(stop, kind) for stop in stops), what) for kind, what in kinds)
    return "，".join(f"{count} {what}" for count, what in counts if count)


def _rows(tree: QTreeWidget) -> int:
    """Count the entries that the arrow keys go through as the tree stands now."""
    count, entry = 0, tree.topLevelItem(0)
    while entry is not None:
        count, entry = count + 1, tree.itemBelow(entry)
    return count
