"""How the resident wants the report's text set: the options of :class:`reader.tools.comfort.ComfortTool`, as one value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from reader.settings.store import Settings


class Pinyin(Enum):
    """Above which characters of the page pinyin stands."""

    NONE = "none"
    RARE = "rare"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class TextComfort:
    """Type, spacing, width and pinyin of the report's text; as it is at first where nothing is given.

    ``heading_font`` is ``hei``, ``song`` or ``kai``, ``body_font`` ``hei`` or ``song``. ``line_percent`` is from one base line
    to the next, in hundredths of an em; ``letter_percent`` what stands between two characters, in hundredths of their width;
    ``paragraph_percent`` the air between paragraphs, in hundredths of half a line.
    """

    heading_font: str = "hei"
    body_font: str = "hei"
    line_percent: int = 175
    letter_percent: int = 0
    paragraph_percent: int = 100
    most_characters: int = 40
    pinyin: Pinyin = Pinyin.NONE

    @classmethod
    def of(cls, settings: Settings) -> TextComfort:
        """Read what is in force."""
        return cls(
            settings.text("heading_font"),
            settings.text("body_font"),
            settings.number("line_spacing"),
            settings.number("letter_spacing"),
            settings.number("paragraph_spacing"),
            settings.number("page_width"),
            Pinyin(settings.text("page_pinyin")),
        )
