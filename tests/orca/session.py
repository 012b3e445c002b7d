"""The real Orca beside the real program, on the display there is; what it says is kept, nothing sounds."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

from reader.paths import shipped
from tests.orca.speech_server import Speech, SpeechServer

_LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
_PATIENCE_S = 20.0
_HOLD_S = 0.06
"""How long a key is held: a finger takes longer still."""


def find_missing() -> str | None:
    """Name the Debian package without which this cannot run; ``None`` if there is none."""
    for program, package in (("orca", "orca"), ("xdotool", "xdotool"), ("dbus-daemon", "dbus")):
        if shutil.which(program) is None:
            return package
    if _launcher() is None:
        return "at-spi2-core"
    asked = subprocess.run(["/usr/bin/python3", "-c", "import speechd"], capture_output=True, check=False)
    return "python3-speechd" if asked.returncode else None


def _launcher() -> str | None:
    return next((each for each in _LAUNCHERS if Path(each).exists()), None)


class Listener:
    """A blind resident: presses keys and hears what Orca says. A context manager: all ends with it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._processes: list[subprocess.Popen[str]] = []
        self._server: SpeechServer | None = None
        self._mark = 0
        self._heard: tuple[int, str] | None = None
        """How many utterances there were up to the first that was waited for since the last key, and what it was."""

    def __enter__(self) -> Listener:
        for name in ("home", "run/speech-dispatcher", "profile"):
            (self._folder / name).mkdir(parents=True)
        (self._folder / "run").chmod(0o700)
        socket = self._folder / "run/speech-dispatcher/speechd.sock"
        self._server = SpeechServer(socket)
        try:
            self._start(socket)
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def _start(self, socket: Path) -> None:
        self._environment = os.environ | {
            "HOME": str(self._folder / "home"),
            "XDG_RUNTIME_DIR": str(self._folder / "run"),
            "SPEECHD_ADDRESS": f"unix_socket:{socket}",
            "LANG": "zh_CN.UTF-8",
            "LC_ALL": "zh_CN.UTF-8" if _has_chinese() else "C.UTF-8",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "PYTHONPATH": str(shipped()),
        }
        bus = self._run("dbus-daemon", "--session", "--nofork", "--print-address", has_output=True)
        assert bus.stdout is not None
        self._environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        launcher = _launcher()
        assert launcher is not None
        self._run(launcher, "--launch-immediately", "--screen-reader=1")
        self._program = self._run("orca", "--replace", "--user-prefs", str(self._folder / "home/orca"))
        self.hear(".")  # it says that it is there
        self._heard = None
        self._program = self._run(sys.executable, "-m", "reader", "--profile", str(self._folder / "profile"))

    def _run(self, *command: str, has_output: bool = False) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            command,
            env=self._environment,
            cwd=self._folder,
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if has_output else subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._processes.append(process)
        return process

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _where: TracebackType | None
    ) -> None:
        for process in reversed(self._processes):
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()  # Orca waits for a program that is gone
                process.wait()
            if process.stdout is not None:
                process.stdout.close()
        if self._server is not None:
            self._server.close()

    def press(self, keys: str) -> None:
        """Press keys (xdotool's names, joined by ``+``), as a hand does: the last is let go first.

        What was heard before must have been said to its end: only a key may break off what is said.
        """
        self._expect_whole()
        self._mark = self._speech.count()
        *held, key = keys.split("+")
        for each in held:
            self._xdotool("keydown", each)
        self._xdotool("keydown", key)
        time.sleep(_HOLD_S)
        self._xdotool("keyup", key)
        for each in reversed(held):
            self._xdotool("keyup", each)

    def type(self, text: str) -> None:
        """Type letters."""
        self._expect_whole()
        self._xdotool("type", "--delay", "120", text)

    def begin(self) -> None:
        """Leave whatever is open, and stand at the beginning of the report."""
        self._heard = None
        for _ in range(3):
            self.press("Escape")
        self.press("alt+7")  # elsewhere first: coming to where one is, one hears nothing
        self.press("alt+3")
        self.hear("目录")
        self.press("alt+4")
        self.hear("报告正文")
        self.press("ctrl+Home")
        self.press("ctrl+Next")
        self.hear("2021上半年主要工作回顾")
        self.press("ctrl+Prior")
        self.hear("2021七宝镇上半年政府工作报告")

    def _xdotool(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._environment, check=True, capture_output=True)

    def hear(self, words: str) -> str:
        """Wait until Orca says something with ``words`` (a pattern), since the last key, and give it; fail if it does not."""
        at = self._speech.wait_for(words, self._mark, _PATIENCE_S)
        if at is None:
            end = "" if self._program.poll() is None else " and the program is gone"
            raise AssertionError(f"Orca did not say {words}, but {self.heard()}{end}")
        self._heard = self._heard or (at, words)
        return self._speech.since(at - 1)[0]

    def hear_control(self, words: str) -> str:
        """Hear a control: something with ``words`` and, after it, what it is for."""
        said = self.hear(words)
        at = self._speech.wait_for(re.escape(said), self._mark, _PATIENCE_S)
        if at is None or self._speech.wait_for(".", at, _PATIENCE_S) is None:
            raise AssertionError(f"Orca did not say what {said} is for, but {self.heard()}")
        return said

    def hear_once(self, words: str) -> None:
        """Hear ``words``, and not twice."""
        self.hear(words)
        said = [each for each in self.heard() if re.search(words, each)]
        assert len(said) == 1, f"said more than once: {said}"

    def _expect_whole(self) -> None:
        before, self._heard = self._heard, None
        if before is not None and self._speech.was_cut_after(before[0]):
            raise AssertionError(f"{before[1]} was broken off: {self.heard()}")

    def heard(self) -> list[str]:
        """Give what was said since the last key."""
        return self._speech.since(self._mark)

    @property
    def _speech(self) -> Speech:
        assert self._server is not None
        return self._server.speech


def _has_chinese() -> bool:
    listed = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout.lower()
    return "zh_cn.utf8" in listed
