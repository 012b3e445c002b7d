from __future__ import annotations

from collections.abc import Iterator

from reader.search.meaning.pieces import Cut, Piece, cut

_WORTHS = {"电梯": 14, "签约": 14, "加装": 9, "加装电梯": 12, "电梯签": 1}


def _cut(text: str) -> Cut:
    def pieces_at(at: int) -> Iterator[Piece]:
        for word, worth in _WORTHS.items():
            if text.startswith(word, at):
                yield Piece(at + len(word), (word,), worth)

    return cut(len(text), pieces_at, lambda at: (at + 1, int(text[at] != " ")))


def test_the_least_is_missed_then_the_fewest_pieces_then_the_greatest_worth() -> None:
    assert _cut("电梯签约") == Cut((("电梯",), ("签约",)), 28, 0, 4)
    assert _cut("加装电梯签约").words == (("加装电梯",), ("签约",))
    assert _cut("加装 电梯") == Cut((("加装",), ("电梯",)), 23, 0, 4)


def test_what_belongs_to_no_piece_is_counted() -> None:
    assert _cut("老电梯啊") == Cut((("电梯",),), 14, 2, 4)
    assert _cut("苹果") == Cut((), 0, 2, 2)
    assert _cut("") == Cut((), 0, 0, 0)
