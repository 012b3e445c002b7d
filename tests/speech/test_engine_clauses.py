from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.core.traced import Traced
from reader.speech.engine import pause_ms, syllable_ms
from reader.speech.engines.clauses import Pace, clause_of, clauses_of, sounding, speak_by_clauses, spread
from reader.speech.utterance import Pause, Syllable, Token, Utterance

MARKS = "、，：；。？！"
TOKENS = st.lists(st.one_of(st.sampled_from(MARKS), st.just("qi1"))).map(
    lambda said: [Pause(each, at) if each in MARKS else Syllable(each, at) for at, each in enumerate(said)]
)


@given(TOKENS, st.integers(1, 9))
def test_clauses_hold_every_syllable_once_and_are_never_too_long(tokens: list[Token], longest: int) -> None:
    clauses = list(clauses_of(tokens, longest))
    assert [each for clause in clauses for each in clause.syllables] == [
        token for token in tokens if isinstance(token, Syllable)
    ]
    assert all(0 < len(clause.syllables) <= longest for clause in clauses)
    assert [mark for clause in clauses for mark in clause.pauses] == [
        token.mark
        for at, token in enumerate(tokens)
        if isinstance(token, Pause) and any(isinstance(before, Syllable) for before in tokens[:at])
    ]


def test_a_clause_ends_with_its_longest_pause() -> None:
    (clause,) = clauses_of([Syllable("qi1", 0), Pause("、", 1), Pause("。", 2)], 9)
    assert clause.pause_ms(180) == pause_ms("。", 180)
    assert clause.mark == "。"
    (clause,) = clauses_of([Syllable("qi1", 0)], 9)
    assert (clause.pause_ms(180), clause.mark) == (0, "，")


def test_sounds_pauses_and_marks_are_put_together() -> None:
    tokens: tuple[Token, ...] = (
        Syllable("qi1", 0),
        Syllable("bao3", 1),
        Pause("，", 2),
        Syllable("zhen4", 3),
    )
    utterance = Utterance("七宝，镇", Traced.verbatim("七宝，镇"), tokens)
    audio = speak_by_clauses(
        utterance,
        9,
        180,
        1000,
        lambda clause: (
            b"\1\0" * 100 * len(clause.syllables),
            spread(len(clause.syllables), 100.0 * len(clause.syllables)),
        ),
    )
    assert [(mark.start_ms, mark.end_ms) for mark in audio.marks] == [(0, 100), (100, 200), (460, 560)]
    assert [mark.origin for mark in audio.marks] == [(0, 1), (1, 2), (3, 4)]
    assert audio.duration_ms == 560


def test_silence_is_what_is_forty_decibels_down_at_the_ends() -> None:
    assert sounding([0] * 50 + [1000, 0, -1000] + [5] * 50, 1000) == (40, 63)
    assert sounding([1000, 0, 0], 1000) == (0, 3)
    assert sounding([0.0] * 9, 1000) == (0, 0)
    assert sounding([], 1000) == (0, 0)
    assert sounding([-500], 1000) == (0, 1)


def test_a_voice_that_takes_as_long_as_wanted_keeps_its_own_speed() -> None:
    pace = Pace()
    pace.learn(syllable_ms(180) * 20, 20, 1.0)
    assert abs(pace.factor(180) - 1) < 1e-9
    assert pace.factor(300) > 1.5
    # What it says at another speed counts as at its own.
    pace.learn(syllable_ms(180) * 10 / 2, 10, 2.0)
    assert abs(pace.factor(180) - 1) < 1e-9


def test_a_clause_can_be_made_of_pinyin() -> None:
    assert [each.at for each in clause_of("qi1 bao3").syllables] == [0, 1]
