"""Taking the report home: files whole or not at all, captions in step, nothing of anybody's overwritten."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import time
import wave
from array import array
from collections import Counter
from pathlib import Path
from typing import Any

import mutagen.mp3
import pytest

from reader.core.report import Report
from reader.errors import ReaderError, StorageError, VoiceError
from reader.speech.composer import Composer
from reader.speech.engine import Audio, Engine
from reader.speech.engines.espeak import EspeakEngine
from reader.speech.engines.silent import SilentEngine
from reader.speech.recordings.export import Exported, Order, Work, estimate_seconds, export, size_words
from reader.speech.recordings.scopes import Scope, find_scope
from reader.speech.recordings.sound_file import Format
from reader.speech.recordings.staging import Staging, staging
from reader.speech.utterance import Utterance


def mp3_at(path: Path) -> Any:
    """Read an MP3 file with mutagen, whose functions have no types."""
    library: Any = mutagen.mp3
    return library.MP3(path)


def scope_of(report: Report, key: str) -> Scope:
    scope = find_scope(report, key)
    assert scope is not None
    return scope


def made(
    report: Report, order: Order, composer: Composer, engine: Engine, work: Work | None = None
) -> Exported:
    exported = export(report, order, composer, engine, work)
    assert exported is not None
    return exported


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))


# -- what is made ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["mp3", "wav"])
def test_an_item_becomes_a_sound_and_its_captions(
    report: Report, composer: Composer, espeak: EspeakEngine, tmp_path: Path, kind: Format
) -> None:
    exported = made(report, Order(scope_of(report, "1.1.1"), tmp_path, kind), composer, espeak)
    stem = "上半年 一、1 经济运行稳中有进"
    assert names(tmp_path) == sorted(f"{stem}.{ending}" for ending in (kind, "lrc", "srt", "vtt"))
    assert sorted(path.name for path in exported.files) == names(tmp_path)
    assert exported.place == tmp_path
    assert 30 < exported.seconds < 90
    srt = (tmp_path / f"{stem}.srt").read_text("utf-8-sig")
    assert "41亿元" in srt
    assert "四十一亿" not in srt
    captions = re.findall(r"--> [\d:,]+\n(.+)", srt)
    assert len(captions) == exported.cues
    text = report.parts[0].chapters[0].items[0].paragraphs[0].text
    assert re.sub(r"\s", "", "".join(captions)) == re.sub(r"\s", "", text)


def test_the_file_is_as_long_as_is_said(
    report: Report, composer: Composer, espeak: EspeakEngine, tmp_path: Path
) -> None:
    scope = scope_of(report, "1.5.3")
    (tmp_path / "a").mkdir()
    wav = made(report, Order(scope, tmp_path, "wav", ()), composer, espeak)
    with wave.open(str(wav.files[0])) as file:
        assert file.getnframes() / file.getframerate() == pytest.approx(wav.seconds, abs=0.001)
    mp3 = made(report, Order(scope, tmp_path / "a", "mp3", ()), composer, espeak)
    assert mp3_at(mp3.files[0]).info.length == pytest.approx(mp3.seconds, abs=0.1)


def test_tags_say_what_it_is(
    report: Report, composer: Composer, espeak: EspeakEngine, tmp_path: Path
) -> None:
    exported = made(report, Order(scope_of(report, "glossary"), tmp_path, captions=()), composer, espeak)
    tags = mp3_at(exported.files[0]).tags
    assert tags["TIT2"].text == ["名词解释"]
    assert tags["TPE1"].text == ["上海市闵行区七宝镇人民政府"]
    assert tags["TALB"].text == [report.title]


def test_everything_becomes_a_folder_with_a_file_for_each_chapter(
    report: Report, composer: Composer, espeak: EspeakEngine, tmp_path: Path
) -> None:
    heard: list[tuple[float, str]] = []
    work = Work(lambda share, words: heard.append((share, words)))
    order = Order(scope_of(report, "all"), tmp_path, "wav", ("lrc",), 300)
    exported = made(report, order, composer, espeak, work)
    assert names(tmp_path) == [report.title]
    files = names(exported.place)
    assert len(files) == 2 * 15
    assert files[:4:2] == ["01 上半年 开头.lrc", "02 上半年 一、聚焦经济发展质量和增速，提升产业发展能级.lrc"]
    assert Counter(name.rpartition(".")[2] for name in files) == {"wav": 15, "lrc": 15}
    shares = [share for share, _ in heard]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert heard[0][1] == "第 1 个，共 15 个，正在录：上半年 开头"
    assert (exported.place.stat().st_mode & 0o777) == 0o755


def test_a_part_has_its_name_in_that_of_its_folder(
    report: Report, composer: Composer, espeak: EspeakEngine, tmp_path: Path
) -> None:
    scope = scope_of(report, "2")
    short = Scope(scope.key, scope.name, scope.sections[-2:])
    exported = made(report, Order(short, tmp_path, "wav", ()), composer, espeak)
    assert exported.place == tmp_path / f"{report.title} 下半年主要工作安排"
    tags = made(report, Order(short, tmp_path, "mp3", ()), composer, espeak)
    assert tags.place.name == f"{report.title} 下半年主要工作安排（2）"
    assert str(mp3_at(tags.files[1]).tags["TRCK"]) == "2/2"


def test_what_is_there_already_is_never_touched(
    report: Report, composer: Composer, espeak: EspeakEngine, tmp_path: Path
) -> None:
    mine = tmp_path / "上半年 五、3 切实加强作风建设.lrc"
    mine.write_text("我的", encoding="utf-8")
    order = Order(scope_of(report, "1.5.3"), tmp_path, "wav", ("lrc",))
    made(report, order, composer, espeak)
    made(report, order, composer, espeak)
    assert names(tmp_path) == sorted(
        [
            mine.name,
            *(f"上半年 五、3 切实加强作风建设（{n}）.{ending}" for n in (2, 3) for ending in ("lrc", "wav")),
        ]
    )
    assert mine.read_text(encoding="utf-8") == "我的"


# -- in step --------------------------------------------------------------------------------------------------------------


def loudness(samples: array[int], rate_hz: int, ms: float, length_ms: float) -> int:
    first = round(ms * rate_hz / 1000)
    return max(map(abs, samples[first : first + round(length_ms * rate_hz / 1000)]), default=0)


@pytest.mark.parametrize(
    "kind",
    ["wav", pytest.param("mp3", marks=pytest.mark.skipif(not shutil.which("ffmpeg"), reason="needs ffmpeg"))],
)
def test_captions_come_with_their_first_sound(
    report: Report, composer: Composer, espeak: EspeakEngine, tmp_path: Path, kind: Format
) -> None:
    exported = made(report, Order(scope_of(report, "1.1"), tmp_path, kind, ("vtt",)), composer, espeak)
    sound, vtt = sorted(exported.files)[:: 1 if kind == "mp3" else -1]
    if kind == "wav":
        with wave.open(str(sound)) as file:
            pcm, rate_hz = file.readframes(file.getnframes()), file.getframerate()
    else:
        asked = ["ffmpeg", "-v", "error", "-i", str(sound), "-f", "s16le", "-ar", "22050", "-"]
        pcm, rate_hz = subprocess.run(asked, capture_output=True, check=True, timeout=60).stdout, 22050
    samples = array("h", pcm)
    starts = [
        int(m) * 60_000 + int(s) * 1000 + int(ms)
        for m, s, ms in re.findall(r"^00:(\d\d):(\d\d)\.(\d{3}) -->", vtt.read_text("utf-8"), re.MULTILINE)
    ]
    assert len(starts) == exported.cues
    after_pause = [ms for ms in starts if loudness(samples, rate_hz, ms - 90, 70) < 300]
    assert len(after_pause) > len(starts) / 2
    # Voiceless stops begin with silence, so the sound may come a little after the syllable's own moment.
    late = [ms for ms in after_pause if loudness(samples, rate_hz, ms - 15, 100) < 1000]
    assert not late


# -- nothing is left ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("after", [0, 1, 5])
@pytest.mark.parametrize(("key", "kind"), [("all", "mp3"), ("1.1.1", "wav")])
def test_a_cancelled_export_leaves_nothing(
    report: Report,
    composer: Composer,
    espeak: EspeakEngine,
    tmp_path: Path,
    after: int,
    key: str,
    kind: Format,
) -> None:
    asked: list[None] = []

    def is_cancelled() -> bool:
        asked.append(None)
        return len(asked) > after

    order = Order(scope_of(report, key), tmp_path, kind)
    assert export(report, order, composer, espeak, Work(is_cancelled=is_cancelled)) is None
    assert names(tmp_path) == []


def test_cancelling_at_the_very_end_still_counts(
    report: Report, composer: Composer, espeak: EspeakEngine, tmp_path: Path
) -> None:
    shares = [0.0]
    work = Work(lambda share, _: shares.append(share), lambda: shares[-1] == 1.0)
    order = Order(scope_of(report, "1.5.3"), tmp_path, "wav")
    assert export(report, order, composer, espeak, work) is None
    assert names(tmp_path) == []


class FailingEngine(EspeakEngine):
    """Says four pieces and fails."""

    said = 0

    def synthesise(self, utterance: Utterance, speed_cpm: int) -> Audio:
        self.said += 1
        if self.said > 4:
            raise VoiceError("语音出错了，请再试。")
        return super().synthesise(utterance, speed_cpm)


def test_a_voice_that_fails_leaves_nothing(report: Report, composer: Composer, tmp_path: Path) -> None:
    for kind in ("mp3", "wav"):
        with pytest.raises(VoiceError, match="再试"):
            export(report, Order(scope_of(report, "all"), tmp_path, kind), composer, FailingEngine())
        assert names(tmp_path) == []


def test_silence_is_not_recorded(report: Report, composer: Composer, tmp_path: Path) -> None:
    with pytest.raises(VoiceError, match="没有声音"):
        export(report, Order(scope_of(report, "all"), tmp_path), composer, SilentEngine())
    assert names(tmp_path) == []


def test_too_little_room_is_said_before_anything_is_written(
    report: Report, composer: Composer, espeak: EspeakEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=10_000_000))
    with pytest.raises(StorageError, match=r"大约要 \d+\.\d MB，只剩 10\.0 MB"):
        export(report, Order(scope_of(report, "all"), tmp_path, "wav"), composer, espeak)
    made(report, Order(scope_of(report, "1.5.3"), tmp_path, "wav"), composer, espeak)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_disk_that_fills_up_leaves_nothing(
    report: Report, composer: Composer, espeak: EspeakEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really_open = Path.open

    def open_full(path: Path, mode: str = "r", **keywords: object) -> object:
        return really_open(Path("/dev/full") if mode == "xb" else path, "wb" if mode == "xb" else mode)

    monkeypatch.setattr(Path, "open", open_full)
    for kind in ("wav", "mp3"):
        with pytest.raises(StorageError, match="放不下了"):
            export(report, Order(scope_of(report, "1.1.1"), tmp_path, kind), composer, espeak)
        assert names(tmp_path) == []


def test_a_stick_that_is_pulled_out_is_named(
    report: Report, composer: Composer, espeak: EspeakEngine, tmp_path: Path
) -> None:
    stick = tmp_path / "U盘"
    order = Order(scope_of(report, "1.1.1"), stick)
    with pytest.raises(StorageError, match=r"U盘 找不到这个地方了"):
        export(report, order, composer, espeak)
    stick.mkdir()

    def pull_out(share: float, words: str) -> None:
        shutil.rmtree(stick, ignore_errors=True)

    with pytest.raises(ReaderError, match="拔掉"):
        export(report, order, composer, espeak, Work(pull_out))
    assert not stick.exists()


def test_a_file_is_no_folder(
    report: Report, composer: Composer, espeak: EspeakEngine, tmp_path: Path
) -> None:
    (tmp_path / "文件").write_text("", encoding="utf-8")
    with pytest.raises(StorageError, match="不是文件夹"):
        export(report, Order(scope_of(report, "1.1.1"), tmp_path / "文件"), composer, espeak)


def test_sound_and_captions_appear_together_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def fail_at_last(path: Path, target: Path) -> Path:
        if path.suffix == ".mp3":
            raise OSError(errno.EIO, "I/O error")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail_at_last)

    def deliver(stage: Staging) -> None:
        stage.write("x.lrc", b"1")
        stage.write("x.mp3", b"2")
        stage.deliver_files("报告")

    with pytest.raises(StorageError, match="拔掉"), staging(tmp_path) as stage:
        deliver(stage)
    assert names(tmp_path) == []


def test_what_a_power_cut_left_is_swept_up_but_not_what_is_being_made(tmp_path: Path) -> None:
    with staging(tmp_path) as first:
        first.write("a", b"")
        left = tmp_path / ".qibao-old.part"
        left.mkdir()
        (left / "a.mp3").write_bytes(b"half")
        (tmp_path / ".qibao-mine.txt").write_bytes(b"")
        long_ago = time.time() - 7200
        os.utime(left / "a.mp3", (long_ago, long_ago))
        os.utime(left, (long_ago, long_ago))
        with staging(tmp_path):
            assert not left.exists()
            assert (first.folder / "a").exists()
    assert names(tmp_path) == [".qibao-mine.txt"]


def test_an_error_without_a_cure_of_its_own_is_told_in_the_systems_words(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="Too many links"), staging(tmp_path):
        raise OSError(errno.EMLINK, os.strerror(errno.EMLINK))
    with pytest.raises(StorageError, match="bad"), staging(tmp_path):
        raise OSError("bad")


# -- words ----------------------------------------------------------------------------------------------------------------


def test_sizes_and_lengths_in_words(report: Report) -> None:
    assert [size_words(n) for n in (-5, 900, 123_456, 14_600_000, 3_240_000_000)] == [
        "0 KB",
        "1 KB",
        "123 KB",
        "14.6 MB",
        "3.2 GB",
    ]
    assert estimate_seconds(scope_of(report, "all"), 180) / 60 == pytest.approx(49, abs=1)
