"""Asks the installed program whether its parts are there and work: each is really used, not only looked for."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from reader.core.report import Report
from reader.errors import ReaderError
from reader.paths import UserFolders, bundled_report, resources, shipped_index
from reader.source import load_report

_log = logging.getLogger(__name__)

_REINSTALL = "请重新安装本程序，或在程序的文件夹里运行 make setup。"
_PROBE = "七宝镇。"
_SOUND_WAIT_S = 6.0
"""Longer than the sound device may take to open."""
_SOUND_PROBE_MS = 200


@dataclass(frozen=True)
class Finding:
    """The state of one part: ``detail`` says what was found; ``cure`` says what to do and is empty where all is well.

    ``is_needed`` is false for a part whose absence the program gets by without.
    """

    name: str
    is_ok: bool
    detail: str
    cure: str = ""
    is_needed: bool = True

    def to_json(self) -> dict[str, str | bool]:
        """Give what the command line prints."""
        return {"name": self.name, "ok": self.is_ok, "detail": self.detail, "cure": self.cure}


def check_all(folders: UserFolders) -> tuple[Finding, ...]:
    """Check every part. Takes a second or two; loads Qt, without a screen."""
    checks: tuple[tuple[str, Callable[[], Finding]], ...] = (
        ("报告", _check_report),
        ("朗读的声音", _check_voice),
        ("查找", lambda: _check_index(folders)),
        ("字体", lambda: _check_fonts(resources() / "fonts")),
        ("图标", lambda: _check_icons(resources() / "icons")),
        ("配色", lambda: _check_schemes(resources() / "schemes")),
        ("声音设备", _check_sound),
    )
    return tuple(_checked(name, check) for name, check in checks)


def _checked(name: str, check: Callable[[], Finding]) -> Finding:
    """Run one check; one that fails in a way of its own says so and leaves the others alone."""
    try:
        return check()
    except Exception as error:
        _log.warning("%s", name, exc_info=error)
        if isinstance(error, ReaderError):
            return Finding(name, False, "用不了", str(error))
        return Finding(name, False, f"用不了（{error!r}）", _REINSTALL)


def _check_report() -> Finding:
    report = _report()
    return Finding("报告", True, f"《{report.title}》，名词解释 {len(report.glossary)} 条")


def _report() -> Report:
    return load_report(bundled_report())


def _check_voice() -> Finding:
    from reader.speech.composer import Composer
    from reader.speech.engines import load_voice

    engine, problem = load_voice()
    try:
        if problem is not None:
            return Finding("朗读的声音", False, "没有能说普通话的声音", problem)
        composer = Composer.load(resources() / "speech")
        audio = engine.synthesise(composer.compose(_PROBE), 180)
        is_heard = any(audio.pcm) and len(audio.marks) == len(_PROBE) - 1
        info = engine.info
        detail = f"{info.name}（{info.maker or info.detail}）"
        if not is_heard or composer.problems:
            return Finding("朗读的声音", False, "；".join((detail, *composer.problems)), _REINSTALL)
        return Finding("朗读的声音", True, detail)
    finally:
        engine.close()


def _check_index(folders: UserFolders) -> Finding:
    from reader.search.finder import Finder
    from reader.search.generation import Shipped

    report = _report()
    finder = Finder(report, folders.cache, resources(), read_only_index=shipped_index())
    try:
        count, generation = finder.find(report.title).count, finder.generation
    finally:
        finder.close()
    if generation is None or not count:
        return Finding("查找", False, "连报告的标题也找不到", _REINSTALL)
    detail = f"用的是{generation.origin.value}索引"
    if generation.shipped is not Shipped.FITS:
        detail = f"{generation.shipped.value}，{detail}"
    is_whole = generation.shipped not in (Shipped.MISSING, Shipped.DAMAGED)
    # The notice, where there is one, says all this and more.
    return Finding(
        "查找", is_whole, generation.notice or detail, "" if is_whole else _REINSTALL, is_needed=False
    )


def _check_fonts(folder: Path) -> Finding:
    from PySide6.QtGui import QFontDatabase

    app = _offscreen()
    files = sorted(folder.glob("*.otf"))
    loaded = [QFontDatabase.addApplicationFont(str(path)) for path in files]
    families = {family for number in loaded for family in QFontDatabase.applicationFontFamilies(number)}
    broken = [path.name for path, number in zip(files, loaded, strict=True) if number < 0]
    del app
    if len(files) < 2 or broken:
        what = (
            f"坏了：{'、'.join(broken)}"
            if broken
            else f"文件夹 {folder} 里应有两个字体文件，现有 {len(files)} 个"
        )
        return Finding("字体", False, what, _REINSTALL)
    return Finding("字体", True, f"{'、'.join(sorted(families))}，{len(files)} 种粗细")


def _check_icons(folder: Path) -> Finding:
    from PySide6.QtSvg import QSvgRenderer

    from reader.tools import TOOLS

    app = _offscreen()
    with _quiet_libraries():
        missing = sorted(
            {tool.icon for tool in TOOLS if not QSvgRenderer(str(folder / f"{tool.icon}.svg")).isValid()}
        )
    del app
    if missing:
        return Finding("图标", False, f"缺了或坏了：{'、'.join(missing)}", _REINSTALL)
    return Finding("图标", True, f"工具条的 {len(TOOLS)} 个图标都在")


def _check_schemes(folder: Path) -> Finding:
    from reader.tools import all_options
    from reader.tools.colours import CUSTOM
    from reader.ui.look.theme import load_schemes

    schemes = load_schemes(folder)
    option = next(option for option in all_options() if option.key == "scheme")
    choices = [choice for choice in option.choices if choice.value != CUSTOM]
    if missing := [choice.label for choice in choices if choice.value not in schemes]:
        return Finding("配色", False, f"缺了：{'、'.join(missing)}", _REINSTALL)
    return Finding("配色", True, f"{len(choices)} 种配色都在")


def _offscreen() -> object:
    """Give Qt's application object, made without a screen if there is none; it must be held while Qt is used."""
    from PySide6.QtGui import QGuiApplication

    return QGuiApplication.instance() or QGuiApplication(["check", "-platform", "offscreen"])


def _check_sound() -> Finding:
    """Play a moment of silence and wait until the device has taken it."""
    from reader.speech.engine import silence
    from reader.speech.playback.sound import DeviceSink

    rate_hz = 22_050
    sink = DeviceSink(rate_hz)
    with _quiet_libraries():
        try:
            sink.tape.put(0, silence(_SOUND_PROBE_MS, rate_hz))
            sink.wake()
            end_s = time.monotonic() + _SOUND_WAIT_S
            while sink.failure is None and sink.place() is None and time.monotonic() < end_s:
                time.sleep(0.02)
            is_played = sink.failure is None and sink.place() is not None
        finally:
            sink.close()
    if not is_played:
        cure = "请插好音箱或耳机，打开声音。没有它也能看、能查、能跟着文字走。"
        return Finding("声音设备", False, "没有找到", cure, is_needed=False)
    return Finding("声音设备", True, "可以放声音")


@contextmanager
def _quiet_libraries() -> Iterator[None]:
    """Keep what libraries write to stderr to themselves: ALSA prints 30 lines where there is no sound card."""
    try:
        kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    except OSError:  # stderr is closed: nothing to keep quiet
        yield
        return
    os.dup2(nowhere, 2)
    os.close(nowhere)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
