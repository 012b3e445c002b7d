"""What every test stands on: no screen, no folder of the user's, and nothing left running behind it.

An unexpected warning fails a test (``filterwarnings`` in pyproject.toml), and so does an unexpected message
from Qt (``qt_log_level_fail``, there too). Here: the environment, and the watch for what outlives its test.
"""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from reader import paths
from reader.core.report import Report
from reader.source import load_report

# The same examples every time, whatever else the machine does; --hypothesis-profile=hunt looks for new ones.
settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.register_profile("hunt", deadline=None, max_examples=5000, database=None)
if settings.get_current_profile_name() != "hunt":
    settings.load_profile("steady")

_GRACE_S = 3.0  # for a thread that has been told to end

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_home = Path(tempfile.mkdtemp(prefix="qibao-tests-"))
for _variable in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"):
    (_home / _variable).mkdir(mode=0o700)
    os.environ[_variable] = str(_home / _variable)


def pytest_unconfigure() -> None:
    shutil.rmtree(_home, ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if os.environ["QT_QPA_PLATFORM"] == "offscreen":
        for item in items:
            if item.get_closest_marker("display"):
                item.add_marker(pytest.mark.skip(reason="needs a real display: packaging/with-display.sh"))


def _list_threads() -> set[object]:
    # A QThread that once ran Python shows up as a dummy thread and is never taken off the list.
    return {thread for thread in threading.enumerate() if not isinstance(thread, threading._DummyThread)}


def _list_windows() -> set[object]:
    """Windows that nobody owns; one that has a parent goes with it."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or not isinstance(widgets.QApplication.instance(), widgets.QApplication):
        return set()
    return {window for window in widgets.QApplication.topLevelWidgets() if window.parent() is None}


def _list_running() -> set[object]:
    """Active timers and running threads of Qt's that Python knows."""
    core = sys.modules.get("PySide6.QtCore")
    if core is None or core.QCoreApplication.instance() is None:
        return set()
    from shiboken6 import isValid

    things = [
        thing
        for thing in gc.get_objects()
        if isinstance(thing, (core.QTimer, core.QThread)) and isValid(thing)
    ]
    timers = {thing for thing in things if isinstance(thing, core.QTimer) and thing.isActive()}
    threads = {thing for thing in things if isinstance(thing, core.QThread) and thing.isRunning()}
    return timers | threads - {core.QThread.currentThread()}


def _list_held() -> set[object]:
    """Give the mouse buttons that are down: with one held, the pointer enters nothing in the tests to come."""
    gui = sys.modules.get("PySide6.QtGui")
    buttons = gui.QGuiApplication.mouseButtons() if gui is not None else None
    return {str(buttons)} if buttons else set()


def _carry_out_deletions() -> None:
    core = sys.modules.get("PySide6.QtCore")
    if core is not None and core.QCoreApplication.instance() is not None:
        core.QThreadPool.globalInstance().waitForDone(int(_GRACE_S * 1000))
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def _nothing_outlives_its_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a window, a timer, a thread or a pressed mouse button behind."""
    is_with_qt = "qapp" in request.fixturenames

    def list_all() -> set[object]:
        return _list_threads() | _list_windows() | _list_held() | (_list_running() if is_with_qt else set())

    before = list_all()
    yield
    for thread in _list_threads() - before:
        assert isinstance(thread, threading.Thread)
        thread.join(_GRACE_S)
    _carry_out_deletions()
    if list_all() - before:
        gc.collect()  # what hangs in a cycle of references is not left behind, only not yet swept up
        _carry_out_deletions()
    if left := list_all() - before:
        pytest.fail("left behind by this test: " + ", ".join(sorted(map(repr, left))), pytrace=False)


@pytest.fixture(scope="session")
def resources() -> Path:
    """The folder of fonts, icons, schemes, lexicons and search tables."""
    return paths.resources()


@pytest.fixture(scope="session")
def report() -> Report:
    """The town's report as it ships, with its corrections."""
    return load_report(paths.bundled_report())
