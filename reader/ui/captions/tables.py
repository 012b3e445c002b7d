"""The tables of the captions, read when they are first needed: traditional hanzi, and the words no line should cut."""

from __future__ import annotations

import logging
from functools import cached_property
from pathlib import Path

from reader.core.traditional import Traditional
from reader.core.word_borders import WordList
from reader.errors import StorageError

_log = logging.getLogger(__name__)


class CaptionTables:
    """The tables in ``folder``, the folder of ``resources``. Reading both takes some milliseconds, once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.problem = ""
        """What is wrong with the table of traditional hanzi, in plain Chinese, once it was asked for."""

    @cached_property
    def traditional(self) -> Traditional | None:
        """The table of traditional hanzi; ``None`` when it cannot be read, and :attr:`problem` says why."""
        path = self._folder / "captions" / "traditional.txt"
        try:
            return Traditional.parse(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, StorageError) as error:
            _log.warning("no traditional hanzi: %s", error)
            self.problem = f"繁体字表 {path.name} 读不了，字幕先用简体。请重新安装本程序。"
            return None

    @cached_property
    def words(self) -> WordList:
        """The words; without their table a long clause is broken between any two hanzi."""
        try:
            return WordList((self._folder / "search" / "words.tsv").read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            _log.warning("no words: %s", error)
            return WordList()
