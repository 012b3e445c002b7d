import array
import itertools

from reader.speech.tape import Place, Tape


def samples(*values: int) -> bytes:
    return array.array("h", values).tobytes()


def test_clips_follow_each_other_without_a_gap_and_silence_follows_the_last() -> None:
    tape = Tape()
    tape.put(1, samples(1, 2, 3))
    tape.put(2, samples(4, 5))
    assert tape.read(4) == samples(1, 2, 3, 4)
    assert tape.read(4) == samples(5, 0, 0, 0)
    assert tape.handed == 8
    assert tape.is_idle


def test_the_tape_knows_where_every_frame_came_from() -> None:
    tape = Tape()
    assert tape.place_of(0) is None
    tape.read(10)
    tape.put(1, samples(1, 2, 3))
    tape.put(2, samples(4, 5))
    tape.read(2)
    tape.skip(10)
    assert tape.place_of(9) is None
    assert [tape.place_of(frame) for frame in range(10, 17)] == [
        Place(1, 0),
        Place(1, 1),
        Place(1, 2),
        Place(2, 0),
        Place(2, 1),
        Place(2, 2),
        Place(2, 2),
    ]


def test_an_empty_clip_is_not_put() -> None:
    tape = Tape()
    tape.put(1, b"")
    assert tape.is_idle


def test_splicing_cuts_at_a_frame_that_was_not_handed_out() -> None:
    tape = Tape()
    tape.put(1, samples(1, 2, 3, 4))
    tape.put(2, samples(5, 6))
    tape.read(2)
    assert tape.splice(Place(1, 3), 3, samples(7, 8))
    assert tape.queue() == ((1, 2, 3), (3, 0, 2))
    assert tape.read(5) == samples(3, 7, 8, 0, 0)


def test_splicing_at_the_very_next_frame_leaves_nothing_of_the_clip() -> None:
    tape = Tape()
    tape.put(1, samples(1, 2, 3, 4))
    tape.read(2)
    assert tape.splice(Place(1, 2), 2, samples(9))
    assert tape.read(2) == samples(9, 0)


def test_splicing_too_late_or_elsewhere_changes_nothing() -> None:
    tape = Tape()
    tape.put(1, samples(1, 2, 3, 4))
    tape.read(2)
    assert not tape.splice(Place(1, 1), 2, samples(9))
    assert not tape.splice(Place(1, 5), 2, samples(9))
    assert not tape.splice(Place(7, 0), 2, samples(9))
    assert tape.read(2) == samples(3, 4)


def test_clearing_forgets_all_and_lets_the_sound_die_away() -> None:
    tape = Tape()
    tape.put(1, samples(*[1000] * 1000))
    tape.read(10)
    tape.clear()
    assert tape.place_of(5) is None
    dying = array.array("h", tape.read(500))
    assert 900 < dying[0] < 1000
    assert all(earlier >= later for earlier, later in itertools.pairwise(dying))
    assert dying[-1] == 0
    assert tape.read(10) == bytes(20)


def test_clearing_before_anything_was_heard_makes_no_sound() -> None:
    tape = Tape()
    tape.put(1, samples(*[1000] * 1000))
    tape.clear()
    assert tape.read(10) == bytes(20)


def test_a_new_clip_is_not_faded_by_the_old_one() -> None:
    tape = Tape()
    tape.put(1, samples(*[1000] * 1000))
    tape.read(10)
    tape.clear()
    tape.put(2, samples(5, 6))
    assert tape.read(3) == samples(5, 6, 0)
