"""What can be pressed cannot be missed: main controls 64 pixels each way, everything else 44, wherever the program is."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLineEdit, QRadioButton, QSlider, QWidget

from reader.app import Program
from reader.tour import SCENES, Guide
from reader.ui.keyboard.screen_keyboard import ScreenKeyboard
from reader.ui.player.bar import PlayerBar
from reader.ui.window.toolbar import ToolBar

MAIN_PX, LEAST_PX = 64, 44
_TARGETS = (QAbstractButton, QComboBox, QLineEdit, QSlider)
STATES = [scene for scene in SCENES if not scene.name.startswith(("scheme-", "zoom-"))]


def _is_main(widget: QWidget) -> bool:
    above = widget
    while (parent := above.parentWidget()) is not None:
        if isinstance(parent, (ToolBar, ScreenKeyboard)):
            return True
        if isinstance(parent, PlayerBar):
            return bool(widget.property("role") == "main")
        above = parent
    return False


def _faults(window: QWidget) -> list[str]:
    found = []
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, _TARGETS) or not widget.isVisible():
            continue
        least = MAIN_PX if _is_main(widget) else LEAST_PX
        # Beside its words a box may be any width: they are pressed as well.
        width = LEAST_PX if isinstance(widget, (QCheckBox, QRadioButton)) else least
        if widget.height() < least or widget.width() < min(width, least):
            name = widget.accessibleName() or widget.objectName()
            found.append(
                f"{type(widget).__name__} “{name}” {widget.width()} × {widget.height()}, asked {least}"
            )
    return found


@pytest.mark.timeout(240)
@pytest.mark.parametrize(
    ("width", "height", "zoom"), [(1366, 768, 50), (1366, 768, 100), (1024, 600, 100), (1366, 768, 300)]
)
def test_everything_that_can_be_pressed_is_large_enough(
    program: Program, width: int, height: int, zoom: int
) -> None:
    guide, faults = Guide(program), []
    for scene in STATES:
        guide.start_over((width, height))
        guide.settings.set("zoom", zoom)
        try:
            scene.play(guide)
        except Exception as error:
            if "没有找到按钮" not in str(error):
                raise
            continue  # a button that this size folds away: the state is looked at in the sizes that show it
        guide.wait(30)
        faults += [f"{scene.name}: {fault}" for fault in _faults(guide.window)]
    assert not faults, "\n".join(sorted(set(faults)))
