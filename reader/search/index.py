"""The Whoosh index: which paragraphs have a piece of text, and how often. The only importer of Whoosh.

Every character and every two neighbouring characters of a folded text are terms, and a posting's value is how
often the text has it. What one term is, its postings answer at once; for a longer needle the paragraphs of its rarest
pair are looked into, their folded texts being kept in a column. So what is found is exactly what plain substring search
would find (``tests/search/test_index.py``).

Whoosh 2.7.4 is imported when an index is first built or opened: 30 ms the program's start need not wait for.
"""

from __future__ import annotations

import io
import math
import pickle
import sys
import threading
import warnings
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from types import SimpleNamespace
from typing import Any

from reader.errors import SearchIndexError
from reader.search.stand_in import stood_in

SCHEMA = 3
"""Number of the index's layout; a change makes every stored index stale."""

_NAME = "report"
POSTINGS_IN_A_BLOCK = 1 << 14
"""Postings that are stored, and read, in one piece. Whoosh's own 128 make many small pickles of a frequent term."""
_OWN_CLASSES = {
    ("whoosh.codec.whoosh3", "W3Segment"),
    ("whoosh.codec.whoosh3", "W3Codec"),
    ("collections", "defaultdict"),
    ("_codecs", "encode"),
    ("builtins", "int"),
    ("__builtin__", "int"),
}
"""All that the pickles of such an index name (protocol 2 calls builtins by their old name)."""

_importing = threading.Lock()
_whoosh: SimpleNamespace | None = None


@dataclass(frozen=True, slots=True)
class Matches:
    """The paragraphs that have a needle: their ``numbers`` in order of indexing, and ``counts`` of its places.

    ``counts`` has for each number how often the needle stands there, none overlapping another: as often as
    ``str.count`` finds it.
    """

    numbers: Sequence[int]
    counts: Sequence[int]


_NONE = Matches((), ())


class Index:
    """An open index. Raises :class:`SearchIndexError` if ``files`` are not an index.

    One thread at a time: postings are read through one position in a file.
    """

    def __init__(self, files: Mapping[str, bytes]) -> None:
        whoosh = _import_whoosh()
        storage = whoosh.RamStorage()
        storage.files.update(files)
        try:
            self._reader = whoosh.FileIndex(storage, schema=_schema(), indexname=_NAME).reader()
            self._texts: list[str] = [text.decode() for text in self._reader.column_reader("folded")]
        except Exception as error:
            # Whoosh has no exception of its own for a broken file: any may come out of struct, zlib or
            # pickle.
            raise SearchIndexError("查找用的索引坏了，需要重新建立。") from error
        self._mean_length = sum(map(len, self._texts)) / max(1, len(self._texts)) or 1.0

    def __len__(self) -> int:
        return len(self._texts)

    def find(self, needle: str) -> Matches:
        """Give the paragraphs whose folded text has ``needle``; none for an empty needle."""
        grams = [needle[i : i + 2] for i in range(len(needle) - 1)] or [needle]
        frequencies = {gram: self._frequency(gram) for gram in grams}
        rarest = min(frequencies, key=frequencies.__getitem__)
        if not frequencies[rarest]:
            return _NONE
        numbers, counts = self._postings(rarest)
        if len(needle) > 2 or (len(needle) == 2 and needle[0] == needle[1]):
            # 整整 stands twice in 整整整 as a gram, and once as a word.
            texts = self._texts
            found = [(number, count) for number in numbers if (count := texts[number].count(needle))]
            numbers, counts = [number for number, _ in found], [count for _, count in found]
        return Matches(numbers, counts)

    def scores(self, matches: Matches) -> list[float]:
        """Give for each match how much its paragraph is about what was found: BM25, higher is better.

        ``k1`` = 1.2 and ``b`` = 0.75 as Whoosh has them. The whole needle is the term: its frequency is known exactly.
        """
        rarity = math.log(len(self) / (len(matches.numbers) + 1)) + 1
        texts, mean = self._texts, self._mean_length
        return [
            rarity * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * len(texts[number]) / mean))
            for number, count in zip(matches.numbers, matches.counts, strict=True)
        ]

    def close(self) -> None:
        """Let go of the index."""
        self._reader.close()

    def _frequency(self, gram: str) -> int:
        """Say how many paragraphs have ``gram``."""
        try:
            return int(self._reader.doc_frequency("grams", gram))
        except UnicodeEncodeError:  # half a surrogate pair stands in no text
            return 0

    def _postings(self, gram: str) -> tuple[Sequence[int], Sequence[int]]:
        """Give the numbers of the paragraphs that have ``gram``, and how often each has it."""
        matcher = self._reader.postings("grams", gram)
        numbers: list[int] = []
        counts = array("I")
        while matcher.is_active():
            # WORKAROUND: Whoosh hands postings out one by one, 2 µs each: 60 ms where 31,000 paragraphs match. This
            # is what its matcher reads them from: a block's steps from number to number, and all values in a row.
            matcher._read_data()
            steps, _, values = matcher._data
            numbers.extend(accumulate(steps))
            counts.frombytes(values)
            matcher._next_block()
        if sys.byteorder == "little":
            counts.byteswap()
        return numbers, counts


def build(texts: Iterable[str]) -> dict[str, bytes]:
    """Index folded ``texts`` and give the files of the index by name: the same texts, the same bytes."""
    whoosh = _import_whoosh()
    storage = whoosh.RamStorage()
    # WORKAROUND: even in memory Whoosh writes its columns through the folder report.tmp of the system's temporary
    # folder: a name anybody can take, and which two copies building at once take from each other.
    storage.temp_storage = lambda name=None: whoosh.RamStorage()
    codec = whoosh.W3Codec(blocklimit=POSTINGS_IN_A_BLOCK)
    writer = whoosh.SegmentWriter(whoosh.FileIndex.create(storage, _schema(), _NAME), codec=codec)
    postings: defaultdict[str, tuple[array[int], array[int]]] = defaultdict(lambda: (array("I"), array("I")))
    for number, text in enumerate(texts):
        writer.add_document(folded=text.encode())
        for gram, count in Counter(_grams(text)).items():
            numbers, counts = postings[gram]
            numbers.append(number)
            counts.append(count)
    _write_postings(writer.fieldwriter, postings)
    writer.commit()
    return {name: bytes(data) for name, data in storage.files.items()}


def version() -> str:
    """Give the version of Whoosh: indexes of another are rebuilt."""
    return str(_import_whoosh().versionstring())


def _grams(text: str) -> list[str]:
    return [*text, *(text[i : i + 2] for i in range(len(text) - 1))]


def _write_postings(writer: Any, postings: Mapping[str, tuple[array[int], array[int]]]) -> None:
    """Write numbers and counts of paragraphs for each gram, in order.

    Through the codec itself: as a document's terms they would pass through a pool that sorts every posting among
    all, in three times the time, and beyond 128 MB (``limitmb``) on a disk.
    """
    field = _schema()["grams"]
    writer.start_field("grams", field)
    for gram in sorted(postings):
        writer.start_term(field.to_bytes(gram))
        for number, count in zip(*postings[gram], strict=True):
            writer.add(number, 1.0, count.to_bytes(4), None)
        writer.finish_term()
    writer.finish_field()


def _schema() -> Any:
    whoosh = _import_whoosh()
    # A posting's value is how often the paragraph has the term, in four bytes.
    return whoosh.Schema(grams=whoosh.KEYWORD(), folded=whoosh.COLUMN(whoosh.VarBytesColumn()))


def _import_whoosh() -> SimpleNamespace:
    """Import what is used of Whoosh, once.

    WORKAROUND: Whoosh 2.7.4 has invalid escape sequences, of which Python 3.12 and later warn while compiling
    it.
    """
    global _whoosh
    with _importing:
        if _whoosh is None:
            with warnings.catch_warnings(), stood_in("urllib", "request", "urlretrieve"):
                warnings.simplefilter("ignore")
                _whoosh = _gather()
        return _whoosh


def _gather() -> SimpleNamespace:
    import whoosh
    from whoosh import columns
    from whoosh.codec import whoosh3
    from whoosh.columns import VarBytesColumn
    from whoosh.fields import COLUMN, KEYWORD, Schema
    from whoosh.filedb import structfile
    from whoosh.filedb.filestore import RamStorage
    from whoosh.index import FileIndex
    from whoosh.writing import SegmentWriter

    # WORKAROUND: Whoosh keeps its table of contents, block heads and blocks as pickles, which run whatever
    # code they name. The store opens only what its manifest vouches for; should somebody forge that too,
    # nothing but a segment comes out of these three doors.
    structfile.load_pickle = _load_tame
    whoosh3.loads = columns.loads = _loads_tame
    # WORKAROUND: Whoosh names a segment by chance: the same report would give another index each time.
    whoosh3.W3Segment._random_id = staticmethod(lambda size=16: "0" * size)
    return SimpleNamespace(
        COLUMN=COLUMN,
        FileIndex=FileIndex,
        KEYWORD=KEYWORD,
        RamStorage=RamStorage,
        Schema=Schema,
        SegmentWriter=SegmentWriter,
        VarBytesColumn=VarBytesColumn,
        W3Codec=whoosh3.W3Codec,
        versionstring=whoosh.versionstring,
    )


class _TameUnpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _OWN_CLASSES:
            raise pickle.UnpicklingError(f"{module}.{name} does not belong into an index")
        return super().find_class(module, name)


def _load_tame(file: Any) -> Any:
    return _TameUnpickler(file).load()


def _loads_tame(data: bytes) -> Any:
    # From a file that can be peeked into, an unpickler takes its bytes at once, and not each for itself.
    return _load_tame(io.BufferedReader(io.BytesIO(data), max(1, len(data))))
