"""The search engines beside which ours is measured (``make bench-search``), each asked for the same answers.

All index the same folded texts. An answer is the numbers of all paragraphs that have what is asked for, in order: what
plain substring search over the texts gives. Ours makes more of it, counts and places of hits; the time that takes is in
its figures, and nothing of the kind in those of the others.
"""

from __future__ import annotations

import importlib
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from reader.search.result import Mode, SearchOptions


@dataclass(frozen=True)
class Ask:
    """Something to look for. ``words`` are folded; ``text`` is what a resident types; ``kind`` says why it is asked."""

    kind: str
    words: tuple[str, ...]
    mode: Mode = Mode.ALL
    without: str = ""

    @property
    def text(self) -> str:
        return " ".join(self.words)

    @property
    def options(self) -> SearchOptions:
        """How ours is asked: literally, since the others know no other way."""
        return SearchOptions(self.mode, self.without, literal=True)

    @property
    def label(self) -> str:
        sign = {Mode.ALL: " ", Mode.ANY: " | ", Mode.PHRASE: " "}[self.mode]
        return sign.join(self.words) + (f" 不含 {self.without}" if self.without else "")

    def fits(self, text: str) -> bool:
        """Say whether a folded text has what is asked for: the truth all are held against."""
        if self.without and self.without in text:
            return False
        found = (word in text for word in self.words)
        return any(found) if self.mode is Mode.ANY else all(found)


class Peer(Protocol):
    """A search engine with an index on disk."""

    name: str

    def build(self, texts: Sequence[str]) -> None:
        """Write the index of folded ``texts`` to the disk."""

    def open(self, texts: Sequence[str]) -> None:
        """Open the index for asking; ``texts`` are there to be looked into."""

    def ask(self, ask: Ask) -> list[int]:
        """Give the numbers of the paragraphs that have it, in order."""

    def close(self) -> None:
        """Let go of the index."""


class Fts5:
    """SQLite's full-text index of trigrams. Words of one and two characters, which it has no terms for, are looked
    for in every row: that is what SQLite's manual says of them, too."""

    name = "SQLite FTS5, trigram"

    def __init__(self, folder: Path) -> None:
        self._file = folder / "fts5.sqlite"
        self._connection: sqlite3.Connection | None = None

    def build(self, texts: Sequence[str]) -> None:
        with closing(sqlite3.connect(self._file)) as connection:
            connection.execute("CREATE VIRTUAL TABLE t USING fts5(text, tokenize='trigram case_sensitive 1')")
            connection.executemany("INSERT INTO t(rowid, text) VALUES (?, ?)", enumerate(texts, 1))
            connection.execute("INSERT INTO t(t) VALUES ('optimize')")
            connection.commit()

    def open(self, texts: Sequence[str]) -> None:
        self._connection = sqlite3.connect(self._file)

    def ask(self, ask: Ask) -> list[int]:
        assert self._connection is not None
        values: list[str] = []

        def condition(word: str) -> str:
            values.append(word if len(word) < 3 else '"' + word.replace('"', '""') + '"')
            return "instr(text, ?) > 0" if len(word) < 3 else "rowid IN (SELECT rowid FROM t WHERE t MATCH ?)"

        if ask.mode is not Mode.ANY and not ask.without and all(len(word) > 2 for word in ask.words):
            where = "t MATCH ?"
            values.append(" AND ".join('"' + word.replace('"', '""') + '"' for word in ask.words))
        else:
            where = (" OR " if ask.mode is Mode.ANY else " AND ").join(map(condition, ask.words))
            if ask.without:
                where = f"({where}) AND NOT {condition(ask.without)}"
        found = self._connection.execute(f"SELECT rowid FROM t WHERE {where} ORDER BY rowid", values)
        return [number - 1 for (number,) in found]

    def close(self) -> None:
        assert self._connection is not None
        self._connection.close()


class Tantivy:
    """tantivy with characters and pairs of them as terms, as ours has them, and what it finds verified as ours is:
    its n-grams bear no positions that a phrase could be found by."""

    name = "tantivy, ngram 1-2"

    def __init__(self, folder: Path) -> None:
        # Only there while the bench runs: "make bench-search" brings it.
        self._tantivy: Any = importlib.import_module("tantivy")
        self._folder = folder / "tantivy"
        self._schema = (
            self._tantivy.SchemaBuilder()
            .add_text_field("grams", tokenizer_name="grams", index_option="basic")
            .add_integer_field("number", fast=True)
            .build()
        )
        self._searcher: Any = None
        self._texts: Sequence[str] = ()

    def _index(self) -> Any:
        index = self._tantivy.Index(self._schema, path=str(self._folder))
        tokenizer = self._tantivy.Tokenizer.ngram(min_gram=1, max_gram=2)
        index.register_tokenizer("grams", self._tantivy.TextAnalyzerBuilder(tokenizer).build())
        return index

    def build(self, texts: Sequence[str]) -> None:
        self._folder.mkdir()
        writer = self._index().writer(heap_size=512_000_000, num_threads=1)
        for number, text in enumerate(texts):
            writer.add_document(self._tantivy.Document(grams=text, number=number))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._searcher = self._index().searcher()

    def ask(self, ask: Ask) -> list[int]:
        must, should = self._tantivy.Occur.Must, self._tantivy.Occur.Should
        parts = [(should if ask.mode is Mode.ANY else must, self._having(word)) for word in ask.words]
        # A longer word is barred below: its pairs also stand where it does not.
        if ask.without and len(ask.without) < 3:
            parts = [
                (must, self._tantivy.Query.boolean_query(parts)),
                (self._tantivy.Occur.MustNot, self._having(ask.without)),
            ]
        query = parts[0][1] if len(parts) == 1 else self._tantivy.Query.boolean_query(parts)
        found = self._searcher.search(
            query,
            limit=max(1, len(self._texts)),
            count=False,
            order_by_field="number",
            order=self._tantivy.Order.Asc,
        )
        numbers = [number for number, _ in found.hits]
        if len(ask.without) < 3 and all(len(word) < 3 for word in ask.words):
            return numbers
        return [number for number in numbers if ask.fits(self._texts[number])]

    def _having(self, word: str) -> Any:
        query = self._tantivy.Query
        grams = dict.fromkeys([word[i : i + 2] for i in range(len(word) - 1)] or [word])
        terms = [query.term_query(self._schema, "grams", gram, "basic") for gram in grams]
        return (
            terms[0]
            if len(terms) == 1
            else query.boolean_query([(self._tantivy.Occur.Must, term) for term in terms])
        )

    def close(self) -> None:
        self._searcher = None
