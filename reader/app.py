"""The composition root: makes the services, hands them to the window, and ends them.

What the first picture does not need starts after it: the voice, the search index, the first sentence spoken.
"""

from __future__ import annotations

import contextlib
import ctypes
import logging
import os
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QLibraryInfo,
    QLockFile,
    QMessageLogContext,
    QtMsgType,
    QTranslator,
    qInstallMessageHandler,
)
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QMessageBox

from reader import paths
from reader.errors import ReaderError
from reader.paths import UserFolders
from reader.search.finder import Finder
from reader.settings.option import Value
from reader.settings.store import Settings
from reader.settings.wishes import take_wishes
from reader.source import load_report
from reader.speech.engine import Engine
from reader.speech.engines.shelf import VoiceShelf
from reader.speech.late_composer import LateComposer
from reader.speech.pinyin.own_lexicon import OwnLexicon
from reader.speech.playback.device import settle_latency
from reader.speech.playback.sampler import Sampler
from reader.speech.playback.sound import DeviceSink
from reader.speech.player import Player
from reader.tools import all_options
from reader.tools.colours import CUSTOM
from reader.ui.access import accessible
from reader.ui.access.screen_reader import is_screen_reader_running
from reader.ui.captions.subtitle_cuts import cut_between_words
from reader.ui.captions.tables import CaptionTables
from reader.ui.controls.errands import Errands
from reader.ui.look.icons import Icons
from reader.ui.look.theme import DEFAULT_FAMILY, load_schemes
from reader.ui.search.runner import SearchRunner
from reader.ui.sound.export_runner import ExportRunner
from reader.ui.sound.speech_services import SpeechServices
from reader.ui.window.parts import Services
from reader.ui.window.window import Window

if TYPE_CHECKING:
    from reader.core.colour import Scheme
    from reader.core.report import Report
    from reader.speech.composer import Composer

_log = logging.getLogger(__name__)

_TROUBLE_PX = 28
"""Letters of a message that stands alone, before the window's own sizes are there."""

_GREETING = "按空格键，或者点「朗读」，就开始读。"


@dataclass(frozen=True)
class Program:
    """A running program: the window and what it stands on. :meth:`close` ends every thread."""

    window: Window
    player: Player
    runner: SearchRunner
    speech: SpeechServices

    def close(self) -> None:
        """End everything; the window keeps the place when it closes."""
        self.window.close()
        self.speech.errands.close()
        self.speech.sampler.stop()
        self.speech.recorder.close()
        self.runner.close()
        self.player.close()


def open_window(folders: UserFolders, source: Path, wishes: Mapping[str, Value], *, debug: bool) -> int:
    """Open the window, set as ``wishes`` say, and stay until it is closed.

    Gives the exit status; troubles are told on the screen too.
    """
    if problem := find_display_problem():
        print(problem, file=sys.stderr)
        return 1
    app = make_application()
    sys.excepthook = _log_uncaught
    try:
        lock = take_lock(folders)
        program = make_program(folders, source, wishes)
    except ReaderError as error:
        _log.error("%s", error)
        print(error, file=sys.stderr)
        show_trouble(app, str(error))
        return 1
    del debug  # logging was set up by the command line
    program.window.showMaximized()
    status = app.exec()
    program.close()
    lock.unlock()
    return status


def make_application() -> QApplication:
    """Make the QApplication, with fonts, accessibility and Qt's warnings in the log."""
    qInstallMessageHandler(_log_qt)
    accessible.install()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("qibao-reader")
    app.setApplicationDisplayName("七宝读报")
    app.setDesktopFileName("qibao-reader")
    load_fonts()
    load_qt_words(app)
    return app


def show_trouble(app: QApplication, text: str) -> None:
    """Show why the window does not open, in letters as large as the window's own."""
    if app.platformName() == "offscreen":  # nobody could close it there
        return
    font = QFont(DEFAULT_FAMILY)
    font.setPixelSize(_TROUBLE_PX)
    app.setFont(font)
    QMessageBox.critical(None, "七宝读报", text)


def load_qt_words(app: QApplication) -> None:
    """Put Qt's own words (the menus of text fields, the buttons of message boxes) into Chinese."""
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    else:
        _log.warning("Qt's Chinese words are missing")


def load_fonts() -> None:
    """Register the fonts that ship; a missing one is logged, and the system's Chinese font stands in."""
    for path in sorted((paths.resources() / "fonts").glob("*.otf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            _log.warning("font %s cannot be loaded", path.name)


def make_composer(folders: UserFolders | None = None) -> LateComposer:
    """Give the composer with the lexicon that ships and, of ``folders``, the centre's own; it loads when first asked."""
    own = None if folders is None else paths.own_lexicon(folders)

    def load() -> Composer:
        from reader.speech.composer import Composer

        return Composer.load(paths.resources() / "speech", own)

    return LateComposer(load)


def make_speech(folders: UserFolders, settings: Settings, report: Report) -> SpeechServices:
    """Build what reads aloud. Nothing is loaded yet: the window comes first."""
    settle_latency()
    composer = make_composer(folders)
    player = Player(composer, None, DeviceSink, settings.number("speed"), settings.number("volume"))
    shelf = VoiceShelf(paths.voice_folders(folders), folders.cache)
    tables = CaptionTables(paths.resources())

    def load_voice() -> Engine:
        """Give a recording a voice of its own, to be closed after it."""
        return shelf.load_or_best(settings.text("engine"), settings.number("pitch"))[0]

    # The words are read when the first caption is cut, on the recorder's thread.
    recorder = ExportRunner(
        report, composer, load_voice, cut_between_words(lambda text: tables.words.borders(text))
    )
    own = OwnLexicon(paths.own_lexicon(folders))
    return SpeechServices(player, composer, shelf, own, Sampler(DeviceSink), recorder, Errands())


def make_program(
    folders: UserFolders,
    source: Path,
    wishes: Mapping[str, Value] | None = None,
    *,
    is_first_sentence_spoken: bool = True,
) -> Program:
    """Build the program for a report, set as ``wishes`` say. Raises :class:`ReaderError` when it cannot be read."""
    report = load_report(source)
    settings = Settings(all_options(), folders.config / "settings.json")
    take_wishes(settings, wishes or {})
    speech = make_speech(folders, settings, report)
    index = paths.shipped_index(source)
    runner = SearchRunner(Finder(report, folders.cache, paths.resources(), read_only_index=index))
    schemes = load_whole_schemes(paths.resources() / "schemes", settings)
    icons = Icons(paths.resources() / "icons")
    window = Window(Services(report, settings, speech, runner, schemes, icons, folders.cache / "glyphs"))
    window.narrator.set_place(settings.number("place"), settings.number("place_offset"))
    voices = window.sound_pages.voice_desk
    if is_first_sentence_spoken:
        voices.loaded.connect(lambda: _greet(window))
    if settings.notices:  # not before there is a voice to say them
        voices.loaded.connect(lambda: window.notice.show_notice("".join(settings.notices)))
    voices.loaded.connect(window.sound_pages.pronunciation_desk.check)
    window.painted.connect(lambda: _log.info("first picture painted"))
    window.painted.connect(is_screen_reader_running)  # asks early: the greeting wants to know
    window.painted.connect(speech.player.warm_up)
    window.painted.connect(voices.load)
    window.painted.connect(runner.open)
    return Program(window, speech.player, runner, speech)


def _greet(window: Window) -> None:
    """Say how to begin, unless somebody knew and has begun."""
    if not window.narrator.is_playing:
        window.stage.announce(_GREETING)


def load_whole_schemes(folder: Path, settings: Settings) -> dict[str, Scheme]:
    """Read the schemes; another one stands in for one whose file is lost or damaged; the settings' notices say so."""
    problems: list[str] = []
    schemes = load_schemes(folder, problems)
    for problem in problems:
        _log.warning("%s", problem)
    spare = next(iter(schemes.values()))
    for choice in settings.option("scheme").choices:
        if choice.value not in (*schemes, CUSTOM):
            schemes[str(choice.value)] = spare
            settings.notices.append(
                f"配色“{choice.label}”的文件没有了，或者坏了，先用别的颜色。请重新安装本程序，或在程序的文件夹里运行 make setup。"
            )
    return schemes


def take_lock(folders: UserFolders) -> QLockFile:
    """Make sure that this is the only copy that writes here. :class:`ReaderError` when another one is open."""
    path = folders.config / "open.lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        _log.warning("no lock: %s", error)  # a read-only home: nothing is written, so nothing can clash
        return QLockFile(str(path))
    lock = QLockFile(str(path))
    lock.setStaleLockTime(0)
    if not lock.tryLock(0) and lock.error() is QLockFile.LockError.LockFailedError:
        raise ReaderError(
            f"七宝读报已经打开了，请看任务栏，或按 Alt+Tab 找到它。要是怎么也找不到，删掉 {path} 再打开。"
        )
    return lock


def find_display_problem() -> str | None:
    """Say in plain words why no window can be shown; ``None`` when one can. (Qt would end the process.)"""
    wanted = {part.partition(":")[0] for part in os.environ.get("QT_QPA_PLATFORM", "").split(";")} - {""}
    if sys.platform != "linux" or not wanted <= {"xcb", "wayland"}:
        return None
    cure = "请在桌面里打开本程序；没有屏幕的机器可以运行：qibao-reader tour --out 文件夹"
    if wanted != {"xcb"} and _can_reach_wayland():
        return None
    if wanted == {"wayland"}:
        return f"Wayland 屏幕连不上。{cure}"
    name = os.environ.get("DISPLAY")
    if not name:
        return f"没有找到屏幕（DISPLAY 没有设）。{cure}"
    return None if _can_connect() else f"屏幕 {name} 连不上。{cure}"


def _can_reach_wayland() -> bool:
    """Knock at Wayland's socket, as Qt will: its name may outlive it, for instance after ``su``."""
    name = os.environ.get("WAYLAND_DISPLAY")
    if not name:
        return False
    with socket.socket(socket.AF_UNIX) as knock, contextlib.suppress(OSError):
        knock.connect(str(Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere")) / name))
        return True
    return False


def _can_connect() -> bool:
    """Ask X for a connection, as Qt will."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # Qt brings its own, or says what is missing
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    is_connected = not xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return is_connected


def _log_uncaught(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
    """Keep what nobody expected for whoever looks after the machine; the window goes on."""
    _log.error("unexpected", exc_info=(kind, error, traceback))


_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def _log_qt(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    logging.getLogger("reader.qt").log(_LEVELS[kind], "%s", message)
