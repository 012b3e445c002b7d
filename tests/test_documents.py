"""What is generated from the tools is as it would be generated now; ``make docs`` makes it so."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from reader.tools import EXTRAS, TOOLS

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def documents() -> ModuleType:
    spec = importlib.util.spec_from_file_location("documents", ROOT / "packaging" / "documents.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_readme_is_not_stale(documents: ModuleType) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert documents.renewed(text) == text, "run: make docs"


def test_a_stale_readme_is_noticed(documents: ModuleType) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert documents.renewed(text.replace("| 重置 |", "| 重来 |")) == text
    with pytest.raises(ValueError, match="lacks"):
        documents.renewed("# no marks")


def test_every_tool_stands_in_the_table(documents: ModuleType) -> None:
    lines = documents.tools_table().split("\n")
    assert [line.split(" | ")[0] for line in lines[2:]] == [f"| {tool.name}" for tool in (*TOOLS, *EXTRAS)]
