"""Colour schemes and the arithmetic of contrast. Pure: no Qt, no files.

Relative luminance and contrast ratio follow WCAG 2.2, "Terms: relative luminance" and "contrast ratio"
(https://www.w3.org/TR/WCAG22/#dfn-relative-luminance, #dfn-contrast-ratio).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields

from reader.errors import StorageError

TEXT_RATIO = 7.0
"""Least contrast of text on its ground: WCAG 2.2 criterion 1.4.6 (AAA)."""

SHAPE_RATIO = 3.0
"""Least contrast of lines, focus and disabled things on what they lie on: WCAG 2.2 criterion 1.4.11."""

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")


def relative_luminance(colour: str) -> float:
    """Return the relative luminance of ``#RRGGBB``: 0.0 for black to 1.0 for white.

    Raises ``ValueError`` for anything but ``#`` and six hexadecimal digits.
    """
    if not _HEX.fullmatch(colour):
        raise ValueError(f"not a colour: {colour!r}")
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    # 0.04045 is the value of sRGB itself (IEC 61966-2-1), which WCAG 2.2 took over from its older 0.03928.
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def contrast_ratio(one: str, other: str) -> float:
    """Return the contrast of two ``#RRGGBB`` colours: 1.0 (the same) to 21.0 (black, white), in any order."""
    darker, lighter = sorted((relative_luminance(one), relative_luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@dataclass(frozen=True, slots=True)
class Scheme:
    """One colour scheme: every role is a colour ``#RRGGBB``.

    ``on_x`` is what is written on the ground ``x``. ``sounding`` is the ground of the sentence being read
    aloud and always comes with a line of ``sounding_underline`` below it, so that it never differs by colour
    alone; ``character`` is the ground of the character being read. ``line`` is for borders and handles.
    ``focus_inner`` and ``focus_outer`` are the two tones of the focus ring: the inner one parts it from an
    accent button, the outer one from the page.
    """

    key: str
    name: str
    paper: str
    panel: str
    bar: str
    ink: str
    soft_ink: str
    disabled_ink: str
    line: str
    link: str
    accent: str
    on_accent: str
    sounding: str
    on_sounding: str
    sounding_underline: str
    character: str
    on_character: str
    selection: str
    on_selection: str
    hit: str
    on_hit: str
    current_hit: str
    on_current_hit: str
    caption_paper: str
    caption_ink: str
    caption_character: str
    on_caption_character: str
    focus_inner: str
    focus_outer: str

    @property
    def is_dark(self) -> bool:
        """Say whether light text stands on a dark page."""
        return relative_luminance(self.paper) < relative_luminance(self.ink)

    def colour(self, role: str) -> str:
        """Return the colour of a role by its name; raises ``KeyError`` for a name that is no role."""
        if role not in ROLES:
            raise KeyError(role)
        return str(getattr(self, role))


ROLES: tuple[str, ...] = tuple(field.name for field in fields(Scheme) if field.name not in ("key", "name"))
"""The names of all roles."""

_GROUNDS = ("paper", "panel", "bar")

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((text, ground) for text in ("ink", "soft_ink", "link", "accent") for ground in _GROUNDS),
    *(
        (f"on_{ground}", ground)
        for ground in ("accent", "sounding", "character", "selection", "hit", "current_hit")
    ),
    ("link", "sounding"),
    ("link", "hit"),
    ("caption_ink", "caption_paper"),
    ("on_caption_character", "caption_character"),
)
"""(text role, ground role): what is written on what."""

SHAPE_PAIRS: tuple[tuple[str, str], ...] = (
    *((shape, ground) for shape in ("line", "disabled_ink", "sounding_underline") for ground in _GROUNDS),
    ("sounding_underline", "sounding"),
    ("character", "paper"),
    ("character", "sounding"),
    ("selection", "paper"),
    ("current_hit", "paper"),
    ("current_hit", "hit"),
    ("caption_character", "caption_paper"),
    *(("focus_outer", ground) for ground in _GROUNDS),
    ("focus_inner", "accent"),
    ("focus_inner", "focus_outer"),
)
"""(shape role, ground role): what has to be seen on what."""

FOCUS_GROUNDS: tuple[str, ...] = (*_GROUNDS, "accent", "sounding", "selection", "caption_paper", "line")
"""What the focus ring can lie on; on each of them at least one of its two tones has to be seen."""


@dataclass(frozen=True, slots=True)
class Measure:
    """The contrast of one pair of roles in one scheme, and the least it has to be."""

    upper: str
    ground: str
    ratio: float
    least: float

    @property
    def is_enough(self) -> bool:
        """Say whether the pair can be told apart well enough."""
        return self.ratio >= self.least


def measure(scheme: Scheme) -> tuple[Measure, ...]:
    """Measure every pair of roles that meet on the screen."""

    def ratio(one: str, other: str) -> float:
        return contrast_ratio(scheme.colour(one), scheme.colour(other))

    return (
        *(Measure(text, ground, ratio(text, ground), TEXT_RATIO) for text, ground in TEXT_PAIRS),
        *(Measure(shape, ground, ratio(shape, ground), SHAPE_RATIO) for shape, ground in SHAPE_PAIRS),
        *(
            Measure(
                "focus", ground, max(ratio("focus_inner", ground), ratio("focus_outer", ground)), SHAPE_RATIO
            )
            for ground in FOCUS_GROUNDS
        ),
    )


def parse_scheme(key: str, data: Mapping[str, object]) -> Scheme:
    """Build a scheme from its file: ``name``, ``[palette]`` (colours), ``[roles]`` (names of the palette).

    Raises ``StorageError`` that names the scheme and what is wrong with it.
    """
    name = data.get("name")
    if not isinstance(name, str) or not name:
        raise _fault(key, "没有名称")
    palette = _strings(key, data, "palette")
    for shade, colour in palette.items():
        if not _HEX.fullmatch(colour):
            raise _fault(key, f"颜色 {shade} 写成了 {colour}，应当是 # 和六位十六进制数")
    roles = _strings(key, data, "roles")
    if missing := [role for role in ROLES if role not in roles]:
        raise _fault(key, f"缺少 {'、'.join(missing)}")
    if unknown := [role for role in roles if role not in ROLES]:
        raise _fault(key, f"多了 {'、'.join(unknown)}")
    for role, shade in roles.items():
        if shade not in palette:
            raise _fault(key, f"{role} 用的颜色 {shade} 不在色板里")
    return Scheme(key=key, name=name, **{role: palette[shade].upper() for role, shade in roles.items()})


def _strings(key: str, data: Mapping[str, object], table: str) -> dict[str, str]:
    values = data.get(table)
    if not isinstance(values, Mapping) or not all(isinstance(value, str) for value in values.values()):
        raise _fault(key, f"没有写好 {table} 这一节")
    return {str(name): str(value) for name, value in values.items()}


def _fault(key: str, problem: str) -> StorageError:
    return StorageError(f"配色「{key}」：{problem}。请改好这个文件，或者重新安装本程序。")
