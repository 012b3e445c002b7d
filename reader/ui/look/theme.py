"""How the whole program looks: a colour scheme, an interface size and a font, put on it at once."""

from __future__ import annotations

import logging
import math
import tomllib
import zlib
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from reader.core.colour import Scheme, parse_scheme
from reader.errors import StorageError
from reader.ui.look.focus_ring import FocusRing, RingLook
from reader.ui.look.style_sheet import Measures, glyph_sources, style_sheet
from reader.ui.look.wardrobe import Wardrobe

_log = logging.getLogger(__name__)

DEFAULT_FAMILY = "Qibao Sans SC"
"""The family bundled with the program."""

# What to fall back on where the bundled font did not load: these have the Chinese, not Japanese, forms.
_FALLBACK_FAMILIES = ("Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "WenQuanYi Micro Hei")

MIN_SCALE, MAX_SCALE = 0.5, 3.0
"""Least and greatest interface size."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A scheme at an interface size. ``scale`` 1.0 is 1920 × 1080 at 100 %; it is held within 0.5 and 3.0."""

    scheme: Scheme
    scale: float = 1.0
    font_family: str = DEFAULT_FAMILY

    def __post_init__(self) -> None:
        """Hold the scale within its bounds; one that is no number counts as 1.0."""
        # A scale comes from a settings file or a screen: hold it in bounds rather than refuse to start.
        scale = self.scale if math.isfinite(self.scale) else 1.0
        object.__setattr__(self, "scale", min(max(scale, MIN_SCALE), MAX_SCALE))

    def px(self, design_px: float) -> int:
        """Return the pixels of something that grows with the type: letters, icons, handles."""
        return max(1, round(design_px * self.scale))

    def space(self, design_px: float) -> int:
        """Return the pixels of air, borders and corners: above 100 % they grow with the square root only.

        At 300 % on 1366 × 768 the room belongs to the words.
        """
        return max(1, round(design_px * (math.sqrt(self.scale) if self.scale > 1 else self.scale)))

    @property
    def small_px(self) -> int:
        """The type size of state words and notes."""
        return self.px(20)

    @property
    def label_px(self) -> int:
        """The type size of labels and buttons; the application's font."""
        return self.px(24)

    @property
    def title_px(self) -> int:
        """The type size of titles and of the main button."""
        return self.px(32)

    def font(self, size_px: int | None = None, is_bold: bool = False) -> QFont:
        """Return the theme's font, ``size_px`` pixels high (labels by default)."""
        font = QFont([self.font_family, *_FALLBACK_FAMILIES])
        font.setPixelSize(size_px or self.label_px)
        font.setBold(is_bold)
        return font


def load_schemes(folder: Path, problems: list[str] | None = None) -> dict[str, Scheme]:
    """Read every ``*.toml`` of a folder as a scheme, by file name, in the ``order`` that the files give.

    Raises ``StorageError`` if the folder holds none, or a file cannot be read or is wrong; with ``problems``, such a file
    is passed over, and what is wrong with it is put there, as long as one is sound.
    """
    ordered: list[tuple[int, Scheme]] = []
    found: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            ordered.append(_load_scheme(path))
        except StorageError as error:
            if problems is None:
                raise
            found.append(str(error))
    if not ordered:
        raise StorageError(found[0] if found else f"文件夹 {folder} 里没有配色文件。请重新安装本程序。")
    if problems is not None:
        problems.extend(found)
    return {scheme.key: scheme for _, scheme in sorted(ordered, key=lambda entry: entry[0])}


def _load_scheme(path: Path) -> tuple[int, Scheme]:
    """Give the scheme of a file, with its place among them."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise StorageError(f"配色文件 {path.name} 读不了：{error}。请重新安装本程序。") from error
    order = data.get("order")
    if not isinstance(order, int):
        raise StorageError(f"配色文件 {path.name} 没有写排第几（order）。请补上，或者重新安装本程序。")
    return order, parse_scheme(path.stem, data)


def apply(app: QApplication, theme: Theme, glyph_folder: Path) -> None:
    """Put a theme on the application: style, palette, font, style sheet and focus ring.

    Call it again for another theme.

    ``glyph_folder`` is where the small marks of check boxes and trees may be written; it need not exist.
    Widgets state what they are by the dynamic property ``role``; see :mod:`reader.ui.look.style_sheet`.
    """
    ring = app.findChild(FocusRing)
    if ring is None:
        app.setStyle("Fusion")
        ring = FocusRing(app)
    app.setPalette(palette(theme.scheme))
    if app.font() != theme.font():  # even the same font would have everything laid out anew
        app.setFont(theme.font())
    sheet = style_sheet(theme.scheme, _measures(theme), _write_glyphs(theme.scheme, glyph_folder))
    wardrobe = app.findChild(Wardrobe) or Wardrobe(app)
    wardrobe.put_on(sheet, (theme.scale, theme.font_family))
    ring.restyle(
        RingLook(
            theme.scheme.focus_inner,
            theme.scheme.focus_outer,
            tone_px=theme.space(3),
            radius_px=theme.space(14),
        )
    )


def palette(scheme: Scheme) -> QPalette:
    """Return the palette of a scheme, with every colour role set in every colour group."""
    role = QPalette.ColorRole
    ordinary = {
        role.Window: scheme.paper,
        role.WindowText: scheme.ink,
        role.Base: scheme.paper,
        role.AlternateBase: scheme.panel,
        role.Text: scheme.ink,
        role.PlaceholderText: scheme.soft_ink,
        role.Button: scheme.bar,
        role.ButtonText: scheme.ink,
        role.BrightText: scheme.on_accent,
        role.Link: scheme.link,
        role.LinkVisited: scheme.link,
        role.Highlight: scheme.selection,
        role.HighlightedText: scheme.on_selection,
        role.Accent: scheme.accent,
        role.ToolTipBase: scheme.bar,
        role.ToolTipText: scheme.ink,
        role.Light: scheme.bar,
        role.Midlight: scheme.panel,
        role.Mid: scheme.line,
        role.Dark: scheme.line,
        role.Shadow: scheme.ink,
    }
    written = (role.WindowText, role.Text, role.PlaceholderText, role.ButtonText, role.Link, role.LinkVisited)
    disabled = {
        **dict.fromkeys(written, scheme.disabled_ink),
        role.Highlight: scheme.panel,
        role.HighlightedText: scheme.disabled_ink,
        role.Accent: scheme.disabled_ink,
    }
    made = QPalette()
    for colour_role, colour in ordinary.items():
        # The same in an inactive window: a selection must not fade when a popup opens.
        made.setColor(QPalette.ColorGroup.All, colour_role, QColor(colour))
    for colour_role, colour in disabled.items():
        made.setColor(QPalette.ColorGroup.Disabled, colour_role, QColor(colour))
    return made


def _measures(theme: Theme) -> Measures:
    return Measures(
        px=theme.px,
        space=theme.space,
        small_px=theme.small_px,
        label_px=theme.label_px,
        title_px=theme.title_px,
    )


def _write_glyphs(scheme: Scheme, folder: Path) -> dict[str, str]:
    """Write the tinted marks that style sheets can only name as files; they are kept for the next start."""
    paths: dict[str, str] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, source in glyph_sources(scheme).items():
            # Named by what is in it: the marks of another version of the program are never taken for these.
            path = folder / f"{name}-{zlib.crc32(source.encode()):08x}.svg"
            # A disk that filled up may have left half of one.
            if not path.exists() or path.stat().st_size != len(source.encode()):
                path.write_text(source, encoding="utf-8")
            paths[name] = path.as_posix()
    except OSError as error:
        # Boxes still fill when ticked; only the marks in them are missing.
        _log.warning("the marks of the style sheet cannot be written: %s", error)
        return {}
    return paths
