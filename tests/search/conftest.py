"""The real report, a finder on it, and the tables that ship with the program."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.core.report import Report
from reader.paths import resources
from reader.search.finder import Finder
from reader.search.fold import Folded, Folding
from reader.search.generation import Source
from reader.search.meaning.sounds import Readings


@pytest.fixture(scope="session")
def tables() -> Path:
    return resources() / "search"


@pytest.fixture(scope="session")
def folding(tables: Path) -> Folding:
    return Folding.read(tables / "folding.tsv")


@pytest.fixture(scope="session")
def readings(tables: Path) -> Readings:
    return Readings(tables / "readings.tsv")


@pytest.fixture(scope="session")
def blocks(report: Report, folding: Folding) -> list[Folded]:
    return [folding.fold(block.text) for block in report.shown]


@pytest.fixture(scope="session")
def source(report: Report, blocks: list[Folded], folding: Folding, tables: Path) -> Source:
    return Source(report, blocks, folding, tables)


@pytest.fixture(scope="session")
def finder(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Finder]:
    finder = Finder(report, tmp_path_factory.mktemp("cache"), resources())
    finder.open()
    yield finder
    finder.close()
