"""What can go wrong, as one tree::

    ReaderError                 anything a resident or staff member is told about; str() is plain Chinese
    ├── UsageError              the command was used wrongly (exit status 2)
    ├── SourceError             a report file cannot be read (missing, empty, not UTF-8 …)
    │   └── ParseError          … or does not follow the conventions of a report; names the line
    ├── CorrectionsError        a row of a corrections file does not match its report
    ├── VoiceError              no voice can be loaded, or it failed
    ├── SoundError              no sound device can be opened, or it was lost
    ├── LexiconError            a row of a pronunciation file is wrong
    ├── SearchIndexError        the search index cannot be built or read
    └── StorageError            a file of the user's cannot be written or read

Every message names the thing and the cure.
"""

from __future__ import annotations


class ReaderError(Exception):
    """Something a person is told about. ``str(error)`` is a plain Chinese sentence that names the thing and the cure."""


class UsageError(ReaderError):
    """The command was used wrongly."""


class SourceError(ReaderError):
    """A report file cannot be read."""


class ParseError(SourceError):
    """A report does not follow the conventions of such reports. ``line`` counts from 1."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(f"第 {line} 行：{problem}")
        self.line = line


class CorrectionsError(ReaderError):
    """A row of a corrections file does not match its report."""


class VoiceError(ReaderError):
    """No voice can be loaded, or the voice failed."""


class SoundError(ReaderError):
    """No sound device can be opened, or it was lost."""


class LexiconError(ReaderError):
    """A row of a pronunciation file is wrong."""


class SearchIndexError(ReaderError):
    """The search index cannot be built or read."""


class StorageError(ReaderError):
    """A file of the user's cannot be written or read."""
