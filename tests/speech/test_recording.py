from __future__ import annotations

import json
import wave
from pathlib import Path

import pytest

from reader.errors import StorageError
from reader.speech.composer import Composer
from reader.speech.engines.espeak import EspeakEngine
from reader.speech.engines.silent import SilentEngine
from reader.speech.recordings.recording import Moment, Recording, record

TEXT = "一、聚焦经济发展\r\n\n  上半年，增长15%。七宝镇；闵行区。\n——\n完。"


@pytest.fixture(scope="module")
def recording(composer: Composer, espeak: EspeakEngine) -> Recording:
    return record(TEXT, composer, espeak, 180)


def test_moments_count_characters_of_the_text(recording: Recording) -> None:
    said = [TEXT[moment.start : moment.start + moment.length] for moment in recording.moments]
    assert said[:8] == list("一聚焦经济发展上")
    assert set(said[11:-8]) <= {"长", "15%"}
    assert said[-7:] == list("七宝镇闵行区完")


def test_moments_rise_within_the_sound(recording: Recording) -> None:
    moments_ms = [moment.ms for moment in recording.moments]
    assert moments_ms == sorted(moments_ms)
    assert 0 <= moments_ms[0] < 50
    assert moments_ms[-1] < recording.duration_ms


def test_the_sound_is_louder_at_a_moment_than_in_the_silence_before_a_line(recording: Recording) -> None:
    pcm = b"".join(recording.chunks)
    line = next(moment for moment in recording.moments if TEXT[moment.start] == "上")
    at = 2 * (line.ms * recording.rate_hz // 1000)
    before = 2 * (recording.rate_hz // 10)
    assert not any(pcm[at - before : at])
    assert any(pcm[at : at + before])


def test_files_hold_what_was_recorded(recording: Recording, tmp_path: Path) -> None:
    recording.write_wav(tmp_path / "报告.wav")
    recording.write_marks(tmp_path / "报告.json")
    with wave.open(str(tmp_path / "报告.wav")) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, recording.rate_hz)
        assert file.getnframes() / file.getframerate() * 1000 == pytest.approx(recording.duration_ms)
    rows = json.loads((tmp_path / "报告.json").read_text(encoding="utf-8"))
    assert [Moment(**row) for row in rows] == list(recording.moments)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["报告.json", "报告.wav"]


def test_a_folder_that_is_not_there_is_named(recording: Recording, tmp_path: Path) -> None:
    for write in (recording.write_wav, recording.write_marks):
        with pytest.raises(StorageError, match=r"没有.wav"):
            write(tmp_path / "不在" / "没有.wav")


def test_a_failed_write_leaves_what_was_there(
    recording: Recording, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "报告.wav"
    path.write_bytes(b"old")

    def fill_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(wave.Wave_write, "writeframesraw", fill_disk)
    with pytest.raises(StorageError, match="磁盘"):
        recording.write_wav(path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_progress_rises_to_the_whole(composer: Composer) -> None:
    shares: list[float] = []
    record(TEXT, composer, SilentEngine(), 180, progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_cancelling_keeps_what_was_said(composer: Composer) -> None:
    shares: list[float] = []
    part = record(TEXT, composer, SilentEngine(), 180, shares.append, lambda: len(shares) == 2)
    assert len(part.chunks) == 2
    assert part.moments


@pytest.mark.parametrize("text", ["", "\n\n", "   "])
def test_nothing_to_say_makes_an_empty_recording(composer: Composer, tmp_path: Path, text: str) -> None:
    empty = record(text, composer, SilentEngine(), 180)
    assert (empty.chunks, empty.moments, empty.duration_ms) == ((), (), 0)
    empty.write_wav(tmp_path / "empty.wav")
    with wave.open(str(tmp_path / "empty.wav")) as file:
        assert file.getnframes() == 0


def test_what_does_not_fit_a_wav_file_is_refused(tmp_path: Path) -> None:
    hour = bytes(2**20)
    with pytest.raises(StorageError, match="太长"):
        Recording((hour,) * 4096, 22050, ()).write_wav(tmp_path / "long.wav")
