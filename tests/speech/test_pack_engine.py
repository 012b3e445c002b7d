"""The real sherpa-onnx with self-made packs: every token beeps at a frequency of its own, or breaks in a way of its own."""

from __future__ import annotations

import array
import itertools
import os
import shutil
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import espeakng_loader
import pytest

from reader import paths
from reader.core.traced import Traced
from reader.errors import VoiceError
from reader.speech.composer import Composer
from reader.speech.engine import pause_ms
from reader.speech.engines import child
from reader.speech.engines.level import LEVEL_LUFS, PEAK, loudness_lufs
from reader.speech.engines.pack_engine import PackEngine
from reader.speech.engines.pack_frames import HEADER, READY
from reader.speech.utterance import Pause, Syllable, Token, Utterance
from tests.speech.tiny_onnx import KOKORO_STYLE, RATE_HZ, beeping_voice, frequency_hz, passing_vocoder

TOKENS = (
    "sil", "eos", "hang2", "yin2", "qi1", "bao3", "zhen4", "ren2", "min2", "zi3", "x", "x5", "ni2", "ni3", "xing2",
)  # fmt: skip
HANZI = {
    "航": "hang2", "行": "xing2", "银": "yin2", "七": "qi1", "镇": "zhen4", "人": "ren2", "民": "min2", "尼": "ni2",
    "你": "ni3",
}  # fmt: skip


def make_pack(folder: Path, model: bytes | None = None, **files: str | bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.onnx").write_bytes(beeping_voice() if model is None else model)
    written: dict[str, str | bytes] = {
        "tokens.txt": "".join(f"{token} {at}\n" for at, token in enumerate(TOKENS)),
        "lexicon.txt": "".join(f"{hanzi} {said}\n" for hanzi, said in HANZI.items()),
        **{name.replace("_", "."): content for name, content in files.items()},
    }
    for name, content in written.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def utterance(text: str, *pinyin: str) -> Utterance:
    tokens: list[Token] = [
        Pause(hanzi, at) if hanzi in "，。、" else Syllable(said, at)
        for at, (hanzi, said) in enumerate(zip(text, pinyin, strict=True))
    ]
    return Utterance(text, Traced.verbatim(text), tuple(tokens))


def hz(token: str) -> float:
    return frequency_hz(TOKENS.index(token))


def heard_hz(pcm: bytes, start_ms: float, end_ms: float) -> float:
    """Count the waves in the middle of a stretch."""
    samples = array.array("h", pcm)[int(start_ms * RATE_HZ / 1000) : int(end_ms * RATE_HZ / 1000)]
    inner = samples[len(samples) // 4 : -len(samples) // 4]
    rises = sum(one < 0 <= other for one, other in itertools.pairwise(inner))
    return rises / len(inner) * RATE_HZ


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[PackEngine]:
    engine = PackEngine(make_pack(tmp_path / "哔哔"))
    yield engine
    engine.close()


def test_it_says_what_it_is(engine: PackEngine) -> None:
    info = engine.info
    assert (info.key, info.name, info.tracks, info.rate_hz) == ("pack/哔哔", "哔哔", "clause", RATE_HZ)
    assert info.is_audible
    assert not info.can_shift_pitch


def test_it_reads_the_programs_pinyin_and_not_the_packs_hanzi(engine: PackEngine) -> None:
    audio = engine.synthesise(utterance("银行", "yin2", "hang2"), 180)
    first, second = audio.marks
    assert heard_hz(audio.pcm, first.start_ms, first.end_ms) == pytest.approx(hz("yin2"), rel=0.05)
    assert heard_hz(audio.pcm, second.start_ms, second.end_ms) == pytest.approx(hz("hang2"), rel=0.05)


def matcha_pack(folder: Path) -> Path:
    make_pack(folder, beeping_voice({"sample_rate": "22050"}, kind="matcha"), vocos_onnx=passing_vocoder())
    return folder


def kokoro_pack(folder: Path) -> Path:
    data = Path(espeakng_loader.get_data_path())
    (folder / "espeak-ng-data").mkdir(parents=True)
    for name in ("phontab", "phonindex", "phondata", "intonations"):
        shutil.copy(data / name, folder / "espeak-ng-data")
    tokens = "".join(f"{token} {at}\n" for at, token in enumerate((*TOKENS, ",", ".", " ")))
    voices = bytes(4 * KOKORO_STYLE[0] * KOKORO_STYLE[2])
    return make_pack(folder, beeping_voice(kind="kokoro"), tokens_txt=tokens, voices_bin=voices)


@pytest.mark.parametrize("make", [matcha_pack, kokoro_pack])
def test_packs_of_other_kinds_read_the_programs_pinyin_too(
    tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    engine = PackEngine(make(tmp_path / "包"))
    audio = engine.synthesise(utterance("银行。", "yin2", "hang2", ""), 180)
    heard = {round(heard_hz(audio.pcm, at, at + 80) / 50) * 50 for at in range(0, 600, 20)}
    assert {hz("yin2"), hz("hang2")} <= heard
    assert hz("xing2") not in heard
    engine.close()


def test_third_tones_change_before_third_tones(engine: PackEngine) -> None:
    audio = engine.synthesise(utterance("你你", "ni3", "ni3"), 180)
    first, second = audio.marks
    assert heard_hz(audio.pcm, first.start_ms, first.end_ms) == pytest.approx(hz("ni2"), rel=0.05)
    assert heard_hz(audio.pcm, second.start_ms, second.end_ms) == pytest.approx(hz("ni3"), rel=0.05)


def test_every_syllable_has_a_mark_and_pauses_are_the_programs_own(
    engine: PackEngine, composer: Composer
) -> None:
    composed = composer.compose("上半年，七宝镇人民政府完成生产总值41亿元；同比增长15%。")
    audio = engine.synthesise(composed, 180)
    assert [mark.spoken[0] for mark in audio.marks] == [
        token.at for token in composed.tokens if isinstance(token, Syllable)
    ]
    for one, other in itertools.pairwise(audio.marks):
        assert one.start_ms < one.end_ms <= other.start_ms
    assert audio.marks[3].start_ms - audio.marks[2].end_ms == pytest.approx(pause_ms("，", 180), abs=1)


@pytest.mark.parametrize("speed_cpm", [100, 180, 300])
def test_the_speed_is_the_one_chosen(engine: PackEngine, speed_cpm: int) -> None:
    text = "七镇人民银行七镇人民，银行七镇人民。"
    said = utterance(text, *(HANZI.get(hanzi, "") for hanzi in text))
    audio = engine.synthesise(said, speed_cpm)
    assert len(audio.marks) / audio.duration_ms * 60_000 == pytest.approx(speed_cpm, rel=0.12)


def test_its_silence_is_cut_off(engine: PackEngine) -> None:
    samples = array.array("h", engine.synthesise(utterance("七", "qi1"), 180).pcm)
    assert any(samples[: RATE_HZ // 40])
    assert any(samples[-RATE_HZ // 40 :])


def test_it_is_as_loud_as_other_voices(engine: PackEngine) -> None:
    audio = engine.synthesise(utterance("七镇人民", "qi1", "zhen4", "ren2", "min2"), 180)
    assert loudness_lufs(array.array("h", audio.pcm), RATE_HZ) == pytest.approx(LEVEL_LUFS, abs=0.7)


def test_what_would_be_too_loud_is_softer_as_a_whole(engine: PackEngine) -> None:
    said = utterance("七", "qi1")
    engine._gain = 1000.0
    samples = array.array("h", engine.synthesise(said, 180).pcm)
    assert max(map(abs, samples)) == pytest.approx(PEAK * 32768, abs=2)
    assert sum(abs(each) > 0.97 * PEAK * 32768 for each in samples) < len(samples) / 5


def test_what_it_cannot_say_takes_its_time_all_the_same(tmp_path: Path) -> None:
    engine = PackEngine(make_pack(tmp_path / "少", lexicon_txt="七 qi1\n"))
    audio = engine.synthesise(utterance("银行", "yin2", "hang2"), 180)
    assert not any(audio.pcm)
    assert all(mark.end_ms - mark.start_ms > 200 for mark in audio.marks)
    assert engine.synthesise(utterance("，", ""), 180).marks == ()
    engine.close()


def test_a_long_breath_is_cut(engine: PackEngine) -> None:
    audio = engine.synthesise(utterance("七" * 100, *["qi1"] * 100), 300)
    assert len(audio.marks) == 100


BROKEN: dict[str, Callable[[Path], Path]] = {
    "cut short": lambda path: make_pack(path, beeping_voice()[:800]),
    "not a model": lambda path: make_pack(path, os.urandom(4000)),
    "without its notes, which ends the process": lambda path: make_pack(
        path, beeping_voice().replace(b"sample_rate", b"sample_ratx")
    ),
    "of no sample rate": lambda path: make_pack(path, beeping_voice({"sample_rate": "many"})),
    "of an old edition, which ends the process": lambda path: make_pack(
        path, beeping_voice({"comment": "melo"})
    ),
    "of another language": lambda path: make_pack(path, beeping_voice({"language": "French"})),
    "with damaged tokens, which end the process": lambda path: make_pack(path, tokens_txt="qi1 a\nfoo\n"),
    "with a lexicon of nothing": lambda path: make_pack(path, lexicon_txt=os.urandom(3000)),
    "with tokens that do not fit": lambda path: make_pack(path, tokens_txt="a 0\n"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_damaged_pack_is_told_and_the_program_lives(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = BROKEN[kind](tmp_path / "坏包")
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    with pytest.raises(VoiceError, match=r"“坏包”.+请"):
        PackEngine(folder)
    assert not list((tmp_path / "tmp").iterdir())


def test_a_pack_that_hangs_is_ended(tmp_path: Path) -> None:
    folder = make_pack(tmp_path / "慢包", beeping_voice(hangs=True))
    with pytest.raises(VoiceError, match=r"“慢包”太久没有回应.+请"):
        PackEngine(folder, speaking_s=3)


def test_a_pack_that_breaks_while_reading_is_told_and_starts_anew(engine: PackEngine) -> None:
    said = utterance("七", "qi1")
    assert engine._worker is not None
    engine._worker._process.kill()
    engine._worker._process.wait()
    assert any(engine.synthesise(said, 180).pcm)


@pytest.mark.parametrize("chance", range(5))  # where the thread that reads is when it is closed, is chance
def test_it_can_be_closed_while_it_speaks(tmp_path: Path, chance: int) -> None:
    engine = PackEngine(make_pack(tmp_path / "一"))
    said = utterance("七，" * 300, *["qi1", ""] * 300)
    begun = threading.Event()
    ended: list[object] = []

    def read() -> None:
        begun.set()
        try:
            ended.append(engine.synthesise(said, 180))
        except VoiceError as error:
            ended.append(error)

    reading = threading.Thread(target=read)
    reading.start()
    begun.wait()
    time.sleep(chance * 0.02)
    engine.close()
    reading.join(60)
    assert len(ended) == 1
    engine.close()


def test_no_process_outlives_its_engine(tmp_path: Path) -> None:
    engine = PackEngine(make_pack(tmp_path / "一"))
    assert engine._worker is not None
    process = engine._worker._process
    engine.close()
    assert process.returncode is not None


def test_a_speaker_that_the_pack_does_not_have_is_told(tmp_path: Path) -> None:
    with pytest.raises(VoiceError, match=r"没有第 7 号说话人.+pack\.toml"):
        PackEngine(make_pack(tmp_path / "一", pack_toml="speaker = 7"))


def test_without_sherpa_the_cure_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sherpa_onnx", None)
    with pytest.raises(VoiceError, match="pip install sherpa-onnx"):
        PackEngine(make_pack(tmp_path / "一"))


def test_neither_a_hanging_pack_nor_its_files_outlive_a_program_that_was_killed(tmp_path: Path) -> None:
    folder = make_pack(tmp_path / "慢包", beeping_voice(hangs=True))
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    worker = subprocess.Popen(
        child.command(
            "reader.speech.engines.pack_worker",
            str(folder),
            str(paths.resources() / "speech" / "dictionary.txt"),
            str(scratch),
        ),
        env=child.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert worker.stdin is not None
    assert worker.stdout is not None
    status, length = struct.unpack(HEADER, worker.stdout.read(struct.calcsize(HEADER)))
    assert (status, len(worker.stdout.read(length))) == (READY, length)
    worker.stdin.write(b'{"syllables": [["qi1", "x"]], "pause": "", "speed": 1.0, "gain": 1.0}\n')
    worker.stdin.close()
    assert worker.wait(60) == 0
    assert not scratch.exists()
    worker.stdout.close()
