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
from typing import Any

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


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()  # modules and the tests themselves: they stay, and need not be walked through after every test


def _application() -> object:
    core = sys.modules.get("PySide6.QtCore")
    return core.QCoreApplication.instance() if core is not None else None


def _list_threads() -> set[object]:
    # A QThread that once ran Python shows up as a dummy thread and is never taken off the list; and one without a number
    # is only about to begin: it cannot be waited for yet.
    listed = threading.enumerate()
    return {
        each for each in listed if each.ident is not None and not isinstance(each, threading._DummyThread)
    }


def _list_windows() -> set[object]:
    """Windows that nobody owns; one that has a parent goes with it."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or not isinstance(widgets.QApplication.instance(), widgets.QApplication):
        return set()
    return {window for window in widgets.QApplication.topLevelWidgets() if window.parent() is None}


def _list_workers() -> list[Any]:
    """Timers and threads of Qt's that Python knows."""
    if _application() is None:
        return []
    from PySide6 import QtCore as core
    from shiboken6 import isValid

    kinds = _list_kinds(core.QTimer) | _list_kinds(core.QThread)
    # Asking each object for its very type takes a tenth of the time that isinstance() takes with Qt's classes.
    found = [thing for thing in gc.get_objects() if type(thing) in kinds]
    return [thing for thing in found if isValid(thing) and thing is not core.QThread.currentThread()]


def _list_running(workers: list[Any]) -> set[object]:
    """Active timers and running threads."""
    return {each for each in workers if (each.isActive() if hasattr(each, "isActive") else each.isRunning())}


def _holder_of(thing: object) -> object:
    """Give what a thing of Qt's goes with: the topmost that owns it, which may be itself."""
    core = sys.modules.get("PySide6.QtCore")
    if core is not None and isinstance(thing, core.QObject):
        while (parent := core.QObject.parent(thing)) is not None:
            thing = parent
    return thing


def _list_kinds(kind: type) -> set[type]:
    """Give a class and all that are derived from it."""
    return {kind}.union(*map(_list_kinds, kind.__subclasses__()))


def _list_held() -> set[object]:
    """Give the mouse buttons that are down: with one held, the pointer enters nothing in the tests to come."""
    gui = sys.modules.get("PySide6.QtGui")
    buttons = gui.QGuiApplication.mouseButtons() if gui is not None else None
    return {str(buttons)} if buttons else set()


def _carry_out_deletions() -> None:
    if _application() is not None:
        core = sys.modules["PySide6.QtCore"]
        core.QThreadPool.globalInstance().waitForDone(int(_GRACE_S * 1000))
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def _nothing_outlives_its_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a window, a timer, a thread or a pressed mouse button behind."""
    is_with_qt = "qapp" in request.fixturenames
    # Its threads begin when they are needed first, and end with it: the fixture sees to that.
    shares_a_program = "opened_once" in request.fixturenames

    def list_threads() -> set[object]:
        return set() if shares_a_program else _list_threads()

    def list_workers() -> list[Any]:
        return _list_workers() if is_with_qt else []

    workers = list_workers()
    before = list_threads() | _list_windows() | _list_held() | _list_running(workers)
    # What all tests of a file share has timers, which go with it; what the application owns would never go.
    shared = {_holder_of(each) for each in workers} | _list_windows()
    shared.discard(_application())

    def list_left() -> set[object]:
        running = {each for each in _list_running(list_workers()) if _holder_of(each) not in shared}
        return (list_threads() | _list_windows() | _list_held() | running) - before

    yield
    for thread in list_threads() - before:
        assert isinstance(thread, threading.Thread)
        thread.join(_GRACE_S)
    _carry_out_deletions()
    if left := list_left():
        gc.collect()  # what hangs in a cycle of references is not left behind, only not yet swept up
        _carry_out_deletions()
        left = list_left()
    if left:
        pytest.fail("left behind by this test: " + ", ".join(sorted(map(repr, left))), pytrace=False)


@pytest.fixture(scope="session")
def resources() -> Path:
    """The folder of fonts, icons, schemes, lexicons and search tables."""
    return paths.resources()


@pytest.fixture(scope="session")
def report() -> Report:
    """The town's report as it ships, with its corrections."""
    return load_report(paths.bundled_report())
