"""The index finds exactly what plain substring search finds, and takes nothing from a stranger."""

from __future__ import annotations

import os
import pickle
import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import SearchIndexError
from reader.paths import shipped
from reader.search import index
from reader.search.fold import Folded
from reader.search.index import Index, Matches


@pytest.fixture(scope="module")
def texts(blocks: list[Folded]) -> list[str]:
    return [block.text for block in blocks]


@pytest.fixture(scope="module")
def files(texts: list[str]) -> dict[str, bytes]:
    return index.build(texts)


@pytest.fixture(scope="module")
def opened(files: dict[str, bytes]) -> Index:
    return Index(files)


def test_it_has_every_block(opened: Index, texts: list[str]) -> None:
    assert len(opened) == len(texts)


def _plain(texts: Sequence[str], needle: str) -> Matches:
    """Find ``needle`` the plain way."""
    counts = {number: text.count(needle) for number, text in enumerate(texts) if needle and needle in text}
    return Matches(list(counts), list(counts.values()))


def _found(index: Index, needle: str) -> Matches:
    matches = index.find(needle)
    return Matches(list(matches.numbers), list(matches.counts))


def test_it_finds_what_plain_substring_search_finds(opened: Index, texts: list[str]) -> None:
    chosen = random.Random(5)
    needles = set("".join(texts))
    for _ in range(700):
        text = chosen.choice([each for each in texts if each])
        start = chosen.randrange(len(text))
        piece = text[start : start + chosen.randint(1, 64)]
        # A piece with one character changed has its pairs in the report, but often not itself.
        changed = list(piece)
        changed[chosen.randrange(len(piece))] = chosen.choice(text)
        needles |= {piece, "".join(changed)}
    for needle in needles:
        assert _found(opened, needle) == _plain(texts, needle)


_ALPHABET = "七宝镇的a1，\x00😀"


@given(
    texts=st.lists(st.text(_ALPHABET, max_size=9), min_size=1, max_size=6),
    needles=st.lists(st.text(_ALPHABET, max_size=4), min_size=1, max_size=8),
)
@settings(max_examples=60, deadline=None)
def test_any_texts_and_any_needle(texts: list[str], needles: list[str]) -> None:
    opened = Index(index.build(texts))
    assert len(opened) == len(texts)
    for needle in (*needles, *(text[1:4] for text in texts)):
        assert _found(opened, needle) == _plain(texts, needle)


@pytest.mark.parametrize("needle", ["整整", "整整整", "整"])
def test_places_do_not_overlap(needle: str) -> None:
    texts = ["整", "整整", "整整整", "整整整整整", "整齐"]
    assert _found(Index(index.build(texts)), needle) == _plain(texts, needle)


def test_a_term_of_many_paragraphs_is_read_to_its_end() -> None:
    """Its postings are stored in several blocks."""
    texts = ["七"] * (index.POSTINGS_IN_A_BLOCK + 2) + ["七七"]
    assert _found(Index(index.build(texts)), "七") == _plain(texts, "七")


@pytest.mark.parametrize(
    "needle", ["", "zz", "*", "?", "[", "body:x", "AND", "电梯 OR", "\x00", "😀", "\ud83d", "电\udc00梯"]
)
def test_nothing_is_syntax(opened: Index, texts: list[str], needle: str) -> None:
    assert _found(opened, needle) == _plain(texts, needle)


def test_the_more_a_paragraph_is_about_it_the_higher_its_score() -> None:
    opened = Index(index.build(["电梯电梯电梯", "电梯和其他许多事情都在这一段里", "没有", "更没有"]))
    most, least = opened.scores(opened.find("电梯"))
    assert most > least > 0
    rare, frequent = opened.scores(opened.find("其他")), opened.scores(opened.find("没有"))
    assert rare[0] > 0 < frequent[0]
    opened.close()


def test_the_same_texts_give_the_same_bytes(texts: list[str], files: dict[str, bytes]) -> None:
    assert index.build(texts) == files


class _Evil:
    """What a hostile index has in its pickle."""

    def __init__(self, proof: Path) -> None:
        self._proof = proof

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self._proof),)


def test_code_in_a_table_of_contents_is_not_run(files: dict[str, bytes], tmp_path: Path) -> None:
    proof = tmp_path / "proof"
    name = next(name for name in files if name.endswith(".toc"))
    honest = files[name]
    # The list of segments is the last thing in it, a pickle of the highest protocol.
    at = honest.rindex(pickle.PROTO + bytes([pickle.HIGHEST_PROTOCOL]))
    hostile = honest[:at] + pickle.dumps(_Evil(proof))
    pickle.loads(pickle.dumps(_Evil(tmp_path / "control")))
    with pytest.raises(SearchIndexError) as refused:
        Index({**files, name: hostile})
    assert isinstance(refused.value.__cause__, pickle.UnpicklingError)
    assert (tmp_path / "control").exists()
    assert not proof.exists()


@pytest.mark.parametrize("damage", [{}, {"_report_1.toc": b""}, {"_report_1.toc": b"\x00" * 200}])
def test_what_is_no_index_is_said_to_be_none(damage: dict[str, bytes]) -> None:
    with pytest.raises(SearchIndexError):
        Index(damage)


def test_building_writes_nothing_into_the_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert _found(Index(index.build(["加装电梯"])), "电梯") == Matches([0], [1])
    assert list(tmp_path.iterdir()) == []


def test_several_threads_may_build_at_once() -> None:
    with ThreadPoolExecutor(3) as pool:
        built = list(pool.map(index.build, [["甲乙丙", "丙丁"]] * 6))
    assert all(_found(Index(files), "丙") == Matches([0, 1], [1, 1]) for files in built)


def test_whoosh_is_imported_late_and_without_a_warning(tmp_path: Path) -> None:
    script = (
        "import sys; from reader.search import finder, index; assert 'whoosh' not in sys.modules;"
        "files = index.build(['甲乙丙']); assert index.Index(files).find('乙丙').numbers; assert index.version()"
    )
    environment = {**os.environ, "PYTHONPATH": str(shipped()), "PYTHONPYCACHEPREFIX": str(tmp_path)}
    subprocess.run([sys.executable, "-W", "error", "-c", script], check=True, env=environment, timeout=60)
