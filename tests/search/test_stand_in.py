"""What a library does not use is left out while it is imported, and comes when it is wanted after all."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from reader.search.stand_in import stood_in


@pytest.fixture
def heavy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A package with a module that can be seen to be loaded."""
    package = tmp_path / "weighing"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "heavy.py").write_text("used = 5\ndef unused(number, *, more=0): return number + more\n")
    monkeypatch.syspath_prepend(tmp_path)
    yield "weighing.heavy"
    for name in ("weighing.heavy", "weighing"):
        sys.modules.pop(name, None)


def _import(name: str, wanted: str) -> object:
    """Do what ``from name import wanted`` does."""
    scope: dict[str, object] = {}
    exec(f"from {name} import {wanted}", scope)
    return scope[wanted]


def test_it_is_not_loaded_and_the_function_works_all_the_same(heavy: str) -> None:
    with stood_in("weighing", "heavy", "unused"):
        unused = _import(heavy, "unused")
    assert heavy not in sys.modules
    assert not hasattr(sys.modules["weighing"], "heavy")
    assert callable(unused)
    assert unused(1, more=2) == 3
    assert heavy in sys.modules


def test_who_wants_something_else_of_it_meanwhile_gets_the_true_one(heavy: str) -> None:
    with stood_in("weighing", "heavy", "unused"):
        assert _import(heavy, "used") == 5
        assert importlib.import_module(heavy).used == 5
    assert importlib.import_module("weighing").heavy is sys.modules[heavy]


def test_a_module_that_is_loaded_is_left_alone(heavy: str) -> None:
    loaded = importlib.import_module(heavy)
    with stood_in("weighing", "heavy", "unused"):
        assert isinstance(sys.modules[heavy], ModuleType)
        assert sys.modules[heavy] is loaded
    assert sys.modules[heavy] is loaded
    assert importlib.import_module("weighing").heavy is loaded
