"""An exam: words of the report, and of reports of other places, typed in every other way there is."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.core.report import Report
from reader.paths import resources
from reader.search.finder import Finder
from reader.search.fold import Folding
from reader.search.gathering import gather, read_dictionary
from reader.source import load_report
from tests.search import misspelling
from tests.search.misspelling import Rule

_DATA = Path(__file__).parent.parent / "data" / "reports"
_CASES = 20

_KINDS: tuple[tuple[Rule, float], ...] = (
    (misspelling.in_pinyin, 0.95),
    (misspelling.with_tones, 0.95),
    (misspelling.in_capitals, 0.95),
    (misspelling.with_u_for_v, 0.95),
    (misspelling.by_initials, 0.9),
    (misspelling.half_in_hanzi, 0.95),
    (misspelling.with_accent, 0.9),
    (misspelling.with_slip, 0.8),
    (misspelling.with_letter_missing, 0.6),
    (misspelling.with_homophone, 0.9),
    (misspelling.with_wrong, 0.9),
    (misspelling.with_missing, 0.85),
    (misspelling.with_doubled, 0.95),
    (misspelling.with_swapped, 0.9),
    (misspelling.in_traditional, 0.95),
    (misspelling.with_punctuation, 1.0),
)
"""Each way to type, and the least share that must be understood, first or among the alternatives."""


class _Candidate:
    """A report that is searched, and words and phrases of it."""

    def __init__(self, report: Report, cache: Path, folding: Folding, dictionary: dict[str, int]) -> None:
        self.finder = Finder(report, cache, resources())
        texts = [block.text for block in report.shown]
        self.text = "\n".join(folding.fold(text).text for text in texts)
        found: set[str] = set()
        for text, cuts in zip(texts, gather(texts, (), dictionary).cuts, strict=True):
            for i, start in enumerate(cuts):
                found.update(text[start:end] for end in cuts[i + 1 : i + 4])
        words = (
            word for word in found if 2 <= len(word) <= 6 and all("\u4e00" <= c <= "\u9fff" for c in word)
        )
        self.words = sorted(words)


@pytest.fixture(scope="module")
def dictionary(tables: Path) -> dict[str, int]:
    return read_dictionary(tables / "words.tsv")


@pytest.fixture(scope="module", params=["qibao", "linjiang-2023", "hongxing-2024"])
def candidate(
    request: pytest.FixtureRequest,
    report: Report,
    folding: Folding,
    dictionary: dict[str, int],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[_Candidate]:
    name = request.param
    searched = report if name == "qibao" else load_report(_DATA / f"{name}.txt")
    candidate = _Candidate(searched, tmp_path_factory.mktemp(name), folding, dictionary)
    yield candidate
    candidate.finder.close()


@pytest.mark.parametrize(("rule", "least"), _KINDS, ids=lambda value: getattr(value, "__name__", ""))
def test_however_it_is_typed_it_is_understood(candidate: _Candidate, rule: Rule, least: float) -> None:
    chosen = random.Random(rule.__name__)
    failed: list[tuple[str, str, str | None]] = []
    understood = tries = 0
    while understood + len(failed) < _CASES and tries < 40 * _CASES:
        tries += 1
        word = chosen.choice(candidate.words)
        typed = rule(word, chosen)
        if typed is None or typed == word or typed in candidate.text:
            continue
        result = candidate.finder.find(typed)
        found = {result.understood or "".join({hit.text for hit in result.hits}), *result.alternatives}
        plain = {"".join(filter(str.isalnum, text)) for text in found}
        if word in plain:
            understood += 1
        else:
            failed.append((word, typed, result.understood))
    assert understood
    assert understood >= least * (understood + len(failed)), failed


def test_what_is_no_word_of_anything_is_not_understood(candidate: _Candidate) -> None:
    chosen = random.Random(3)
    for _ in range(60):
        typed = "".join(chosen.choices("qwrtpsdfghjklzxcvbnm", k=chosen.randint(5, 9)))
        assert candidate.finder.find(typed).understood is None, typed


def test_words_the_report_does_not_have_are_hardly_ever_taken_for_others(
    candidate: _Candidate, dictionary: dict[str, int]
) -> None:
    chosen = random.Random(4)
    absent = [word for word, use in dictionary.items() if use > 800 and word not in candidate.text]
    mistaken = []
    for word in chosen.sample(absent, 80):
        understood = candidate.finder.find(word).understood
        if understood and misspelling.syllables(understood) != misspelling.syllables(word):
            mistaken.append((word, understood))
    assert len(mistaken) <= 8, mistaken
