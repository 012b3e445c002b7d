"""Text 7:1, shapes 3:1, and no colour but the scheme's: measured from pictures of every panel in every scheme."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMenu, QWidget

from reader.core.colour import Scheme
from reader.paths import resources
from reader.settings.option import Value
from reader.tour import SCENES, Guide, Scene
from reader.ui.help.pictures import HelpPicture
from reader.ui.look.chosen_scheme import chosen_scheme
from reader.ui.look.theme import load_schemes
from tests.rendered import find_faults

SCHEMES = load_schemes(resources() / "schemes")
CUSTOM: dict[str, Value] = {"scheme": "custom", "custom_ink": "#FFD0E8", "custom_paper": "#10203A"}
PLAIN: list[dict[str, Value]] = [{"scheme": key} for key in SCHEMES]
WISHES = [*PLAIN, CUSTOM]
STATES = [scene for scene in SCENES if not scene.name.startswith(("scheme-", "zoom-"))]


def shows_its_own_colours(widget: QWidget) -> bool:
    """Pictures of the help show the schemes there are, swatches of 自己配 the colours to choose from."""
    return isinstance(widget, HelpPicture) or widget.property("own_colours") is True


@pytest.mark.timeout(240)
@pytest.mark.parametrize("scene", STATES, ids=lambda scene: scene.name)
def test_every_panel_in_every_scheme(guide: Guide, scene: Scene) -> None:
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
def test_menus_made_later_follow(guide: Guide, wishes: dict[str, Value]) -> None:
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
