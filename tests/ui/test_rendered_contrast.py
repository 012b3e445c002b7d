"""Text 7:1, shapes 3:1, and no colour but the scheme's: measured from pictures of every panel in every scheme."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QCheckBox, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reader.app import Program
from reader.core.colour import Scheme
from reader.paths import resources
from reader.settings.option import Value
from reader.tour import SCENES, SMALL, Guide, Scene
from reader.ui.help.pictures import HelpPicture
from reader.ui.look.chosen_scheme import chosen_scheme
from reader.ui.look.theme import load_schemes
from tests.rendered import find_faults
from tests.ui.conftest import Dress

SCHEMES = load_schemes(resources() / "schemes")
CUSTOM: dict[str, Value] = {"scheme": "custom", "custom_ink": "#FFD0E8", "custom_paper": "#10203A"}
PLAIN: list[dict[str, Value]] = [{"scheme": key} for key in SCHEMES]
WISHES = [*PLAIN, CUSTOM]
STATES = [scene for scene in SCENES if not scene.name.startswith(("scheme-", "zoom-"))]


@pytest.fixture
def guide(program: Program) -> Guide:
    return Guide(program)


def shows_its_own_colours(widget: QWidget) -> bool:
    """Pictures of the help show the schemes there are, swatches of 自己配 the colours to choose from."""
    return isinstance(widget, HelpPicture) or widget.property("own_colours") is True


@pytest.mark.timeout(240)
@pytest.mark.parametrize("scene", STATES, ids=lambda scene: scene.name)
def test_every_panel_in_every_scheme(guide: Guide, scene: Scene) -> None:
    guide.start_over(SMALL)
    scene.play(guide)
    faults: list[str] = []
    for wishes in WISHES:
        for key, value in wishes.items():
            guide.settings.set(key, value)
        guide.wait(30)
        scheme = _scheme(guide)
        faults += [
            f"{scheme.key}: {fault}"
            for fault in find_faults(guide.window, scheme, is_spared=shows_its_own_colours)
        ]
    assert not faults, "\n".join(faults)


def _scheme(guide: Guide) -> Scheme:
    # While the page is plain, every aid rests.
    return chosen_scheme(SCHEMES, guide.settings)


@pytest.mark.parametrize("wishes", WISHES, ids=lambda wishes: str(wishes["scheme"]))
def test_menus_made_later_follow(guide: Guide, wishes: dict[str, Value], qtbot: QtBot) -> None:
    for key, value in wishes.items():
        guide.settings.set(key, value)
    menu = QMenu(guide.window)
    menu.addAction("从这里开始读")
    menu.addAction("复制选中的文字").setEnabled(False)
    menu.resize(menu.sizeHint())
    menu.ensurePolished()
    colours = {menu.grab().toImage().pixelColor(x, 8).name().upper() for x in range(10, menu.width() - 10)}
    assert colours == {_scheme(guide).bar}
    menu.deleteLater()


def test_a_single_widget_that_ignores_the_scheme_is_found_out(
    qtbot: QtBot, dress: Dress, tmp_path: Path
) -> None:
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
