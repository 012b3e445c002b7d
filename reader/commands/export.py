"""``export``: the report, or a piece of it, as sound files with captions."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from reader.commands.output import print_json, tell
from reader.commands.voice import load_composer
from reader.core.report import Report
from reader.errors import StorageError, UsageError, VoiceError
from reader.paths import UserFolders, resources
from reader.source import load_report
from reader.speech.engines import load_voice
from reader.speech.recordings.export import Captions, Exported, Order, Work, estimate_seconds, export
from reader.speech.recordings.scopes import Scope, list_scopes
from reader.speech.recordings.sound_file import Format
from reader.speech.recordings.subtitles import Cutting

_INTERRUPTED = 130


@dataclass(frozen=True)
class Wanted:
    """What the command line asks for."""

    scope: str | None
    out: Path | None
    sound: Format
    captions: tuple[Captions, ...]
    speed_cpm: int
    is_one_file: bool
    is_json: bool


def print_scopes(source: Path, speed_cpm: int, is_json: bool) -> int:
    """Print what can be recorded: its number for ``--scope``, its name, and about how long it takes to hear."""
    scopes = list_scopes(load_report(source))
    if is_json:
        print_json([_row(scope, speed_cpm) for scope in scopes])
    else:
        width = max(len(scope.key) for scope in scopes)
        for scope in scopes:
            indent = "  " * scope.level
            print(f"{scope.key:<{width}}  {indent}{scope.name}（约 {_minutes(scope, speed_cpm)} 分钟）")
    return 0


def save_export(folders: UserFolders, source: Path, wanted: Wanted) -> int:
    """Make the files; gives the exit status.

    Raises ``UsageError`` for a scope that is not there or where folder or scope are missing, ``VoiceError`` and
    ``StorageError`` as :func:`reader.speech.recordings.export.export` does.
    """
    if wanted.scope is None or wanted.out is None:
        raise UsageError("请写上录哪些（--scope）和存到哪个文件夹（--out）。有哪些可以录：export --list")
    report = load_report(source)
    scope = _find(report, wanted.scope)
    if wanted.is_one_file:
        scope = scope.joined()
    engine, problem = load_voice()
    made_folder = _make_folder(wanted.out)
    exported: Exported | None = None
    try:
        if problem is not None:
            raise VoiceError(problem)
        order = Order(scope, wanted.out, wanted.sound, wanted.captions, wanted.speed_cpm)
        composer = load_composer(folders)
        with _stopping() as stop, _progress_line() as show:
            exported = export(report, order, composer, engine, Work(show, stop.is_set, _cutting()))
    finally:
        engine.close()
        if exported is None and made_folder:
            _remove_empty(wanted.out)
    if exported is None:
        return _INTERRUPTED
    _tell_result(exported, wanted)
    return 0


def _cutting() -> Cutting:
    """Cut captions as the window does. None of this loads Qt; the words are read once."""
    from reader.ui.captions.subtitle_cuts import cut_between_words
    from reader.ui.captions.tables import CaptionTables

    return cut_between_words(CaptionTables(resources()).words.borders)


def _find(report: Report, key: str) -> Scope:
    for scope in list_scopes(report):
        if scope.key == key:
            return scope
    raise UsageError(f"没有“{key}”这一部分。有哪些可以录：export --list")


def _tell_result(exported: Exported, wanted: Wanted) -> None:
    if wanted.is_json:
        print_json(
            {
                "scope": wanted.scope,
                "place": str(exported.place),
                "files": [str(file) for file in exported.files],
                "captions": exported.cues,
                "seconds": round(exported.seconds, 3),
            }
        )
        return
    minutes, seconds = divmod(round(exported.seconds), 60)
    print(f"存好了：{exported.place}，一共 {len(exported.files)} 个文件，能听 {minutes} 分 {seconds} 秒。")
    for file in exported.files:
        print(f"  {file.name}")


def _row(scope: Scope, speed_cpm: int) -> dict[str, object]:
    return {
        "scope": scope.key,
        "name": scope.name,
        "level": scope.level,
        "characters": scope.length,
        "minutes": _minutes(scope, speed_cpm),
        "recordings": [section.name for section in scope.sections],
    }


def _minutes(scope: Scope, speed_cpm: int) -> int:
    return max(1, round(estimate_seconds(scope, speed_cpm) / 60))


def _make_folder(folder: Path) -> bool:
    """Make the folder; ``False`` where it is there already."""
    try:
        if folder.is_dir():
            return False
        folder.mkdir(parents=True)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise StorageError(f"建不了文件夹 {folder}：{reason}。请换一个地方，或者换一个名字。") from error
    return True


def _remove_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:
        tell(f"文件夹 {folder} 是空的，但是删不掉。")


@contextmanager
def _stopping() -> Iterator[threading.Event]:
    """Turn Ctrl+C, and the system's wish to end the program, into an event: what was begun is then cleared away.

    An exception could come in the middle of anything, in the voice's own callback for one.
    """
    stop = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stop  # only the main thread hears of signals
        return

    def end(*_: object) -> None:
        if stop.is_set():  # asked twice: whoever asks does not want to wait for a voice that hangs
            raise KeyboardInterrupt
        stop.set()

    before = {number: signal.signal(number, end) for number in _ENDING}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


_ENDING = (signal.SIGINT, signal.SIGTERM)


class _ProgressLine:
    """One line on a terminal that is written over and over; nothing where stderr is no terminal."""

    def __init__(self) -> None:
        self._is_shown = sys.stderr is not None and sys.stderr.isatty()
        self._shown = ""

    def __call__(self, share: float, words: str) -> None:
        line = f"{round(share * 100):3} %  {words}"
        if self._is_shown and line != self._shown:
            self._shown = line
            self._write(f"\r\033[K{line}")

    def clear(self) -> None:
        if self._shown:
            self._write("\r\033[K")

    def _write(self, text: str) -> None:
        try:
            sys.stderr.write(text)
            sys.stderr.flush()
        except OSError:  # the terminal is gone: the recording is not
            self._is_shown = False


@contextmanager
def _progress_line() -> Iterator[_ProgressLine]:
    line = _ProgressLine()
    try:
        yield line
    finally:
        line.clear()
