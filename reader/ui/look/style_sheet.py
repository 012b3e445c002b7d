"""The one style sheet of the program, built from a scheme and the measures of an interface size.

What a widget is, it says by the dynamic property ``role`` (set it before the widget is shown)::

    QPushButton   main      the large accent pill: the one thing to press on this screen
                  quiet     words only, underlined
    QLabel        title · small · state · caption
    QFrame        bar · panel · popup · caption · sounding
    QLineEdit     search    rounded to a pill
    QAbstractItemView  bar · panel     a list or tree lying on that ground

Type is set by the application's font; only titles, small words and the main button are set here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reader.core.colour import Scheme


@dataclass(frozen=True, slots=True)
class Measures:
    """The sizes a style sheet is built with; ``px`` and ``space`` turn design pixels into pixels."""

    px: Callable[[float], int]
    space: Callable[[float], int]
    small_px: int
    label_px: int
    title_px: int

    # What a finger or a shaking hand needs does not shrink with a small screen, so there are floors.
    #
    # A minimum of the sheet overrules what a widget asks for, so a squeezed layout may come down to it: it
    # must never be lower than a line of type (1.45 em in Noto Sans SC). For the same reason no button gets a
    # minimum width.
    @property
    def target_px(self) -> int:
        """The least height of what can be pressed, inside its border: 44 pixels or one line."""
        return max(44, self.space(44), round(self.label_px * 1.45))

    @property
    def main_target_px(self) -> int:
        """The least height of the main button: 64 pixels or one line of title type."""
        return max(64, self.space(64), round(self.title_px * 1.45))


_GLYPHS = {
    "check": ("on_accent", "M4.5 12.8l5 5L19.5 6.8"),
    "check_row": ("ink", "M4.5 12.8l5 5L19.5 6.8"),
    "check_row_chosen": ("on_selection", "M4.5 12.8l5 5L19.5 6.8"),
    "dash": ("on_accent", "M5.5 12h13"),
    "down": ("ink", "M5 8.5l7 7 7-7"),
    "down_disabled": ("disabled_ink", "M5 8.5l7 7 7-7"),
    "up": ("ink", "M5 15.5l7-7 7 7"),
    "right": ("ink", "M8.5 5l7 7-7 7"),
    "right_chosen": ("on_selection", "M8.5 5l7 7-7 7"),
}


def glyph_sources(scheme: Scheme) -> dict[str, str]:
    """Return the small marks of check boxes, lists and trees as SVG, tinted, by the names the sheet uses."""
    return {
        name: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill="none" '
        f'stroke="{scheme.colour(role)}" stroke-width="3" stroke-linecap="round" stroke-linejoin="round" '
        f'd="{path}"/></svg>'
        for name, (role, path) in _GLYPHS.items()
    }


def style_sheet(scheme: Scheme, measures: Measures, glyphs: Mapping[str, str]) -> str:
    """Build the style sheet. ``glyphs``: the files of :func:`glyph_sources`; a missing one is left out."""
    images = {name: f'image: url("{glyphs[name]}");' if name in glyphs else "" for name in _GLYPHS}
    return "\n".join(
        (
            _surfaces(scheme, measures),
            _labels(scheme, measures),
            _push_buttons(scheme, measures),
            _tool_buttons(scheme, measures),
            _fields(scheme, measures, images),
            _choices(scheme, measures, images),
            _sliders(scheme, measures),
            _rows(scheme, measures, images),
            _menus(scheme, measures, images),
            _tabs(scheme, measures),
            _scroll_bars(scheme, measures),
        )
    )


def _surfaces(c: Scheme, m: Measures) -> str:
    return f"""
QMainWindow, QDialog {{ background: {c.paper}; }}
QFrame[role="bar"] {{ background: {c.bar}; border: none; }}
QFrame[role="line"] {{ background: {c.line}; border: none; }}
QFrame[role="panel"] {{ background: {c.panel}; border: none; }}
QFrame[role="popup"] {{
    background: {c.paper}; border: {m.space(3)}px solid {c.accent}; border-radius: {m.space(16)}px;
}}
QFrame[role="caption"] {{ background: {c.caption_paper}; border-top: {m.space(2)}px solid {c.line}; }}
QFrame[role="sounding"] {{
    background: {c.sounding}; border: none; border-bottom: {m.space(3)}px solid {c.sounding_underline};
}}
QToolTip {{
    background: {c.bar}; color: {c.ink}; border: {m.space(2)}px solid {c.line}; padding: {m.space(8)}px;
}}
QSplitter::handle {{ background: {c.line}; }}
QSplitter::handle:horizontal {{ width: {m.space(6)}px; }}
QSplitter::handle:vertical {{ height: {m.space(6)}px; }}
QSplitter::handle:hover {{ background: {c.accent}; }}
"""


def _labels(c: Scheme, m: Measures) -> str:
    return f"""
QLabel {{ background: transparent; color: {c.ink}; }}
QLabel[role="title"] {{ font-size: {m.title_px}px; font-weight: bold; }}
QLabel[role="small"] {{ font-size: {m.small_px}px; color: {c.soft_ink}; }}
QLabel[role="state"] {{ font-size: {m.small_px}px; color: {c.soft_ink}; }}
QLabel[role="caption"] {{ color: {c.caption_ink}; background: transparent; border: none; }}
QFrame[role="sounding"] QLabel {{ color: {c.on_sounding}; }}
QLabel:disabled {{ color: {c.disabled_ink}; }}
"""


def _push_buttons(c: Scheme, m: Measures) -> str:
    border, radius = m.space(2), m.space(14)
    return f"""
QPushButton {{
    background: {c.bar}; color: {c.ink}; border: {border}px solid {c.line}; border-radius: {radius}px;
    padding: {m.space(8)}px {m.space(22)}px; min-height: {m.target_px}px; outline: none;
}}
QPushButton:hover, QPushButton:default {{ border-color: {c.accent}; }}
QPushButton:pressed {{ background: {c.panel}; border-color: {c.accent}; color: {c.accent}; }}
QPushButton:checked {{ background: {c.accent}; border-color: {c.accent}; color: {c.on_accent}; }}
QPushButton:disabled {{
    background: transparent; border: {border}px dashed {c.disabled_ink}; color: {c.disabled_ink};
}}
QPushButton[role="main"] {{
    background: {c.accent}; color: {c.on_accent}; border-color: {c.accent};
    border-radius: {m.main_target_px // 2 + m.space(6) + border}px;
    min-height: {m.main_target_px}px; padding: {m.space(6)}px {m.space(36)}px;
    font-size: {m.title_px}px; font-weight: bold;
}}
QPushButton[role="main"]:hover {{ border-color: {c.ink}; }}
QPushButton[role="main"]:pressed {{ background: {c.bar}; color: {c.accent}; border-color: {c.accent}; }}
QPushButton[role="main"]:disabled {{
    background: transparent; border: {border}px dashed {c.disabled_ink}; color: {c.disabled_ink};
}}
QDialogButtonBox QPushButton {{ margin: {m.space(6)}px; }}
QPushButton[role="quiet"] {{
    background: transparent; color: {c.accent}; border-color: transparent; text-decoration: underline;
    padding: {m.space(8)}px {m.space(12)}px;
}}
QPushButton[role="quiet"]:hover, QPushButton[role="quiet"]:pressed {{ border-color: {c.accent}; }}
QPushButton[role="quiet"]:disabled {{ color: {c.disabled_ink}; text-decoration: none; }}
"""


def _tool_buttons(c: Scheme, m: Measures) -> str:
    border = m.space(2)
    return f"""
QToolBar {{ background: {c.bar}; border: none; spacing: {m.space(2)}px; }}
QToolButton {{
    background: transparent; color: {c.ink}; border: {border}px solid transparent;
    border-radius: {m.space(14)}px; padding: {m.space(6)}px {m.space(8)}px;
    min-height: {m.target_px}px; outline: none;
}}
QToolButton:hover {{ border-color: {c.line}; }}
QToolButton:pressed {{ background: {c.panel}; border-color: {c.accent}; }}
QToolButton:checked {{ background: {c.accent}; color: {c.on_accent}; border-color: {c.accent}; }}
QToolButton:checked:hover {{ border-color: {c.ink}; }}
QToolButton:disabled {{ color: {c.disabled_ink}; border: {border}px dashed {c.disabled_ink}; }}
QToolButton::menu-indicator {{ image: none; }}
"""


def _fields(c: Scheme, m: Measures, images: Mapping[str, str]) -> str:
    return f"""
QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit {{
    background: {c.bar}; color: {c.ink};
    border: {m.space(2)}px solid {c.line}; border-radius: {m.space(14)}px;
    padding: {m.space(4)}px {m.space(18)}px; min-height: {m.target_px}px;
    selection-background-color: {c.selection}; selection-color: {c.on_selection};
}}
QLineEdit, QPlainTextEdit {{ placeholder-text-color: {c.soft_ink}; }}
QLineEdit[role="search"] {{ border-radius: {m.target_px // 2 + m.space(4) + m.space(2)}px; }}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus, QPlainTextEdit:focus {{ border-color: {c.accent}; }}
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled, QPlainTextEdit:disabled {{
    background: transparent; border: {m.space(2)}px dashed {c.disabled_ink}; color: {c.disabled_ink};
    placeholder-text-color: {c.disabled_ink};
}}
QTextEdit {{
    background: {c.paper}; color: {c.ink}; border: none;
    selection-background-color: {c.selection}; selection-color: {c.on_selection};
}}
QComboBox {{ combobox-popup: 0; }}
QComboBox::drop-down {{ border: none; width: {m.space(48)}px; }}
QComboBox::down-arrow {{ {images["down"]} width: {m.space(26)}px; height: {m.space(26)}px; }}
QComboBox::down-arrow:disabled {{ {images["down_disabled"]} }}
QComboBox QAbstractItemView {{ background: {c.bar}; border: {m.space(2)}px solid {c.line}; }}
QAbstractSpinBox {{ min-width: {m.px(40)}px; padding-right: {m.space(48)}px; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: none; width: {m.space(48)}px; }}
QAbstractSpinBox::up-arrow {{ {images["up"]} width: {m.space(22)}px; height: {m.space(22)}px; }}
QAbstractSpinBox::down-arrow {{ {images["down"]} width: {m.space(22)}px; height: {m.space(22)}px; }}
"""


def _choices(c: Scheme, m: Measures, images: Mapping[str, str]) -> str:
    # An indicator grows with the words beside it.
    size, border = m.px(28), m.space(2)
    return f"""
QCheckBox, QRadioButton {{
    background: transparent; color: {c.ink}; spacing: {m.space(12)}px; min-height: {m.target_px}px;
    padding: 0 {m.space(6)}px; outline: none;
}}
QCheckBox:disabled, QRadioButton:disabled {{ color: {c.disabled_ink}; }}
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator {{
    width: {size}px; height: {size}px; background: {c.bar}; border: {border}px solid {c.line};
    border-radius: {m.px(6)}px;
}}
QCheckBox::indicator:hover, QRadioButton::indicator:hover {{ border-color: {c.accent}; }}
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{
    background: {c.accent}; border-color: {c.accent}; {images["check"]}
}}
QCheckBox::indicator:indeterminate {{ background: {c.accent}; border-color: {c.accent}; {images["dash"]} }}
QRadioButton::indicator {{ border-radius: {size // 2 + border}px; }}
QRadioButton::indicator:checked {{ background: {_dot(c.accent, c.bar)}; border-color: {c.accent}; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{
    background: transparent; border-color: {c.disabled_ink};
}}
QCheckBox::indicator:checked:disabled {{ background: {c.disabled_ink}; }}
QRadioButton::indicator:checked:disabled {{ background: {_dot(c.disabled_ink, c.bar)}; }}
"""


def _dot(dot: str, ground: str) -> str:
    return (
        "qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5, "
        f"stop: 0 {dot}, stop: 0.56 {dot}, stop: 0.62 {ground}, stop: 1 {ground})"
    )


def _sliders(c: Scheme, m: Measures) -> str:
    groove, handle, rim = m.space(8), m.space(40), m.space(4)
    reach = max(44, m.space(48))
    overhang = (handle - groove) // 2
    # Qt draws a radius of more than half the side as no radius at all, and the halves are rounded.
    roundness = min(handle, groove + 2 * overhang) // 2
    return f"""
QSlider {{ background: transparent; outline: none; }}
QSlider:horizontal {{ min-height: {reach}px; min-width: {m.space(160)}px; }}
QSlider:vertical {{ min-width: {reach}px; min-height: {m.space(160)}px; }}
QSlider::groove {{ background: {c.line}; border-radius: {groove // 2}px; }}
QSlider::groove:horizontal {{ height: {groove}px; }}
QSlider::groove:vertical {{ width: {groove}px; }}
QSlider::sub-page:horizontal, QSlider::add-page:vertical {{
    background: {c.accent}; border-radius: {groove // 2}px;
}}
QSlider::handle {{
    background: {c.accent}; border-radius: {roundness}px; width: {handle}px; height: {handle}px;
}}
QSlider::handle:horizontal {{ margin: -{overhang}px 0; }}
QSlider::handle:vertical {{ margin: 0 -{overhang}px; }}
QSlider::handle:hover {{ border: {rim}px solid {c.ink}; }}
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:disabled {{ width: {handle - 2 * rim}px; }}
QSlider::handle:vertical:hover, QSlider::handle:vertical:disabled {{ height: {handle - 2 * rim}px; }}
QSlider::groove:disabled, QSlider::sub-page:disabled, QSlider::add-page:disabled {{
    background: {c.disabled_ink};
}}
QSlider::handle:disabled {{ background: {c.bar}; border: {rim}px solid {c.disabled_ink}; }}
QProgressBar {{
    background: {c.bar}; border: {m.space(2)}px solid {c.line}; border-radius: {m.space(12)}px;
    height: {m.space(20)}px; color: transparent;
}}
QProgressBar::chunk {{ background: {c.accent}; border-radius: {m.space(9)}px; }}
"""


def _rows(c: Scheme, m: Measures, images: Mapping[str, str]) -> str:
    bar = m.space(6)
    return f"""
QTreeView, QListView, QTableView {{
    background: {c.paper}; color: {c.ink}; border: none; outline: none; alternate-background-color: {c.panel};
    show-decoration-selected: 1;
}}
QAbstractItemView[role="panel"] {{ background: {c.panel}; }}
QAbstractItemView[role="bar"] {{ background: {c.bar}; }}
QTreeView::item, QListView::item, QTableView::item {{
    min-height: {m.target_px}px; padding: {m.space(4)}px {m.space(10)}px; color: {c.ink};
    border: none; border-left: {bar}px solid transparent;
}}
QTreeView::item:hover, QListView::item:hover {{ border-left: {bar}px solid {c.line}; }}
QTreeView::item:selected, QListView::item:selected, QTableView::item:selected {{
    background: {c.bar}; color: {c.accent}; border-left: {bar}px solid {c.accent};
}}
QTreeView::item:disabled, QListView::item:disabled {{ color: {c.disabled_ink}; }}
QComboBox QAbstractItemView::item:selected {{ background: {c.selection}; color: {c.on_selection}; }}
QTreeView::branch {{ background: transparent; }}
QTreeView::branch:selected {{ background: {c.bar}; }}
QTreeView::branch:has-children:closed {{ {images["right"]} }}
QTreeView::branch:has-children:open {{ {images["down"]} }}
QHeaderView::section {{
    background: {c.panel}; color: {c.ink}; border: none; border-bottom: {m.space(2)}px solid {c.line};
    padding: {m.space(8)}px {m.space(12)}px; font-weight: bold;
}}
"""


def _menus(c: Scheme, m: Measures, images: Mapping[str, str]) -> str:
    return f"""
QMenuBar {{ background: {c.bar}; color: {c.ink}; }}
QMenuBar::item {{ background: transparent; padding: {m.space(10)}px {m.space(16)}px; }}
QMenuBar::item:selected {{ background: {c.selection}; color: {c.on_selection}; }}
QMenu {{
    background: {c.bar}; color: {c.ink}; border: {m.space(2)}px solid {c.line}; padding: {m.space(6)}px;
}}
QMenu::item {{
    padding: {m.space(10)}px {m.space(24)}px {m.space(10)}px {m.px(44)}px; border-radius: {m.space(8)}px;
}}
QMenu::item:selected {{ background: {c.selection}; color: {c.on_selection}; }}
QMenu::item:disabled {{ color: {c.disabled_ink}; background: transparent; }}
QMenu::separator {{ height: {m.space(2)}px; background: {c.line}; margin: {m.space(6)}px {m.space(10)}px; }}
QMenu::indicator {{ width: {m.px(26)}px; height: {m.px(26)}px; left: {m.px(8)}px; }}
QMenu::indicator:checked {{ {images["check_row"]} }}
QMenu::indicator:checked:selected {{ {images["check_row_chosen"]} }}
QMenu::right-arrow {{ {images["right"]} width: {m.px(20)}px; height: {m.px(20)}px; }}
QMenu::right-arrow:selected {{ {images["right_chosen"]} }}
"""


def _tabs(c: Scheme, m: Measures) -> str:
    return f"""
QTabWidget::pane {{ border: none; border-top: {m.space(2)}px solid {c.line}; background: {c.paper}; }}
QTabBar {{ background: transparent; outline: none; }}
QTabBar::tab {{
    background: {c.panel}; color: {c.ink}; border: {m.space(2)}px solid {c.line}; border-bottom: none;
    border-top-left-radius: {m.space(14)}px; border-top-right-radius: {m.space(14)}px;
    min-height: {m.target_px}px; padding: {m.space(4)}px {m.space(24)}px; margin-right: {m.space(6)}px;
}}
QTabBar::tab:hover {{ border-color: {c.accent}; }}
QTabBar::tab:selected {{ background: {c.accent}; color: {c.on_accent}; border-color: {c.accent}; }}
QTabBar::tab:disabled {{ color: {c.disabled_ink}; border-style: dashed; }}
"""


def _scroll_bars(c: Scheme, m: Measures) -> str:
    width, gap = max(24, m.space(28)), m.space(4)
    return f"""
QAbstractScrollArea::corner {{ background: {c.panel}; }}
QScrollBar {{ background: {c.panel}; border: none; margin: 0; }}
QScrollBar:vertical {{ width: {width}px; }}
QScrollBar:horizontal {{ height: {width}px; }}
QScrollBar::handle {{ background: {c.line}; border-radius: {(width - 2 * gap) // 2}px; margin: {gap}px; }}
QScrollBar::handle:vertical {{ min-height: {m.space(64)}px; }}
QScrollBar::handle:horizontal {{ min-width: {m.space(64)}px; }}
QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: {c.accent}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; border: none; background: none; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
"""
