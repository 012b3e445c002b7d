"""The layers of the house, as rules: imports point down only, and each outside thing has one door."""

from __future__ import annotations

import ast
import functools
import sys
from pathlib import Path

import pytest

from reader.paths import shipped

_ROOT = shipped()
_FILES = {
    path.relative_to(_ROOT).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__"): path
    for path in sorted((_ROOT / "reader").rglob("*.py"))
}
_LAYERS = (
    ("reader.errors", "reader.language", "reader.core"),
    ("reader.paths", "reader.storage", "reader.log", "reader.log_file", "reader.settings", "reader.source",
     "reader.launcher", "reader.speech", "reader.search", "reader.marks", "reader.kiosk", "reader.editions"),
    ("reader.tools",),
    ("reader.ui",),
    ("reader.app", "reader.cli", "reader.commands", "reader.command_parser", "reader.selftest", "reader.tour",
     "reader.__main__"),
)  # fmt: skip
"""From the ground up; a module may import from its own layer and from those below."""


@functools.cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@functools.cache
def _imports(path: Path) -> frozenset[str]:
    """Name all that ``path`` imports, anywhere in it; ``from reader import app`` counts as ``reader.app``."""
    found: set[str] = set()
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively; write the whole name"
            found.add(node.module or "")
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Constant) and node.value in _BY_NAME:
            found.add(str(node.value))
    return frozenset(found)


_BY_NAME = {"pyttsx3.drivers._espeak", "pyttsx3.drivers.sapi5", "espeakng_loader"}
"""Modules that may be imported by a name in a string."""


def _is_under(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def _importers(*packages: str) -> set[str]:
    return {
        module
        for module, path in _FILES.items()
        if any(_is_under(name, *packages) for name in _imports(path))
    }


def _layer(module: str) -> int:
    return next(level for level, names in enumerate(_LAYERS) if _is_under(module, *names))


@pytest.mark.parametrize("module", [name for name in _FILES if name != "reader"])
def test_imports_point_down_only(module: str) -> None:
    own = {
        name
        for name in _imports(_FILES[module])
        if name.startswith("reader.") and name.split(".")[1] != "__version__"
    }
    for name in own:
        assert _layer(name) <= _layer(module), f"{module} imports {name}, which stands above it"


def test_speech_search_and_settings_do_not_know_each_other() -> None:
    services = ("reader.speech", "reader.search", "reader.settings")
    for service in services:
        others = [other for other in services if other != service]
        strangers = {module for module in _importers(service) if _is_under(module, *others)}
        assert not strangers, f"{strangers} import {service}"


def test_the_core_uses_the_standard_library_only() -> None:
    for module, path in _FILES.items():
        if _is_under(module, "reader.core", "reader.errors", "reader.language"):
            outside = {name.split(".")[0] for name in _imports(path)} - set(sys.stdlib_module_names)
            assert outside <= {"reader"}, f"{module} imports {outside}"


def test_the_core_touches_no_files() -> None:
    for module in _importers("os", "pathlib", "io", "shutil", "tempfile"):
        assert not _is_under(module, "reader.core"), f"{module} can reach the disk"
    for module, path in _FILES.items():
        if _is_under(module, "reader.core"):
            calls = [node for node in ast.walk(_tree(path)) if isinstance(node, ast.Call)]
            assert not any(isinstance(call.func, ast.Name) and call.func.id == "open" for call in calls)


def test_qt_is_known_from_the_window_up_and_to_the_player() -> None:
    below = {module for module in _importers("PySide6", "shiboken6") if _layer(module) < _layer("reader.ui")}
    assert below <= {"reader.speech.player", "reader.speech.playback.tidings"}


def test_commands_load_qt_only_when_they_need_it() -> None:
    for module in _FILES:
        if not _is_under(module, "reader.cli", "reader.command_parser", "reader.selftest", "reader.commands"):
            continue
        tree = _tree(_FILES[module])
        at_once = {
            name for node in tree.body if isinstance(node, ast.ImportFrom) for name in [node.module or ""]
        }
        assert not any(_is_under(name, "PySide6", "reader.ui", "reader.app") for name in at_once)


@pytest.mark.parametrize(
    ("package", "door"),
    [
        ("whoosh", "reader.search.index"),
        ("pyttsx3", "reader.speech.engines.espeak_library reader.speech.engines.sapi"),
        ("espeakng_loader", "reader.speech.engines.espeak_library"),
        ("sherpa_onnx", "reader.speech.engines.pack_worker"),
        ("miniaudio", "reader.speech.playback.device"),
        ("appdirs", "reader.paths"),
        ("lameenc", "reader.speech.recordings.sound_file"),
        ("mutagen", "reader.speech.recordings.sound_file"),
    ],
)
def test_each_outside_package_has_one_importer(package: str, door: str) -> None:
    assert _importers(package) == set(door.split())


def test_tools_of_the_build_are_not_needed_to_run() -> None:
    # pypinyin's dictionaries ship as resources/speech/dictionary.txt: loading itself would cost 54 MB of memory.
    assert not _importers("pypinyin", "opencc", "jieba", "fontTools")


def test_one_file_finds_folders() -> None:
    finders = {
        module
        for module, path in _FILES.items()
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Name) and node.id == "__file__"
    }
    assert finders == {"reader.paths"}
    assert not _importers("importlib.resources", "pkgutil")


def test_every_module_has_a_layer() -> None:
    named = [name for names in _LAYERS for name in names]
    assert {module for module in _FILES if module != "reader" and not _is_under(module, *named)} == set()


def test_only_the_window_module_knows_the_whole_window() -> None:
    knowing = _importers("reader.app", "reader.tour")
    assert all(_layer(module) == _layer("reader.app") for module in knowing)


def test_no_file_is_a_drawer_for_everything() -> None:
    names = {module.rpartition(".")[2] for module in _FILES}
    assert not names & {"utils", "util", "helpers", "helper", "misc", "common", "manager"}
