import pytest

from reader.speech.composer import Composer
from reader.speech.engine import pause_ms
from reader.speech.engines.silent import SilentEngine

SENTENCE = "上半年，镇政府完成生产总值，同比增长；财政总收入、地方财政收入都有增长。"


def test_every_syllable_has_a_mark_and_nothing_is_heard(composer: Composer) -> None:
    utterance = composer.compose(SENTENCE)
    audio = SilentEngine().synthesise(utterance, 180)
    assert "".join(SENTENCE[slice(*mark.origin)] for mark in audio.marks) == "".join(
        character for character in SENTENCE if character not in "，；、。"
    )
    assert not any(audio.pcm)
    assert all(one.end_ms <= other.start_ms for one, other in zip(audio.marks, audio.marks[1:], strict=False))


def test_it_pauses_where_a_voice_would(composer: Composer) -> None:
    first, second, third, fourth = SilentEngine().synthesise(composer.compose("上半年，镇"), 180).marks
    assert second.start_ms == first.end_ms
    assert fourth.start_ms - third.end_ms == pytest.approx(pause_ms("，", 180))


@pytest.mark.parametrize("speed_cpm", [100, 180, 300])
def test_it_keeps_the_chosen_speed(composer: Composer, speed_cpm: int) -> None:
    text = "全面落实党的十九大精神，统筹推进疫情防控和经济社会发展，提升地区能级和核心竞争力。" * 3
    audio = SilentEngine().synthesise(composer.compose(text), speed_cpm)
    assert len(audio.marks) / audio.duration_ms * 60_000 == pytest.approx(speed_cpm, rel=0.08)


def test_nothing_to_say_takes_no_time(composer: Composer) -> None:
    audio = SilentEngine().synthesise(composer.compose("——，"), 180)
    assert (audio.marks, audio.duration_ms) == ((), 0)
