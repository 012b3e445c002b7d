"""``open`` and ``tour``: the commands that need the window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from reader.errors import ReaderError
from reader.paths import UserFolders
from reader.settings.wishes import parse_wishes
from reader.tools import all_options


def open_window(folders: UserFolders, source: Path, wishes: Sequence[str], *, debug: bool) -> int:
    """Open the window with the report at ``source``, set as ``wishes`` say; gives the exit status once it is closed.

    Raises ``UsageError`` for a wish that cannot be.
    """
    wanted = parse_wishes(wishes, all_options())
    with _needing_qt():
        from reader import app
    return app.open_window(folders, source, wanted, debug=debug)


def take_tour(folders: UserFolders, source: Path, out: Path) -> int:
    """Walk through the window's abilities offscreen and leave pictures and sound in ``out``."""
    with _needing_qt():
        from reader import tour
    return tour.take_tour(folders, source, out)


@contextmanager
def _needing_qt() -> Iterator[None]:
    """Tell what is missing when Qt cannot be loaded: a package of Python's, or a library of the system's."""
    try:
        yield
    except ImportError as error:
        raise ReaderError(
            f"窗口打不开，缺了部件（{error}）。请在程序的文件夹里运行 make setup 补上。"
            "查找、录音等命令不用窗口，照样能用：qibao-reader --help。"
        ) from error
