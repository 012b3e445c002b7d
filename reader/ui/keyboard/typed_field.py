"""What the screen keyboard does to the field it writes into."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QLineEdit

from reader.search.result import Candidate
from reader.ui.keyboard.key_plan import spoken

_PINYIN = re.compile(r"[A-Za-zÜü]+(?:[ '’][A-Za-zÜü]+)*['’ ]?$")
_HANZI = re.compile(r"[\u3400-\u9fff]{1,8}$")


class TypedField:
    """A ``QLineEdit`` seen from its cursor: the pinyin before it, the hanzi before it, and what changes them."""

    def __init__(self, field: QLineEdit) -> None:
        self.field = field

    @property
    def pinyin(self) -> str:
        """The letters before the cursor that can still become hanzi, with the breaks between them; empty without any."""
        found = _PINYIN.search(self._before())
        return found[0] if found else ""

    @property
    def hanzi(self) -> str:
        """The last few hanzi before the cursor; empty where something else stands."""
        found = _HANZI.search(self._before())
        return found[0] if found else ""

    def write(self, text: str) -> None:
        """Write ``text`` at the cursor."""
        self.field.insert(text)

    def delete(self) -> str:
        """Delete what is selected, or the character before the cursor, and say what that was; empty if nothing."""
        gone = self.field.selectedText() or self._before()[-1:]
        self.field.backspace()
        return spoken(gone) if len(gone) == 1 else gone

    def empty(self) -> bool:
        """Take everything away; say whether there was anything."""
        had_text = bool(self.field.text())
        # Not clear(): what was emptied by a slip can be brought back with Ctrl+Z.
        self.field.selectAll()
        self.field.del_()
        return had_text

    def choose(self, candidate: Candidate) -> None:
        """Put a word in the place of the letters it stands for; further letters stay to be turned next."""
        field, pinyin = self.field, self.pinyin
        if candidate.used:
            used = _length_of(pinyin, candidate.used)
            field.setSelection(field.cursorPosition() - len(pinyin), used)
        else:
            used = len(pinyin)
        field.insert(candidate.text)
        field.setCursorPosition(field.cursorPosition() + len(pinyin) - used)

    def _before(self) -> str:
        # Qt counts UTF-16 units: an emoji typed before the cursor is two of them.
        units = self.field.text().encode("utf-16-le", "surrogatepass")[: 2 * self.field.cursorPosition()]
        return units.decode("utf-16-le", "ignore")


def _length_of(pinyin: str, letters: int) -> int:
    """Count the characters of the first ``letters`` letters of ``pinyin``, with the separators after them."""
    seen = 0
    for at, character in enumerate(pinyin):
        if character.isalpha():
            if seen == letters:
                return at
            seen += 1
    return len(pinyin)
