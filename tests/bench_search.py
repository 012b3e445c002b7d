"""``make bench-search``: how fast the search is, beside others. Prints a table; ``--json FILE`` writes the figures, too.

1. *A shelf of reports*, 1 / 10 / 100 / 1,000 of them, made up (``synthetic_reports.py``), laid end to end and put before
   one index: building it, its size, the memory it takes, and a stated set of queries. ``Lookup.find`` is asked, what the
   program's ``Finder`` asks, in the order of the text and literally (仍按原样搜索): from what was typed to the counted hits,
   of which each is made when it is looked at. The words of a report, which completion and rescue go by, are
   gathered for one report at a time and not for a shelf.
2. *SQLite FTS5 and tantivy* (``search_peers.py``), on the same texts and queries. Each engine has a process of its own.
   All must give the same paragraphs as plain substring search does; a difference is told and makes the exit status 1.
3. *The bundled report* with the program's own ``Finder``: the same queries, 10,000 random substrings against plain
   search, mistyped queries, completion, and the first result of a process that has just begun.

The index of a shelf is kept in ``build/bench``, by what it is made of. A query's time is the median of its rounds; p50,
p99 and worst are those of the queries; "slowest" is the slowest single round. Nothing is judged: figures hang on the
machine and on what else it does, which is told.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import cast

from reader.core.report import Report
from reader.paths import bundled_report, resources
from reader.search import index
from reader.search.fold import Folded, Folding
from reader.search.index import Index
from reader.search.lookup import Lookup
from reader.search.meaning.rescue import Rescue
from reader.search.query import Query
from reader.search.result import Area, Hits, Mode, Order, Result, SearchOptions
from reader.search.store import Store
from reader.source import load_report
from tests.bench_search_report import measure_report
from tests.search_figures import Figure, count_cpu_time, percentile, read_pss_mb, time_each, timed_ms
from tests.search_peers import Ask, Fts5, Peer, Tantivy
from tests.synthetic_reports import Writer, shelve

SIZES = (1, 10, 100, 1000)
WORST_MS = {1: 5.0, 1000: 60.0}
"""What is asked of the worst query, by the number of reports."""
_KEPT = Path("build/bench/indexes")
_LONGEST_LABEL = 40

ASKS = (
    *(
        Ask("frequent", (word,))
        for word in ("七宝", "发展", "的", "镇", "推进", "建设", "完成", "工作", "项目")
    ),
    *(Ask("rare", (word,)) for word in ("电梯", "敬老院", "12345", "话剧", "无障碍", "373地块", "辟")),
    *(Ask("none", (word,)) for word in ("没有这个词", "推进推进", "七宝宝", "😀")),
    *(
        Ask("phrase", (word,), Mode.PHRASE)
        for word in ("持续推进", "确保完成", "项目建设", "一网通办", "100%")
    ),
    Ask("long", ("老旧住房改造",)),
    Ask("long", ("12345市民服务热线工作闭环管理模式",)),
    Ask("long", ("七宝社区卫生服务中心标准化建设项目收尾工作",)),
    Ask("all", ("推进", "完成")),
    Ask("all", ("七宝", "电梯")),
    Ask("all", ("老旧", "住房", "改造", "完成", "推进")),
    Ask("any", ("推进", "完成"), Mode.ANY),
    Ask("any", ("电梯", "敬老院", "幼儿园"), Mode.ANY),
    Ask("any", ("推进", "完成", "建设", "工作", "项目", "七宝", "发展", "加强"), Mode.ANY),
    Ask("without", ("七宝",), without="建设"),
    Ask("without", ("推进",), without="完成"),
    Ask("without", ("一网通办",), without="自助服务"),
)
"""What every engine is asked on every shelf, besides a whole sentence of it."""


@dataclass(frozen=True)
class Figures:
    """What was measured of one engine on one shelf."""

    engine: str
    reports: int
    paragraphs: int
    build_s: float
    disk_mb: float
    memory_mb: float
    """What opening and asking added to the process (proportional share)."""
    query_ms: dict[str, float]
    """By query: the median of its rounds."""
    slowest_ms: float
    answers: str
    """A digest of all answers."""
    otherwise_ms: dict[str, dict[str, float]] = field(default_factory=dict)
    """Of ours: the same queries asked in other ways, of which no bar was set."""


class _NoRescue:
    """Stands where understanding does: on a shelf everything is looked for literally, and nothing is guessed."""

    asked_for: tuple[str, ...] = ()

    def understand(self, _query: Query) -> None:
        return None

    def stands(self, _folded: str) -> bool:
        return False

    def stand_together(self, _words: Sequence[str]) -> bool:
        return False


class Ours:
    """The program's own search, its index built and kept as the program does it."""

    name = "ours, Whoosh"

    def __init__(self, report: Report, blocks: Sequence[Folded], folding: Folding) -> None:
        self._report = report
        self._blocks = blocks
        self._folding = folding
        self._store = Store(_KEPT)
        self._lookup: Lookup | None = None
        texts = "\n".join(block.text for block in blocks)
        self._key = hashlib.sha256(f"{index.SCHEMA} {index.version()}\n{texts}".encode()).hexdigest()[:32]
        self._note = _KEPT.parent / f"{self._key}.built.json"

    def build(self, texts: Sequence[str]) -> None:
        self._store.write(self._key, index.build(texts))

    def is_kept(self) -> bool:
        """Whether a bench before this one has built this index."""
        return self._note.exists() and self._store.read(self._key) is not None

    def build_and_keep(self) -> None:
        """Build the index, and keep how long that took beside it."""
        before = [time.perf_counter(), time.process_time()]
        self.build([block.text for block in self._blocks])
        taken = [time.perf_counter() - before[0], time.process_time() - before[1]]
        self._note.write_text(json.dumps(taken), encoding="ascii")

    def build_s(self, is_cpu: bool) -> float:
        """How long it took to build the index, by the wall or in CPU time."""
        return float(json.loads(self._note.read_text(encoding="ascii"))[is_cpu])

    def disk_bytes(self) -> int:
        return sum(map(len, (self._store.read(self._key) or {}).values()))

    def open(self, texts: Sequence[str]) -> None:
        files = self._store.read(self._key)
        assert files is not None
        rescue = cast(Rescue, _NoRescue())
        self._lookup = Lookup(self._report, self._blocks, self._folding, Index(files), lambda: rescue)

    def find(self, ask: Ask) -> Result:
        assert self._lookup is not None
        return self._lookup.find(ask.text, ask.options)

    def ask(self, ask: Ask) -> list[int]:
        hits = self.find(ask).hits
        assert isinstance(hits, Hits)
        return list(hits.numbers)

    def time_otherwise(self, asks: Sequence[Ask]) -> dict[str, dict[str, float]]:
        """Ask by relevance, and in one area only."""
        assert self._lookup is not None
        lookup = self._lookup

        def find(asked: tuple[str, SearchOptions]) -> Result:
            return lookup.find(*asked)

        def time_all(change: Callable[[SearchOptions], SearchOptions]) -> dict[str, float]:
            return time_each(find, {ask.label: (ask.text, change(ask.options)) for ask in asks}, rounds=3)[0]

        headings = frozenset({Area.HEADINGS})
        return {
            "by relevance": time_all(lambda options: replace(options, order=Order.RELEVANCE)),
            "in headings": time_all(lambda options: replace(options, areas=headings)),
        }

    def close(self) -> None:
        self._lookup = None


def main() -> int:
    """Measure what is asked for and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="how many reports, e.g. 1,10")
    parser.add_argument("--json", type=Path, help="write the figures there, too")
    parser.add_argument("--no-peers", action="store_true", help="leave SQLite and tantivy out")
    parser.add_argument(
        "--cpu", action="store_true", help="count CPU time: for a machine that is busy otherwise"
    )
    parser.add_argument("--child", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    sizes = [int(size) for size in chosen.sizes.split(",")]
    if chosen.cpu:
        count_cpu_time()
    if chosen.child == "build":
        Ours(*make_shelf(sizes[0])).build_and_keep()
        return 0
    if chosen.child:
        print(json.dumps(asdict(measure_shelf(chosen.child, sizes[0], chosen.cpu))))
        return 0
    load = os.getloadavg()[0]
    engines = ("ours",) if chosen.no_peers else ("ours", "fts5", "tantivy")
    figures = [measured_apart(engine, size, chosen.cpu) for size in sizes for engine in engines]
    print("CPU time" if chosen.cpu else "Time by the wall")
    print_shelves(figures)
    wrong = tell_differences(figures)
    bundled = measure_report(ASKS)
    print_report(bundled)
    print(
        f"\nload of the machine at the beginning {load:.1f}, at the end {os.getloadavg()[0]:.1f}, of {os.cpu_count()} cores"
    )
    if chosen.json:
        found = {"shelves": [asdict(each) for each in figures], "report": [asdict(each) for each in bundled]}
        chosen.json.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    return 1 if wrong or any(figure.is_wrong for figure in bundled) else 0


def measured_apart(engine: str, size: int, is_cpu: bool) -> Figures:
    """Measure one engine on one shelf in a process of its own: memory is then nobody else's."""
    print(f"… {size} × {engine}", file=sys.stderr, flush=True)
    return Figures(**json.loads(run_child(engine, size, is_cpu)))


def run_child(task: str, size: int, is_cpu: bool) -> str:
    """Do something in a process of its own; give what it prints."""
    command = [sys.executable, __file__, "--child", task, "--sizes", str(size)]
    command += ["--cpu"] if is_cpu else []
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def make_shelf(size: int) -> tuple[Report, list[Folded], Folding]:
    """Give a shelf of made-up reports as one, and its shown blocks folded."""
    writer = Writer(load_report(bundled_report()))
    report = shelve(map(writer.report, range(size)))
    folding = Folding.read(resources() / "search" / "folding.tsv")
    return report, [folding.fold(block.text) for block in report.shown], folding


def measure_shelf(engine: str, size: int, is_cpu: bool) -> Figures:
    """Measure one engine on a shelf of ``size`` reports, in this process."""
    report, blocks, folding = make_shelf(size)
    texts = [block.text for block in blocks]
    asks = [*ASKS, Ask("long", (max(texts[len(texts) // 2 :][:40], key=len)[:60],), Mode.PHRASE)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if engine == "ours":
            ours = Ours(report, blocks, folding)
            if not ours.is_kept():
                run_child("build", size, is_cpu)
            build_s = ours.build_s(is_cpu)
            disk = ours.disk_bytes()
            peer: Peer = ours
        else:
            peer = Fts5(folder) if engine == "fts5" else Tantivy(folder)
            build_s = timed_ms(lambda: peer.build(texts)) / 1000
            disk = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
        before_mb = read_pss_mb()
        peer.open(texts)
        act: Callable[[Ask], object] = ours.find if engine == "ours" else peer.ask
        act(asks[0])  # what is made when first needed belongs to the cold start
        query_ms, slowest_ms = time_each(act, {ask.label: ask for ask in asks})
        memory_mb = read_pss_mb() - before_mb
        otherwise = ours.time_otherwise(asks) if engine == "ours" else {}
        answers = digest(peer.ask(ask) for ask in asks)
        if answers != digest([n for n, text in enumerate(texts) if ask.fits(text)] for ask in asks):
            answers = f"differ: {', '.join(wrong_answers(peer, asks, texts))}"
        peer.close()
    sizes = disk / 1e6, memory_mb
    return Figures(peer.name, size, len(texts), build_s, *sizes, query_ms, slowest_ms, answers, otherwise)


def wrong_answers(peer: Peer, asks: Sequence[Ask], texts: Sequence[str]) -> list[str]:
    """Name the queries to which an engine answers otherwise than plain substring search."""
    return [
        ask.label for ask in asks if peer.ask(ask) != [n for n, text in enumerate(texts) if ask.fits(text)]
    ]


def digest(answers: Iterable[list[int]]) -> str:
    """Give a digest of answers."""
    return hashlib.sha256(json.dumps(list(answers)).encode()).hexdigest()


def tell_differences(figures: Sequence[Figures]) -> bool:
    """Say whether, and tell where, an engine's answers are not those of plain substring search."""
    wrong = [each for each in figures if each.answers.startswith("differ")]
    for each in wrong:
        print(f"WRONG {each.engine}, {each.reports} reports: answers {each.answers}")
    if not wrong:
        print("All engines gave the same paragraphs as plain substring search, for every query.")
    return bool(wrong)


def print_shelves(figures: Sequence[Figures]) -> None:
    """Print a row for each shelf and engine."""
    heads = ("build s", "disk MB", "memory MB", "p50 ms", "p99", "worst", "asked", "slowest")
    print(
        f"{'reports (paragraphs)':22}{'engine':22}"
        + "".join(f"{head:>11}" for head in heads)
        + "  worst query"
    )
    for each in figures:
        asked = WORST_MS.get(each.reports) if each.engine == Ours.name else None
        sizes = "".join(f"{value:11.2f}" for value in (each.build_s, each.disk_mb, each.memory_mb))
        head = f"{f'{each.reports} ({each.paragraphs})':22}{each.engine:22}{sizes}"
        print(
            f"{head}{shares(each.query_ms)}{asked or '':>11}{each.slowest_ms:11.2f}  {worst(each.query_ms)}"
        )
        for way, query_ms in each.otherwise_ms.items():
            print(f"{'':22}{'  ' + way:55}{shares(query_ms)}{'':22}  {worst(query_ms)}")


def shares(query_ms: Mapping[str, float]) -> str:
    """Give p50, p99 and the worst of queries as cells of a row."""
    values = sorted(query_ms.values())
    return "".join(f"{percentile(values, percent):11.2f}" for percent in (50, 99, 100))


def worst(query_ms: Mapping[str, float]) -> str:
    """Say which query takes longest, as far as it fits into a row."""
    which = max(query_ms, key=query_ms.__getitem__)
    return which if len(which) <= _LONGEST_LABEL else which[:_LONGEST_LABEL] + "…"


def print_report(figures: Sequence[Figure]) -> None:
    """Print a row for each figure of the bundled report."""
    print(f"\n{'the bundled report':56}{'p50':>9}{'p99':>9}{'worst':>9}{'asked':>9}")
    for each in figures:
        print(each.row())


if __name__ == "__main__":
    sys.exit(main())
