"""Where one is after a search and beside the screen keyboard: told right, seen whole, in nobody's way."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from reader.tour import LARGE, SMALL, Guide
from reader.ui.look.focus_ring import FocusRing


def marked_block(guide: Guide) -> int:
    entry = guide.window.contents.currentItem()
    assert entry is not None
    return int(entry.data(0, Qt.ItemDataRole.UserRole))


def test_back_where_reading_rests_the_contents_mark_its_chapter(guide: Guide) -> None:
    window = guide.window
    guide.read("扎实推进实事项目")
    there = marked_block(guide)
    guide.search("完成生产总值")
    window.search.next_hit()
    assert marked_block(guide) != there
    window.search.return_to_place()
    assert marked_block(guide) == there


def test_the_ring_around_the_page_ends_at_the_screen_keyboard(guide: Guide) -> None:
    window, keyboard = guide.window, guide.window.keyboard
    keyboard.open_for(window.search_box.field)
    window.page.setFocus(Qt.FocusReason.TabFocusReason)
    guide.press(Qt.Key.Key_Shift)
    app = QApplication.instance()
    assert app is not None
    ring = app.findChild(FocusRing)
    assert ring is not None
    assert not ring.geometry().isEmpty()
    # The ring's own width may lie on the keyboard's rim, above the first row.
    assert ring.geometry().bottom() <= keyboard.geometry().top() + 10


def test_a_touch_on_the_report_puts_the_screen_keyboard_away(guide: Guide) -> None:
    window = guide.window
    window.keyboard.open_for(window.search_box.field)
    window.page.tapped.emit(window.page.report.shown[0].number, 3)
    assert window.keyboard.isHidden()
    guide.wait_for(window.read_here.isVisible, "从这里读")
    window.read_here.put_away()


def test_captions_tell_how_many_there_are_where_the_window_is_high(guide: Guide) -> None:
    window = guide.window
    guide.settings.set("captions", True)
    for size, has_captions in ((LARGE, True), (SMALL, False)):
        window.resize(*size)
        guide.search("电梯")
        assert window.captions.isVisible() is has_captions
