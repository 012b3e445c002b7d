"""Sound files are what players take them for; an MP3's delay is known and told."""

from __future__ import annotations

import io
import math
import shutil
import subprocess
import sys
import wave
from array import array
from pathlib import Path
from typing import Any

import mutagen.mp3
import pytest

from reader.errors import StorageError
from reader.speech.recordings import sound_file
from reader.speech.recordings.sound_file import Format, Tags, bytes_per_second, mp3_problem, open_sound

_HZ = 22050


def mp3_at(path: Path) -> Any:
    """Read an MP3 file with mutagen, whose functions have no types."""
    library: Any = mutagen.mp3
    return library.MP3(path)


def burst(seconds: float, at_s: float, rate_hz: int = _HZ) -> bytes:
    """Silence with a tone of a tenth of a second in it."""
    samples = array("h", bytes(2 * round(seconds * rate_hz)))
    first = round(at_s * rate_hz)
    for index in range(first, first + rate_hz // 10):
        samples[index] = round(12000 * math.sin(2 * math.pi * 500 * (index - first) / rate_hz))
    return samples.tobytes()


def onset_s(samples: array[int], rate_hz: int) -> float:
    loud = max(map(abs, samples)) * 0.3
    return next(index for index, value in enumerate(samples) if abs(value) > loud) / rate_hz


def write(path: Path, kind: Format, pcm: bytes, rate_hz: int = _HZ, tags: Tags | None = None) -> float:
    with path.open("wb") as file:
        sound = open_sound(kind, file, rate_hz, tags or Tags())
        for at in range(0, len(pcm), 30_000):
            sound.write(pcm[at : at + 30_000])
        sound.finish()
    return sound.delay_ms


def test_a_wav_file_holds_the_very_samples(tmp_path: Path) -> None:
    pcm = burst(3.0, 1.0)
    assert write(tmp_path / "a.wav", "wav", pcm) == 0.0
    with wave.open(str(tmp_path / "a.wav")) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, _HZ)
        assert file.readframes(file.getnframes()) == pcm


@pytest.mark.parametrize("rate_hz", [16000, 22050, 24000, 44100, 20000])
def test_an_mp3_file_is_one_with_a_constant_bit_rate(tmp_path: Path, rate_hz: int) -> None:
    write(tmp_path / "a.mp3", "mp3", burst(5.0, 1.0, rate_hz), rate_hz)
    info = mp3_at(tmp_path / "a.mp3").info
    assert info.length == pytest.approx(5.0, abs=0.15)
    assert info.bitrate == bytes_per_second("mp3", rate_hz) * 8
    assert info.channels == 1
    assert info.sample_rate == (22050 if rate_hz == 20000 else rate_hz)
    assert not info.sketchy


@pytest.mark.skipif(not shutil.which("ffmpeg"), reason="needs ffmpeg")
@pytest.mark.parametrize("rate_hz", [16000, 20000, 22050, 44100])
def test_what_is_heard_is_late_by_the_delay_that_is_told(tmp_path: Path, rate_hz: int) -> None:
    delay_ms = write(tmp_path / "a.mp3", "mp3", burst(3.0, 1.0, rate_hz), rate_hz)
    decoded = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", str(tmp_path / "a.mp3"), "-ar", str(_HZ), "-f", "s16le", "-"],
        capture_output=True,
        check=True,
        timeout=60,
    ).stdout
    late_ms = 1000 * (onset_s(array("h", decoded), _HZ) - onset_s(array("h", burst(3.0, 1.0)), _HZ))
    assert late_ms == pytest.approx(delay_ms, abs=3.0)


def test_tags_are_what_old_players_read(tmp_path: Path) -> None:
    tags = Tags("上半年 一、发展\ud800", "七宝镇人民政府", "工作报告", "2021", 2, 15)
    write(tmp_path / "a.mp3", "mp3", b"", tags=tags)
    assert (tmp_path / "a.mp3").read_bytes().startswith(b"ID3\x03\x00"), "version 2.3"
    found = mp3_at(tmp_path / "a.mp3").tags
    assert found["TIT2"].text == ["上半年 一、发展?"]
    assert found["TIT2"].encoding == 1
    assert (found["TPE1"].text, found["TALB"].text) == (["七宝镇人民政府"], ["工作报告"])
    assert (str(found["TRCK"]), str(found["TDRC"]), found["TCON"].text) == ("2/15", "2021", ["Speech"])
    write(tmp_path / "b.mp3", "mp3", burst(1.0, 0.1))
    bare = mp3_at(tmp_path / "b.mp3").tags
    assert not {"TIT2", "TPE1", "TALB", "TRCK", "TDRC"} & set(bare)


@pytest.mark.parametrize("kind", ["mp3", "wav"])
def test_an_abandoned_file_disturbs_nobody(kind: Format) -> None:
    file = io.BytesIO()
    sound = open_sound(kind, file, _HZ, Tags())
    sound.write(burst(6.0, 1.0))
    file.close()  # as a disk that is gone
    sound.abandon()


def test_a_wav_file_that_would_be_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sound_file, "LONGEST_WAV", 1000)
    sound = open_sound("wav", io.BytesIO(), _HZ, Tags())
    sound.write(bytes(1000))
    with pytest.raises(StorageError, match="太长"):
        sound.write(bytes(2))
    sound.abandon()


def test_without_its_library_mp3_is_not_offered_and_it_is_said_why(monkeypatch: pytest.MonkeyPatch) -> None:
    assert mp3_problem() == ""
    mp3_problem.cache_clear()
    monkeypatch.setitem(sys.modules, "lameenc", None)
    try:
        assert "lameenc" in mp3_problem()
        with pytest.raises(StorageError, match="WAV"):
            open_sound("mp3", io.BytesIO(), _HZ, Tags())
    finally:
        mp3_problem.cache_clear()


def test_sizes_are_known_beforehand(tmp_path: Path) -> None:
    pcm = burst(20.0, 1.0)
    for kind in ("mp3", "wav"):
        write(tmp_path / f"a.{kind}", kind, pcm)
        size = (tmp_path / f"a.{kind}").stat().st_size
        assert size == pytest.approx(20 * bytes_per_second(kind, _HZ), rel=0.03)


def test_files_are_little_endian_on_any_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "byteorder", "big")
    assert sound_file.little_endian(b"\x01\x02\x03\x04") == b"\x02\x01\x04\x03"
