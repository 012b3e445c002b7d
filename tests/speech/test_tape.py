import array
import itertools

from reader.speech.playback.tape import Place, Tape


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
    assert tape.read(5)[2:] == samples(7, 8, 0, 0)


def test_what_is_cut_off_dies_away_before_what_is_spliced_in() -> None:
    tape = Tape()
    tape.put(1, samples(*[1000] * 1000))
    tape.read(100)
    assert tape.splice(Place(1, 500), 2, samples(*[-1000] * 10))
    heard = array.array("h", tape.read(410))
    dying = heard[280:400]
    assert (dying[0], heard[400]) == (1000, -1000)
    assert all(earlier >= later for earlier, later in itertools.pairwise(dying))
    assert 0 <= dying[-1] < 20
    assert len(set(heard[:280])) == 1


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


def test_the_old_sound_dies_away_under_a_new_clip_that_follows_at_once() -> None:
    tape = Tape()
    tape.put(1, samples(*[1000] * 1000))
    tape.read(10)
    tape.clear()
    tape.put(2, samples(*[2000] * 300))
    both = array.array("h", tape.read(60) + tape.read(240))
    assert 2900 < both[0] < 3000
    assert all(earlier >= later for earlier, later in itertools.pairwise(both))
    assert both[120:] == array.array("h", [2000] * 180)
    assert tape.place_of(10) == Place(2, 0)


def test_sound_that_dies_away_does_not_overflow() -> None:
    tape = Tape()
    tape.put(1, samples(*[32000] * 1000))
    tape.read(10)
    tape.clear()
    tape.put(2, samples(*[32000] * 300))
    assert max(array.array("h", tape.read(300))) == 32767
