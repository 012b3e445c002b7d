"""Where a resident was when a search began: the page, the caret, and what was being read."""

from __future__ import annotations

from dataclasses import dataclass

from reader.core.span import Span
from reader.ui.page.place import Place
from reader.ui.page.quiet_caret import quiet_caret
from reader.ui.page.reading_page import ReadingPage
from reader.ui.player.narrator import Bookmark, Narrator


@dataclass(frozen=True, slots=True)
class OriginalPlace:
    """The place that 返回原位置 leads back to."""

    standing: Place
    caret: tuple[int, int]
    is_following: bool
    reading: Bookmark

    @classmethod
    def leave(cls, page: ReadingPage, narrator: Narrator) -> OriginalPlace:
        """Note where things stand, and let the voice rest: nobody looks for one thing and listens to another."""
        is_following, standing = page.is_following, page.standing()
        return cls(standing, page.caret_place(), is_following, narrator.rest())

    def return_to(self, page: ReadingPage, narrator: Narrator) -> None:
        """Have everything as it was; what was being read is read on, at the very syllable."""
        narrator.return_to(self.reading)
        block, offset = self.caret
        with quiet_caret(page):
            page.setTextCursor(page.paper.cursor(Span(block, offset, offset)))
        page.caret_set.emit()
        page.set_following(self.is_following)
        page.stand_at(self.standing)
