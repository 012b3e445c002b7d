"""Where reading stands, from what is heard."""

from __future__ import annotations

from reader.core.span import Span
from reader.core.traced import Traced
from reader.speech.engine import Mark
from reader.speech.pieces import Passage, Start
from reader.speech.playback.bookmark import Bookmark
from reader.speech.playback.feeder import Clip
from reader.speech.tracker import Tracker
from reader.speech.utterance import Utterance

PASSAGE = Passage(Span(7, 10, 14), "增15%")
UTTERANCE = Utterance("增15%", Traced("增十五", ((0, 1), (1, 3), (1, 3))), ())
MARKS = (Mark(0, 100, (0, 1), (0, 1)), Mark(100, 200, (1, 2), (1, 3)), Mark(300, 400, (2, 3), (1, 3)))


def clip(index: int = 3, marks: tuple[Mark, ...] = MARKS, utterance: Utterance = UTTERANCE) -> Clip:
    return Clip(index, PASSAGE, utterance, Tracker(marks), 22050, 22050, Start(index + 1))


def test_sentence_and_syllables_are_news_once() -> None:
    bookmark, heard = Bookmark(), clip()
    first = bookmark.move(heard, 10)
    assert (first.is_sentence, first.is_utterance, first.syllable) == (True, True, MARKS[0])
    assert bookmark.span == Span(7, 10, 11)
    again = bookmark.move(heard, 20)
    assert (again.is_sentence, again.is_utterance, again.syllable) == (False, False, None)
    assert bookmark.move(heard, 120).syllable == MARKS[1]
    assert bookmark.span == Span(7, 11, 13)
    assert bookmark.start == Start(3, 1, 1)


def test_a_splice_does_not_tell_the_same_syllable_again() -> None:
    bookmark = Bookmark()
    bookmark.move(clip(), 120)
    spliced = clip(marks=(Mark(5, 80, (1, 2), (1, 3)),))
    assert bookmark.move(spliced, 10).syllable is None


def test_in_the_silence_the_next_syllable_or_sentence_is_where_to_go_on() -> None:
    bookmark, heard = Bookmark(), clip()
    bookmark.move(heard, 235)
    assert bookmark.start == Start(3, 1, 1)
    bookmark.move(heard, 250)
    assert bookmark.start == Start(3, 1, 2)
    bookmark.move(heard, 500)
    assert bookmark.start == Start(4)


def test_a_passage_without_a_word_is_news_without_a_syllable() -> None:
    bookmark = Bookmark()
    bookmark.move(clip(3), 350)
    news = bookmark.move(clip(4, marks=()), 10)
    assert (news.is_sentence, news.syllable) == (True, None)
    assert bookmark.start == Start(4)


def test_a_sentence_begun_again_where_it_was_is_no_news_unless_it_is_read_otherwise() -> None:
    bookmark = Bookmark()
    bookmark.move(clip(), 120)
    bookmark.put(bookmark.start, is_new=False)
    same = Utterance("增15%", Traced("增十五", ((0, 1), (1, 3), (1, 3))), ())
    news = bookmark.move(clip(utterance=same), 120)
    assert (news.is_sentence, news.is_utterance, news.syllable) == (False, False, MARKS[1])
    other = Utterance("增15%", Traced("增一五", ((0, 1), (1, 3), (1, 3))), ())
    assert bookmark.move(clip(utterance=other), 130).is_utterance
    bookmark.put(Start(3))
    assert bookmark.move(clip(utterance=other), 0).is_sentence


def test_reading_stops_in_the_silence_before_its_end() -> None:
    bookmark, last = Bookmark(), clip(3)
    assert bookmark.end_at(last, 999, 9) is None
    bookmark.end = 4
    assert [bookmark.end_at(last, position_ms, 9) for position_ms in (0, 799, 801)] == [None, None, Start(4)]
    assert bookmark.end_at(clip(2), 999, 9) is None
    assert bookmark.end_at(clip(4), 0, 9) == Start(4)
    assert bookmark.end_at(last, 999, 4) is None, "there is nothing behind: that is the end of all"


def test_a_mark_is_kept_within_its_passage() -> None:
    bookmark = Bookmark()
    bookmark.move(clip(marks=(Mark(0, 100, (0, 1), (2, 99)),)), 10)
    assert bookmark.span == Span(7, 12, 14)
