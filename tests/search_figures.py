"""What the search bench measures with and how it says what it found."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

_ROUNDS = 9

Thing = TypeVar("Thing")

clock: Callable[[], float] = time.perf_counter
"""Seconds by the wall; on a machine that is busy with other things, ``time.process_time`` tells more."""


@dataclass(frozen=True)
class Figure:
    """Milliseconds measured of one kind of thing, ``worst_of`` being the slowest, and what is asked of them."""

    name: str
    values_ms: Sequence[float]
    asked_ms: float | None = None
    is_asked_of_p99: bool = False
    worst_of: str = ""
    note: str = ""
    is_wrong: bool = False
    """Answers were wrong: no speed makes up for that."""

    def row(self) -> str:
        """Give the figure as a line of a table."""
        row = f"{self.name:56}"
        if self.values_ms:
            values = sorted(self.values_ms)
            row += f"{statistics.median(values):9.2f}{percentile(values, 99):9.2f}{values[-1]:9.2f}"
            asked = (
                "" if self.asked_ms is None else f"{'p99' if self.is_asked_of_p99 else ''} {self.asked_ms:g}"
            )
            row += f"{asked:>9}  {self.worst_of}"
        return row + self.note


def time_each(
    act: Callable[[Thing], object], things: Mapping[str, Thing], rounds: int = _ROUNDS
) -> tuple[dict[str, float], float]:
    """Do something to each named thing, in rounds; give the median of each in ms, and the slowest of all rounds."""
    taken: dict[str, list[float]] = {name: [] for name in things}
    for _ in range(rounds):
        for name, thing in things.items():
            start = clock()
            act(thing)
            taken[name].append((clock() - start) * 1000)
    return {name: statistics.median(each) for name, each in taken.items()}, max(map(max, taken.values()))


def figure_of(name: str, medians_ms: Mapping[str, float], asked_ms: float | None = None) -> Figure:
    """Make a figure of what :func:`time_each` gave."""
    return Figure(
        name, list(medians_ms.values()), asked_ms, worst_of=max(medians_ms, key=medians_ms.__getitem__)
    )


def count_cpu_time() -> None:
    """Measure the time the process is given by the machine from here on, and not what it waits for."""
    global clock
    clock = time.process_time


def percentile(values: Sequence[float], percent: int) -> float:
    """Give the least of sorted ``values`` that ``percent`` of them do not exceed."""
    return values[-(-len(values) * percent // 100) - 1]


def timed_ms(action: Callable[[], object]) -> float:
    """Give the milliseconds ``action`` takes."""
    start = clock()
    action()
    return (clock() - start) * 1000


def read_pss_mb() -> float:
    """Read the process's proportional share of memory."""
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
