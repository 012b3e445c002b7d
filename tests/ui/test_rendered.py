"""That pictures which are measured (tests/rendered.py) do tell what ignores the scheme."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.rendered import find_faults
from tests.ui.conftest import Dress


def test_a_single_widget_that_ignores_the_scheme_is_found_out(qtbot: QtBot, dress: Dress) -> None:
    theme = dress(1.0, "yellow_on_black")
    top = QWidget()
    qtbot.addWidget(top)
    box = QVBoxLayout(top)
    for widget in (QLabel("正文"), QPushButton("按钮"), QCheckBox("选择")):
        box.addWidget(widget)
    top.resize(400, 300)
    top.show()
    assert find_faults(top, theme.scheme) == []
    rogue = QLabel("我行我素")
    rogue.setAutoFillBackground(True)
    colours = QPalette(rogue.palette())
    colours.setColor(QPalette.ColorRole.Window, QColor("#EFEFEF"))
    rogue.setPalette(colours)
    rogue.setStyleSheet("QLabel { background: #EFEFEF; color: #000000; }")
    box.addWidget(rogue)
    faint = QLabel("看不清")
    faint.setStyleSheet(f"QLabel {{ color: {theme.scheme.disabled_ink}; }}")
    box.addWidget(faint)
    qtbot.waitExposed(top)
    box.activate()
    qtbot.wait(20)
    faults = [str(fault) for fault in find_faults(top, theme.scheme)]
    assert any("我行我素" in fault and "#EFEFEF" in fault for fault in faults)
    assert any("看不清" in fault and "contrast" in fault for fault in faults)
    assert len(faults) == 2, faults
