"""What ``make bench-search`` measures of the bundled report: the program's own ``Finder``, as it is."""

from __future__ import annotations

import dataclasses
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from reader.core.report import Report
from reader.paths import bundled_report, resources
from reader.search.finder import Finder
from reader.search.fold import Folded, Folding
from reader.search.meaning.sounds import Readings
from reader.search.result import Area, Mode, Order, SearchOptions
from reader.search.words import PHRASE, Word
from reader.source import load_report
from tests import search_figures
from tests.search_figures import Figure, figure_of, time_each, timed_ms
from tests.search_peers import Ask

_SUBSTRINGS = 10_000
_LONGEST_SUBSTRING = 40
_MISTYPED_WORDS = 150
_TYPED_WORDS = 120
_COLD_STARTS = 12

_MISTYPED = (
    *(
        "敬老园",
        "qblj",
        "dt",
        "dianti",
        "老房子装电梯",
        "三百七十三地块",
        "看病",
        "小菜场",
        "倒垃圾",
        "老人吃饭",
    ),
    *(
        "zong yi",
        "电ti",
        "齐宝老街",
        "七包老街",
        "七寳老街",
        "ｑｉｂａｏ",
        "中春路地块",
        "疫苗节种",
        "jing lao yuan",
    ),
    *(
        "没有这样的事情在里面",
        "xyzzy",
        "zzzzzzzzzzzzzzzz",
        "hgfdsa",
        "的地得的地得",
        "七宝电梯敬老院疫苗接种老街改造",
    ),
)
"""Mistyped on purpose; beside them, words of the report misspelt by rule."""

_COLD = """
import sys, time
clock = time.process_time if sys.argv[2] == "cpu" else time.perf_counter
start = clock()
from pathlib import Path
from reader.search.finder import Finder
from reader.source import load_report
from reader.paths import bundled_report, resources
imported = clock()
report = load_report(bundled_report())
loaded = clock()
finder = Finder(report, Path(sys.argv[1]), resources())
assert finder.find("电梯").hits[0].text == "电梯"
found = clock()
print([1000 * each for each in (found - start, imported - start, loaded - imported, found - loaded)])
"""


def measure_report(asks: Sequence[Ask]) -> list[Figure]:
    """Measure everything; ``asks`` are what is looked for on the shelves, too."""
    report = load_report(bundled_report())
    folding = Folding.read(resources() / "search" / "folding.tsv")
    with tempfile.TemporaryDirectory() as name:
        cache = Path(name)
        finder = Finder(report, cache, resources())
        building = Figure("building the index and the words, once", [timed_ms(finder.open)])
        generation = finder.generation
        assert generation is not None
        words = [word for word in generation.words.entries if word.rank >= PHRASE]
        figures = [
            building,
            *query_figures(finder, asks),
            recall_figure(finder, report, [folding.fold(block.text) for block in report.shown], folding),
            *rescue_figures(finder, mistyped(words)),
            *typing_figures(finder, words),
            *cold_figures(cache),
        ]
        finder.close()
    return figures


def query_figures(finder: Finder, asks: Sequence[Ask]) -> list[Figure]:
    """Ask what the shelves are asked; then by relevance, and in one place only."""
    named = {ask.label: ask for ask in asks}

    def ask_with(**options: object) -> dict[str, float]:
        def act(ask: Ask) -> None:
            finder.find(ask.text, options=dataclasses.replace(ask.options, **options))  # type: ignore[arg-type]

        return time_each(act, named)[0]

    def see(ask: Ask) -> None:
        for group in finder.find(ask.text, options=ask.options).groups():
            group.hits[0]

    return [
        figure_of("query", ask_with(), 5),
        figure_of("query, hits in order of relevance", ask_with(order=Order.RELEVANCE), 5),
        figure_of("query, in headings only", ask_with(areas=frozenset({Area.HEADINGS})), 5),
        figure_of("query, grouped by chapter, the first hit of each made", time_each(see, named)[0]),
    ]


def recall_figure(finder: Finder, report: Report, blocks: Sequence[Folded], folding: Folding) -> Figure:
    """Look for random substrings of the report (完整词句) and hold every place against plain substring search."""
    chosen = random.Random(2021)
    texts = [block.text for block in report.shown]
    weights = list(map(len, texts))
    options = SearchOptions(Mode.PHRASE, literal=True)
    wanted = found = both = 0
    taken = []
    for _ in range(_SUBSTRINGS):
        text = chosen.choices(texts, weights)[0]
        start = chosen.randrange(len(text))
        typed = text[start : start + chosen.randint(1, _LONGEST_SUBSTRING)]
        needle = folding.fold(typed).text
        truth = plain_places(report, blocks, needle) if needle else unfolded_places(report, typed)
        asked_s = search_figures.clock()
        hits = finder.find(typed, options=options).hits
        taken.append((search_figures.clock() - asked_s) * 1000)
        answer = {(hit.span.block, hit.span.start, hit.span.end) for hit in hits}
        wanted, found, both = wanted + len(truth), found + len(answer), both + len(truth & answer)
    recall, precision = both / wanted, both / found
    note = f"recall {recall:.4%}, precision {precision:.4%} ({wanted} places)"
    return Figure(
        f"{_SUBSTRINGS} random substrings", taken, 5, note=note, is_wrong=not wanted == found == both
    )


def plain_places(report: Report, blocks: Sequence[Folded], needle: str) -> set[tuple[int, int, int]]:
    """Find all places of a folded needle the plain way."""
    places = set()
    for block, folded in zip(report.shown, blocks, strict=True):
        at = folded.text.find(needle)
        while at >= 0:
            places.add((block.number, *folded.range_of(at, at + len(needle))))
            at = folded.text.find(needle, at + len(needle))
    return places


def unfolded_places(report: Report, typed: str) -> set[tuple[int, int, int]]:
    """Find all places of what folding skips (①, “); white space is not looked for."""
    needle = " ".join(typed.split())
    places = set()
    for block in report.shown if needle else ():
        at = block.text.find(needle)
        while at >= 0:
            places.add((block.number, at, at + len(needle)))
            at = block.text.find(needle, at + len(needle))
    return places


def mistyped(words: Sequence[Word]) -> list[str]:
    """Give what residents may type for words of the report: sounds, initials, slips; the same ones each time."""
    chosen = random.Random(2021)
    readings = Readings(resources() / "search" / "readings.tsv")
    text = "".join(word.text for word in words)
    typed = list(_MISTYPED)
    for word in chosen.sample(list(words), min(_MISTYPED_WORDS, len(words))):
        spelled = [readings.of(character)[:1] or (character,) for character in word.text]
        sounds = [each[0] for each in spelled]
        at = chosen.randrange(len(word.text))
        other = chosen.choice(readings.characters(sounds[at]) or text)
        typed += [
            "".join(sounds),
            "".join(sound[0] for sound in sounds),
            word.text[:at] + sounds[at] + word.text[at + 1 :],
            word.text[:at] + other + word.text[at + 1 :],
            word.text[:at] + chosen.choice(text) + word.text[at + 1 :],
            word.text[:at] + word.text[at + 1 :] + chosen.choice(text),
        ]
    return list(dict.fromkeys(typed))


def rescue_figures(finder: Finder, typed: Sequence[str]) -> list[Figure]:
    """Search for what stands nowhere; what chances to stand in the report after all is left out."""
    first = timed_ms(lambda: finder.find("敬老园"))
    meant = [each for each in typed if not finder.find(each, options=SearchOptions(literal=True)).count]
    understood = sum(finder.find(each).understood is not None for each in meant)
    medians, _ = time_each(finder.find, {each: each for each in meant}, rounds=5)
    figure = figure_of(f"{len(meant)} mistyped queries, with rescue", medians, 15)
    note = f" (something was understood into {understood})"
    return [
        Figure("the first mistyped query after opening", [first], 15),
        dataclasses.replace(figure, is_asked_of_p99=True, note=note),
    ]


def typing_figures(finder: Finder, words: Sequence[Word]) -> list[Figure]:
    """Complete what is typed, letter by letter: words of the report in hanzi, in pinyin, by their initials."""
    readings = Readings(resources() / "search" / "readings.tsv")
    chosen = random.Random(2021).sample(list(words), min(_TYPED_WORDS, len(words)))
    typed: dict[str, str] = {}
    for word in chosen:
        sounds = [(readings.of(character) or (character,))[0] for character in word.text]
        for whole in (word.text, "".join(sounds), "".join(sound[0] for sound in sounds)):
            typed.update((whole[:end], whole[:end]) for end in range(1, len(whole) + 1))
    pinyin = {each: each for each in typed if each.isascii()}
    first = timed_ms(lambda: finder.suggest("q"))
    return [
        Figure("the first suggestion after opening", [first], 16),
        figure_of(
            f"suggestions for {len(typed)} beginnings", time_each(finder.suggest, typed, rounds=3)[0], 16
        ),
        figure_of(
            f"keyboard's candidates for {len(pinyin)}", time_each(finder.candidates, pinyin, rounds=3)[0], 16
        ),
    ]


def cold_figures(cache: Path) -> list[Figure]:
    """Start a process, open the kept index, find: as after a start of the machine, but with its disk cache warm."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    clock_name = "wall" if search_figures.clock is time.perf_counter else "cpu"
    rows = []
    for _ in range(_COLD_STARTS + 2):
        command = [sys.executable, "-c", _COLD, str(cache), clock_name]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment)
        rows.append(json.loads(done.stdout))
    columns = list(zip(*rows[2:], strict=True))
    names = (
        "first result of a fresh process",
        "  of which: importing",
        "  of which: reading and parsing the report",
        "  of which: opening the index, the first query",
    )
    return [
        Figure(name, column, asked)
        for name, column, asked in zip(names, columns, (150, None, None, None), strict=True)
    ]
