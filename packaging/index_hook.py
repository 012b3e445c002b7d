"""Builds the search index of the bundled report when the program is installed or packed (hatch runs this).

A wheel carries it as ``reader/bundled/index/``; a checkout has it in ``build/index/``, which git ignores. It is never
committed: it follows from the report and the tables. Where it no longer fits them, the program builds one of its own.
Run as a script, it builds the checkout's (``packaging/setup.sh``).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class IndexHook(BuildHookInterface[Any]):
    """Puts the index into the wheel; an editable install only gets it built."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the index (0.5 s). ``version`` is ``standard`` or ``editable``, as hatch calls its wheels."""
        place = build_index(Path(self.root))
        if version != "editable":
            build_data["force_include"][str(place)] = f"reader/bundled/index/{place.name}"


def build_index(root: Path) -> Path:
    """Build the index of the report that ships with the checkout at ``root``; give the folder of the generation."""
    sys.path.insert(0, str(root))  # hatch runs this file from anywhere
    try:
        from reader import paths
        from reader.search.fold import Folding
        from reader.search.generation import Source, ship
        from reader.source import load_report
    finally:
        sys.path.remove(str(root))
    report, tables = load_report(paths.bundled_report()), paths.resources() / "search"
    folding = Folding.read(tables / "folding.tsv")
    blocks = [folding.fold(block.text) for block in report.shown]
    return ship(Source(report, blocks, folding, tables), root / "build" / "index")


if __name__ == "__main__":
    build_index(Path(__file__).resolve().parent.parent)
