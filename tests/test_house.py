"""The house around the program: what it is made from is pinned, what ships is whole, the watch is awake."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import reader

ROOT = Path(__file__).parent.parent
LOCKS = ("runtime", "dev", "build")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def list_files() -> list[Path]:
    """Every file of the checkout that is written by hand."""
    made = {"build", "dist", "__pycache__", "fonts", "lock", "LICENSE"}
    return [
        path
        for path in sorted(ROOT.rglob("*"))
        if path.is_file()
        and not made.intersection(path.relative_to(ROOT).parts)
        and (not path.relative_to(ROOT).parts[0].startswith(".") or path.parent.name == ".ci")
    ]


def name_of(requirement: str) -> str:
    """The package of a requirement, spelt as locks spell it."""
    name = re.match(r"[\w.-]+", requirement)
    assert name, requirement
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def read_lock(name: str) -> dict[str, list[str]]:
    """The pinned packages of a lock, each with its entries (one for every machine it differs on)."""
    text = (ROOT / "packaging" / "lock" / f"{name}.txt").read_text(encoding="utf-8")
    entries: dict[str, list[str]] = {}
    for entry in re.split(r"\n(?=\S)", text.strip()):
        if not entry.startswith("#"):
            entries.setdefault(name_of(entry), []).append(entry)
    return entries


def test_top_level_folders_are_the_agreed_ones() -> None:
    made = {"build", "dist"}
    folders = {
        path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith((".", "__"))
    }
    assert folders - made == {"reader", "resources", "data", "packaging", "tests"}


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_one_version_and_its_hashes(name: str) -> None:
    lock = read_lock(name)
    assert lock
    for package, entries in lock.items():
        assert len(entries) == 1 or package in {"pyside6-essentials", "shiboken6"}
        for entry in entries:
            assert re.match(r"\S+==\S+ ; .*linux", entry), entry
            assert "--hash=sha256:" in entry


def test_locks_hold_what_the_project_asks_for_and_agree_with_each_other() -> None:
    runtime, dev, build = map(read_lock, LOCKS)
    wanted = {name_of(requirement) for requirement in PROJECT["project"]["dependencies"]}
    tools = {name_of(requirement) for requirement in PROJECT["project"]["optional-dependencies"]["dev"]}
    assert wanted <= runtime.keys()
    assert wanted | tools <= dev.keys()
    # packaging/setup.sh installs both locks before it builds the checkout; what the index is built with is in the first.
    requires = {name_of(requirement) for requirement in PROJECT["build-system"]["requires"]}
    assert requires <= build.keys() | runtime.keys()
    exact = {name_of(each): each for each in PROJECT["project"]["dependencies"]}
    assert exact["whoosh"] in PROJECT["build-system"]["requires"]
    assert all(dev[package] == entries for package, entries in runtime.items())


def test_qt_is_the_version_that_runs_on_old_systems() -> None:
    entries = "\n".join(read_lock("runtime")["pyside6-essentials"])
    assert re.search(r"==6\.9\.3 ; .*x86_64", entries)
    assert re.search(r"==6\.8\.0\.2 ; .*aarch64", entries)


def test_no_lock_names_a_place_to_download_from() -> None:
    for name in LOCKS:
        assert "//" not in (ROOT / "packaging" / "lock" / f"{name}.txt").read_text(encoding="utf-8")


def test_no_file_holds_a_machine_path_a_registry_or_a_loose_end() -> None:
    outside = ["/" + "work/", "/" + "root/", "/" + "tmp/bash", "pypi" + ".org", "pythonhosted" + ".org"]
    loose = ["TO" + "DO", "FIX" + "ME"]
    found = [
        f"{word} in {path.relative_to(ROOT)}"
        for path in list_files()
        for word in outside + loose
        if word.encode() in path.read_bytes()
    ]
    assert found == []


def test_licence_is_the_whole_gpl() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "GNU GENERAL PUBLIC LICENSE\n                       Version 3, 29 June 2007" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert PROJECT["project"]["license"] == "GPL-3.0-or-later"


@pytest.mark.parametrize("script", ["packaging/setup.sh", "packaging/with-display.sh", ".ci/run"])
def test_script_can_be_run_and_parsed(script: str) -> None:
    assert os.access(ROOT / script, os.X_OK)
    subprocess.run(["bash", "-n", ROOT / script], check=True)


def test_setup_says_how_it_is_used() -> None:
    done = subprocess.run([ROOT / "packaging" / "setup.sh", "nonsense"], capture_output=True, text=True)
    assert done.returncode == 2
    assert "用法" in done.stderr


# Runs in the unpacked wheel; what stands at the profile is a file, so that nothing can be written there.
INSTALLED = """
import shutil, sys
from reader import cli, paths

assert paths.bundled_report().is_file()
print(paths.resources())
assert cli.main(["--profile", sys.argv[1], "search", "电梯"]) == 0
print("the index is lost", file=sys.stderr)
paths.shipped_index().rename(paths.shipped_index().with_name("lost"))
assert cli.main(["--profile", sys.argv[1], "search", "电梯"]) == 0
"""


def test_wheel_runs_from_any_folder_and_carries_all_that_ships(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    assert wheel.name == f"qibao_reader-{reader.__version__}-py3-none-any.whl"
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        archive.extractall(installed)
    shipped = [
        path for folder in ("resources", "data") for path in (ROOT / folder).rglob("*") if path.is_file()
    ]
    assert {f"reader/bundled/{path.relative_to(ROOT)}" for path in shipped} <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    (tmp_path / "profile").write_text("in the way")
    for folder in (installed / "reader" / "bundled").glob("index/gen-*"):
        folder.chmod(0o555)
    done = subprocess.run(
        [sys.executable, "-B", "-P", "-c", INSTALLED, tmp_path / "profile"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        check=True,
        capture_output=True,
        text=True,
    )
    resources, *found = done.stdout.splitlines()
    assert resources == str(installed / "reader" / "bundled" / "resources")
    assert found.count("找到 2 处。") == 2
    # The index that came with the program is used and nothing is said; when it is lost, that is said.
    silent, told = done.stderr.split("the index is lost\n")
    assert silent == ""
    assert "随程序带来的查找索引不见了" in told
    assert {path.relative_to(installed).as_posix() for path in installed.rglob("*") if path.is_file()} == {
        name.replace("bundled/index/", "bundled/lost/") for name in names
    }


CARELESS_TESTS = """
import threading, warnings
import pytest
from PySide6.QtCore import QThread, QTimer, qWarning
from PySide6.QtWidgets import QWidget

kept = []
stop = threading.Event()

def test_thread():
    threading.Thread(target=stop.wait, daemon=True).start()

def test_qt_thread(qapp):
    thread = QThread()
    thread.start()
    kept.append(thread)

def test_timer(qapp):
    timer = QTimer(interval=100_000)
    timer.start()
    kept.append(timer)

class Clock(QTimer):
    pass

def test_timer_of_a_kind_of_its_own(qapp):
    timer = Clock(interval=100_000)
    timer.start()
    kept.append(timer)

def test_window(qapp):
    kept.append(QWidget())

@pytest.fixture(scope="module")
def shared_window(qapp):
    window = QWidget()
    yield window
    window.deleteLater()

def test_timer_of_a_shared_window(shared_window):
    QTimer(shared_window, interval=100_000).start()

def test_warning():
    warnings.warn("careless", stacklevel=1)

def test_message_of_qt(qapp):
    qWarning("careless")

def test_tidy(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    timer = QTimer(widget)
    timer.start(100_000)
    worker = threading.Thread(target=lambda: None)
    worker.start()

@pytest.fixture(scope="module", autouse=True)
def at_the_end():
    yield
    stop.set()
    for thing in kept:
        if isinstance(thing, QThread):
            thread = thing
            thread.quit()
            thread.wait()
"""


def test_a_test_that_leaves_something_behind_or_warns_fails(tmp_path: Path) -> None:
    (tmp_path / "test_careless.py").write_text(CARELESS_TESTS, encoding="utf-8")
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path)
    options = ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(tmp_path), "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "-rA", "--color=no", str(tmp_path)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
    )
    verdicts = {name: verdict for verdict, name in re.findall(r"^(\w+) \S+::(\w+)", done.stdout, re.M)}
    assert verdicts == {
        "test_thread": "ERROR",
        "test_qt_thread": "ERROR",
        "test_timer": "ERROR",
        "test_timer_of_a_kind_of_its_own": "ERROR",
        "test_timer_of_a_shared_window": "PASSED",
        "test_window": "ERROR",
        "test_warning": "FAILED",
        "test_message_of_qt": "FAILED",
        "test_tidy": "PASSED",
    }


@pytest.mark.display
def test_a_window_opens_on_a_real_display_and_a_window_manager_obeys(qtbot: object) -> None:
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    assert isinstance(qtbot, QtBot)
    assert QGuiApplication.platformName() == "xcb"
    window = QWidget()
    qtbot.addWidget(window)
    window.showMaximized()
    qtbot.waitUntil(lambda: window.width() >= 0.9 * window.screen().size().width())
