"""Pictures are drawn once, and not hoarded."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from reader.paths import resources
from reader.ui.look.icons import MOST_KEPT, Icons


@pytest.mark.usefixtures("qapp")
def test_a_picture_is_drawn_once_until_very_many_others_were_asked_for() -> None:
    assert QApplication.instance() is not None
    icons = Icons(resources() / "icons")
    first = icons.pixmap("close", "#000000", 8, 1.0).cacheKey()
    assert icons.pixmap("close", "#000000", 8, 1.0).cacheKey() == first
    for number in range(1, MOST_KEPT + 1):
        last = icons.pixmap("close", f"#{number:06X}", 8, 1.0).cacheKey()
    assert icons.pixmap("close", f"#{MOST_KEPT:06X}", 8, 1.0).cacheKey() == last
    assert icons.pixmap("close", "#000000", 8, 1.0).cacheKey() != first
