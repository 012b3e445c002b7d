"""Passages cut into pieces, and the silence behind each."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from reader.core.span import Span
from reader.core.traced import Traced
from reader.speech.engine import pause_factor, pause_ms
from reader.speech.engines.silent import SilentEngine
from reader.speech.pieces import Passage, Piece, Start, pieces_of, said
from reader.speech.utterance import Pause, Syllable, Token, Utterance


def compose(text: str) -> Utterance:
    """Say every hanzi as itself, ％ not at all, and ＋ as the two characters 加上."""
    spoken, origins, tokens = "", [], list[Token]()
    for at, character in enumerate(text):
        for one in {"＋": "加上", "％": ""}.get(character, character):
            tokens.append(Pause(one, len(spoken)) if one in "，。；" else Syllable("ba1", len(spoken)))
            spoken += one
            origins.append((at, at + 1))
    return Utterance(text, Traced(spoken, tuple(origins)), tuple(tokens))


def passages(*texts: str, block: int = 0) -> list[Passage]:
    return [Passage(Span(block, 0, len(text)), text) for text in texts]


def cut(found: Sequence[Passage], start: Start | None = None, rest_ms: float | None = None) -> list[Piece]:
    return list(pieces_of(found, compose, start, rest_ms))


def spoken(piece: Piece) -> str:
    return "".join(piece.whole.spoken.text[token.at] for token in piece.part.tokens)


def test_a_short_passage_is_one_piece() -> None:
    found = cut(passages("七宝。", "古镇。"))
    assert [spoken(piece) for piece in found] == ["七宝。", "古镇。"]
    assert [piece.following for piece in found] == [Start(1), Start(2)]


def test_a_long_passage_is_cut_behind_a_pause_and_without_one_at_twice_the_length() -> None:
    long = "七" * 90 + "，" + "宝" * 200
    found = cut(passages(long))
    assert [len(spoken(piece)) for piece in found] == [91, 160, 40]
    assert "".join(spoken(piece) for piece in found) == long
    assert found[0].following == Start(0, 91, 91)
    assert [piece.extra_ms for piece in found[:2]] == [0, 0]


def test_reading_begins_at_the_character_asked_for() -> None:
    found = passages("老街＋新桥。")
    assert spoken(cut(found, Start(0, 1))[0]) == "街加上新桥。"
    assert spoken(cut(found, Start(0, 2))[0]) == "加上新桥。"
    assert spoken(cut(found, Start(0, 2, 3))[0]) == "上新桥。", "within what one character stands for"


def test_a_beginning_behind_the_last_syllable_is_the_next_passage() -> None:
    found = cut(passages("七宝。", "古镇。"), Start(0, 2))
    assert [spoken(piece) for piece in found] == ["古镇。"]


def test_a_passage_without_a_word_is_a_piece_of_its_own() -> None:
    [piece] = cut(passages("％"))
    assert piece.part.tokens == ()
    assert said(piece, SilentEngine(), 180).duration_ms >= 300


def test_there_is_nothing_behind_the_last_passage() -> None:
    assert cut(passages("七宝。"), Start(1)) == []


def silence_behind(*texts: Passage, rest_ms: float | None = None) -> float:
    """Give all of the silence behind the first passage, its mark's included."""
    piece = cut(texts, rest_ms=rest_ms)[0]
    last = piece.part.tokens[-1]
    return piece.extra_ms + (pause_ms(last.mark, 180) if isinstance(last, Pause) else 0)


def test_silence_grows_from_sentence_to_paragraph_to_heading() -> None:
    here, there = passages("七宝。", "标题"), passages("古镇。", block=1)
    within = silence_behind(here[0], here[0])
    unmarked = silence_behind(here[1], here[0])
    paragraph = silence_behind(here[0], *there)
    heading = silence_behind(here[1], *there)
    assert within == unmarked < paragraph < heading
    assert silence_behind(here[0]) == paragraph


@pytest.mark.parametrize(
    ("text", "rest_ms", "expected"), [("七宝", 500, 500), ("七宝。", 700, 700), ("七宝。", 9, 500)]
)
def test_the_rest_behind_the_last_passage_may_be_chosen(text: str, rest_ms: float, expected: float) -> None:
    assert silence_behind(*passages(text), rest_ms=rest_ms) == expected
    assert silence_behind(*passages(text), *passages("古镇。", block=1), rest_ms=rest_ms) > 500


def test_the_silence_follows_the_speed() -> None:
    [piece] = cut(passages("七宝"), rest_ms=1000)
    short, long = (said(piece, SilentEngine(), speed).duration_ms for speed in (300, 100))
    bare = [SilentEngine().synthesise(piece.part, speed).duration_ms for speed in (300, 100)]
    assert short - bare[0] == pytest.approx(1000 * pause_factor(300), abs=1)
    assert long - bare[1] == pytest.approx(1000 * pause_factor(100), abs=1)
