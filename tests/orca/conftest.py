"""A blind resident with the real Orca, for all tests of a file: starting screen reader and program takes seconds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.orca.session import Listener, find_missing


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Listener]:
    missing = find_missing()
    if missing:
        pytest.skip(f"needs the package {missing}")
    folder: Path = tmp_path_factory.mktemp("orca")
    with Listener(folder) as listener:
        listener.hear("报告正文")
        listener.hear("按空格键，或者点「朗读」")
        yield listener


@pytest.fixture
def orca(started: Listener) -> Listener:
    """Have the window as it opened: nothing open, at the report's beginning."""
    started.begin()
    return started
