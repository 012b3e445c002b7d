from reader.speech.engine import Mark
from reader.speech.tracker import Tracker

FIRST = Mark(10, 200, (0, 1), (0, 1))
SECOND = Mark(200, 400, (1, 2), (1, 2))
THIRD = Mark(700, 900, (3, 4), (3, 4))
TRACKER = Tracker([FIRST, SECOND, THIRD])


def test_the_last_syllable_begun_is_the_one_that_sounds() -> None:
    assert TRACKER.at(10) == FIRST
    assert TRACKER.at(199.9) == FIRST
    assert TRACKER.at(200) == SECOND


def test_a_pause_belongs_to_the_syllable_before_it() -> None:
    assert TRACKER.at(699) == SECOND
    assert TRACKER.at(5000) == THIRD


def test_nothing_sounds_before_the_first_syllable() -> None:
    assert TRACKER.at(9.9) is None
    assert Tracker([]).at(100) is None


def test_the_syllable_after_a_moment() -> None:
    assert TRACKER.after(0) == FIRST
    assert TRACKER.after(10) == FIRST
    assert TRACKER.after(10.1) == SECOND
    assert TRACKER.after(700) == THIRD
    assert TRACKER.after(700.1) is None
    assert Tracker([]).after(0) is None
