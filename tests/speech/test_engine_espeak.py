"""The real library, or rather both: the system's (1.51 on Debian 12) and that of espeakng-loader (1.52)."""

from __future__ import annotations

import array
import ctypes.util
import itertools
import math
import operator
import os
import random
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import espeakng_loader
import pytest

from reader.core.traced import Traced
from reader.errors import VoiceError
from reader.speech.composer import Composer
from reader.speech.engine import Audio
from reader.speech.engines import load_voice
from reader.speech.engines.espeak import VARIANTS, EspeakEngine, Variant, rate_for
from reader.speech.engines.espeak_library import (
    LIBRARY_VARIABLE,
    Candidate,
    candidates,
)
from reader.speech.engines.level import LEVEL_LUFS, PEAK, loudness_lufs
from reader.speech.utterance import Pause, Syllable, Token, Utterance

ROOT = Path(__file__).parents[2]
BUNDLED = Candidate(espeakng_loader.get_library_path(), espeakng_loader.get_data_path())
SENTENCES = (
    "上半年，完成生产总值41亿元，同比增长15%；财政总收入（不含免抵调）完成24.03亿元。",
    "积极推进“一核一区一带”产业规划落地，七宝生态商务区道路全线贯通！",
    "二、坚持以人为本，增进民生福祉",
)


@pytest.fixture(params=["first found", "bundled"])
def voice(request: pytest.FixtureRequest) -> EspeakEngine:
    return EspeakEngine() if request.param == "first found" else EspeakEngine([BUNDLED])


def utterance(*syllables: str) -> Utterance:
    tokens: list[Token] = [
        Pause(said, at) if said in {"，", "。", "、"} else Syllable(said, at)
        for at, said in enumerate(syllables)
    ]
    return Utterance("字" * len(tokens), Traced.verbatim("字" * len(tokens)), tuple(tokens))


@pytest.mark.parametrize("text", SENTENCES)
def test_every_syllable_has_a_mark_in_order(voice: EspeakEngine, composer: Composer, text: str) -> None:
    composed = composer.compose(text)
    audio = voice.synthesise(composed, 180)
    assert [mark.spoken[0] for mark in audio.marks] == [
        token.at for token in composed.tokens if isinstance(token, Syllable)
    ]
    assert audio.marks[0].start_ms < 10
    for one, other in zip(audio.marks, audio.marks[1:], strict=False):
        assert one.start_ms + 60 < one.end_ms <= other.start_ms
    assert audio.marks[-1].end_ms <= audio.duration_ms
    assert any(audio.pcm)


def test_a_number_lights_where_it_stands(voice: EspeakEngine, composer: Composer) -> None:
    text = "增长15%。"
    marks = voice.synthesise(composer.compose(text), 180).marks
    assert {text[slice(*mark.origin)] for mark in marks[2:]} == {"15%"}


def test_pauses_are_the_programs_own(voice: EspeakEngine) -> None:
    for mark, least_ms in (("、", 160), ("，", 260), ("。", 500)):
        first, second = voice.synthesise(utterance("qi1", mark, "bao3"), 180).marks
        assert second.start_ms - first.end_ms == pytest.approx(least_ms, abs=1)


def test_it_neither_begins_nor_ends_with_silence(voice: EspeakEngine) -> None:
    pcm = voice.synthesise(utterance("，", "qi1", "bao3"), 180).pcm
    assert any(pcm[:600])
    assert any(pcm[-600:])


@pytest.mark.parametrize("speed_cpm", [100, 180, 300])
def test_the_speed_is_the_one_chosen(voice: EspeakEngine, composer: Composer, speed_cpm: int) -> None:
    text = (ROOT / "data" / "qibao-2021-h1.txt").read_text(encoding="utf-8").replace(",", "，").splitlines()
    sounds = [voice.synthesise(composer.compose(line), speed_cpm) for line in text if 80 < len(line) < 200][
        :6
    ]
    syllables = sum(len(audio.marks) for audio in sounds)
    minutes = sum(audio.duration_ms for audio in sounds) / 60_000
    assert syllables / minutes == pytest.approx(speed_cpm, rel=0.08)


def test_speeds_out_of_range_are_brought_into_it() -> None:
    assert rate_for(1) == rate_for(100) < rate_for(180) < rate_for(300) < rate_for(9999)
    said = utterance("qi1", "bao3")
    assert (
        len(EspeakEngine().synthesise(said, 1).marks) == len(EspeakEngine().synthesise(said, 9999).marks) == 2
    )


def test_both_versions_say_xiong_qiong_jiong_in_mandarin() -> None:
    said = utterance("xiong2", "mao1", "qiong2", "ren2", "jiong3", "xiang4")
    found, bundled = (engine.synthesise(said, 180) for engine in (EspeakEngine(), EspeakEngine([BUNDLED])))
    # Spelled in English, each of them takes twice as long.
    assert bundled.duration_ms == pytest.approx(found.duration_ms, rel=0.1)
    assert len(bundled.marks) == 6


def test_what_is_not_pinyin_is_passed_over(voice: EspeakEngine) -> None:
    marks = voice.synthesise(utterance("qi1", "[[", "♥", "English", "", "bao3"), 180).marks
    assert len(marks) == 6
    assert marks[1].start_ms == marks[5].start_ms


@pytest.mark.parametrize("tokens", [(), ("，",), ("♥",), ("，", "。")])
def test_nothing_to_say_is_no_error(voice: EspeakEngine, tokens: tuple[str, ...]) -> None:
    audio = voice.synthesise(utterance(*tokens), 180)
    assert not any(audio.pcm)
    assert len(audio.marks) == tokens.count("♥")


def test_a_long_breath_is_cut_without_a_pause(voice: EspeakEngine) -> None:
    marks = voice.synthesise(utterance(*["ma1"] * 200), 180).marks
    assert len(marks) == 200
    assert max(other.start_ms - one.start_ms for one, other in itertools.pairwise(marks)) < 600


def test_four_threads_may_speak_at_once(voice: EspeakEngine, composer: Composer) -> None:
    composed = [composer.compose(text) for text in SENTENCES]
    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(lambda n: len(voice.synthesise(composed[n % 3], 180 + n).marks), range(24)))
    assert counts[:3] * 8 == counts


def test_a_library_that_is_something_else_is_named_and_passed_over() -> None:
    other = Candidate(ctypes.util.find_library("c") or "")
    with pytest.raises(VoiceError, match=f"{re.escape(other.path)} 不是 espeak-ng"):
        EspeakEngine([other])
    assert "1.52" in EspeakEngine([other, BUNDLED]).info.maker


def test_a_library_that_is_not_there_is_passed_over() -> None:
    assert "1.52" in EspeakEngine([Candidate("/nowhere/libespeak-ng.so"), BUNDLED]).info.maker


def test_one_named_library_takes_the_place_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LIBRARY_VARIABLE, "/nowhere/libespeak-ng.so")
    assert candidates() == (Candidate("/nowhere/libespeak-ng.so"),)
    engine, problem = load_voice()
    assert not engine.info.is_audible
    assert problem is not None
    assert "apt install espeak-ng" in problem


def test_without_data_folder_the_program_lives_and_says_so(tmp_path: Path) -> None:
    done = _in_new_process(f"EspeakEngine([Candidate({BUNDLED.path!r}, {str(tmp_path)!r})])")
    assert "VoiceError" in done.stderr
    assert "espeak-ng-data" in done.stderr


def test_a_library_without_mandarin_is_refused(tmp_path: Path) -> None:
    assert BUNDLED.data is not None
    data = Path(shutil.copytree(BUNDLED.data, tmp_path / "espeak-ng-data"))
    for file in data.rglob("cmn*"):
        file.unlink()
    done = _in_new_process(f"EspeakEngine([Candidate({BUNDLED.path!r}, {str(data)!r})])")
    assert "VoiceError" in done.stderr
    assert "cmn-latn-pinyin" in done.stderr


def test_without_the_wheel_only_the_systems_library_is_tried() -> None:
    done = _in_new_process(
        "class Absent:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'espeakng_loader': raise ImportError(name)\n"
        "import sys; sys.meta_path.insert(0, Absent())\n"
        "from reader.speech.engines.espeak_library import candidates\n"
        "print(len(candidates()))"
    )
    assert done.stdout.strip() in {"1", "2"}
    assert done.returncode == 0


def test_a_failure_inside_the_library_is_told_and_not_lost(
    voice: EspeakEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bytes:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr("reader.speech.engines.espeak_library.ctypes.string_at", fail)
        with pytest.raises(VoiceError, match="espeak-ng"):
            voice.synthesise(utterance("qi1"), 180)
    assert voice.synthesise(utterance("qi1"), 180).marks


LIBRARIES = {"first found": None, "bundled": (BUNDLED,)}


@pytest.mark.parametrize("libraries", LIBRARIES.values(), ids=LIBRARIES)
@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.own_name or "usual")
def test_every_variant_says_every_syllable_in_both_versions(
    variant: Variant, libraries: tuple[Candidate, ...] | None, composer: Composer
) -> None:
    voice = EspeakEngine(libraries, variant.own_name)
    composed = [composer.compose(text) for text in SENTENCES]
    audios = [voice.synthesise(each, 180) for each in composed]
    for each, audio in zip(composed, audios, strict=True):
        assert len(audio.marks) == sum(isinstance(token, Syllable) for token in each.tokens)
        assert len({mark.start_ms for mark in audio.marks}) == len(audio.marks)
    assert voice.info.name == variant.name
    assert voice.info.can_shift_pitch


@pytest.mark.parametrize("libraries", LIBRARIES.values(), ids=LIBRARIES)
def test_all_variants_are_equally_loud_and_leave_room_above(
    libraries: tuple[Candidate, ...] | None, composer: Composer
) -> None:
    composed = [composer.compose(text) for text in SENTENCES]
    for variant in VARIANTS:
        voice = EspeakEngine(libraries, variant.own_name)
        samples = array.array("h")
        for each in composed:
            samples.frombytes(voice.synthesise(each, 180).pcm)
        loudness = loudness_lufs(samples, voice.info.rate_hz)
        assert loudness == pytest.approx(LEVEL_LUFS, abs=0.7), variant.name
        assert 20 * math.log10(true_peak(samples)) <= -1, variant.name


def true_peak(samples: array.array[int]) -> float:
    """Give the highest point of the wave by full scale, looked for around the highest samples, four times oversampled.

    Between samples the wave is what the windowed sinc makes of the 24 around.
    """
    highest = max(map(abs, samples))
    found = float(highest)
    for at in (at for at, each in enumerate(samples) if abs(each) > 0.9 * highest):
        around = samples[max(0, at - 12) : at + 13]
        for quarter in (-0.75, -0.5, -0.25, 0.25, 0.5, 0.75):
            offsets = (quarter - each for each in range(-min(12, at), len(around) - min(12, at)))
            wave = sum(
                each * math.sin(math.pi * x) / (math.pi * x) * math.cos(math.pi * x / 26) ** 2
                for each, x in zip(around, offsets, strict=True)
            )
            found = max(found, abs(wave))
    return found / 32768


@pytest.mark.parametrize(("pitch", "speed_cpm"), [(0, 100), (50, 180), (100, 300)])
def test_no_sample_rises_above_the_peak_however_it_is_said(pitch: int, speed_cpm: int) -> None:
    for variant in VARIANTS:
        audio = EspeakEngine(None, variant.own_name, pitch).synthesise(
            utterance(*["ba1", "da4", "a4", "wa3"] * 5), speed_cpm
        )
        assert max(map(abs, array.array("h", audio.pcm))) <= PEAK * 32768 + 1


def test_slow_is_as_slow_as_it_says(voice: EspeakEngine, composer: Composer) -> None:
    composed = [composer.compose(text) for text in SENTENCES]
    slow, usual = (
        sum(voice.synthesise(each, speed_cpm).duration_ms for each in composed) for speed_cpm in (100, 180)
    )
    assert slow == pytest.approx(1.8 * usual, rel=0.03)


@pytest.mark.parametrize("speed_cpm", [100, 180, 300])
def test_all_variants_keep_the_same_speed(composer: Composer, speed_cpm: int) -> None:
    composed = [composer.compose(text) for text in SENTENCES]
    lengths = [
        sum(EspeakEngine(None, variant.own_name).synthesise(each, speed_cpm).duration_ms for each in composed)
        for variant in VARIANTS
    ]
    assert lengths == [pytest.approx(lengths[0], rel=0.03)] * len(lengths)


def test_variants_are_lower_and_higher_and_pitch_moves_them() -> None:
    said = utterance("ma1", "ma1", "ma1", "ma1")

    def hertz(variant: str, pitch: int) -> float:
        return base_frequency_hz(EspeakEngine(None, variant, pitch).synthesise(said, 180))

    low, usual, high, highest = (hertz(variant, 50) for variant in ("m4", "", "f1", "belinda"))
    assert low < 0.97 * usual < usual < 0.7 * high < high < 0.9 * highest
    assert hertz("", 0) == pytest.approx(usual * 2 ** (-3.7 / 12), rel=0.08)
    assert hertz("", 100) == pytest.approx(usual * 2 ** (3.7 / 12), rel=0.08)
    assert hertz("", -5) == pytest.approx(hertz("", 0), rel=0.02)


def test_a_first_tone_stays_higher_than_a_third_at_every_pitch() -> None:
    for pitch in (0, 50, 100):
        voice = EspeakEngine(None, "", pitch)
        first, third = (
            base_frequency_hz(voice.synthesise(utterance(said, said), 180)) for said in ("ma1", "ma3")
        )
        assert first > 1.2 * third


def base_frequency_hz(audio: Audio) -> float:
    """Measure the pitch in the middle of a sound, by the lag at which it resembles itself most."""
    samples = array.array("h", audio.pcm)
    middle = samples[len(samples) // 2 - 1500 : len(samples) // 2 + 1500]
    lags = range(audio.rate_hz // 330, audio.rate_hz // 50)
    likeness = [sum(map(operator.mul, middle[lag:], middle)) / (len(middle) - lag) for lag in lags]
    best = max(likeness)
    # The first lag that is nearly as good: twice the period resembles the sound as well.
    at = next(
        i for i in range(1, len(lags) - 1)
        if likeness[i] > 0.93 * best and likeness[i - 1] <= likeness[i] >= likeness[i + 1]
    )  # fmt: skip
    return audio.rate_hz / lags[at]


def test_a_variant_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(VoiceError, match="另选一种"):
        EspeakEngine(None, "../../secret")
    assert BUNDLED.data is not None
    data = Path(shutil.copytree(BUNDLED.data, tmp_path / "espeak-ng-data"))
    (data / "voices" / "!v" / "m4").unlink()
    done = _in_new_process(f"EspeakEngine([Candidate({BUNDLED.path!r}, {str(data)!r})], 'm4')")
    assert "没有“低沉的男声（电子音）”" in done.stderr


@pytest.mark.parametrize("name", ["phontab", "phonindex", "phondata", "intonations", "cmn_dict"])
def test_empty_data_files_are_told_before_they_end_the_program(tmp_path: Path, name: str) -> None:
    data = _copied_data(tmp_path)
    (data / name).write_bytes(b"")
    done = _in_new_process(f"EspeakEngine([Candidate({BUNDLED.path!r}, {str(data)!r})])")
    assert done.returncode == 1
    assert "里有空文件，请重新安装 espeak-ng" in done.stderr


@pytest.mark.parametrize("name", ["phontab", "phonindex"])
def test_damaged_data_that_end_a_process_do_not_end_the_program(tmp_path: Path, name: str) -> None:
    data = _copied_data(tmp_path)
    (data / name).write_bytes(random.Random(1).randbytes((data / name).stat().st_size))
    load = f"EspeakEngine([Candidate({BUNDLED.path!r}, {str(data)!r})]"
    assert _in_new_process(f"{load}).synthesise").returncode != 0
    done = _in_new_process(
        f"from pathlib import Path\n{load}, checked=Path({str(tmp_path / 'c' / 'checked')!r}))"
    )
    assert done.returncode == 1
    assert "坏了，请重新安装 espeak-ng" in done.stderr
    assert not (tmp_path / "c" / "checked").exists()


def test_sound_data_are_tried_once_and_remembered(tmp_path: Path) -> None:
    checked = tmp_path / "c" / "checked"
    load = f"from pathlib import Path\nEspeakEngine(checked=Path({str(checked)!r}))"
    assert _in_new_process(load).returncode == 0
    known = checked.read_text()
    assert len(known.split()) == 1
    again = "import sys, reader.speech.engines.child as child\nchild.succeeds = None\n" + load
    assert _in_new_process(again).returncode == 0
    assert checked.read_text() == known
    checked.write_bytes(b"\xff\xfe")
    assert _in_new_process(load).returncode == 0
    assert checked.read_text().split() == known.split()


def test_where_nothing_can_be_remembered_the_voice_speaks_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "c").touch()
    load = f"from pathlib import Path\nEspeakEngine(checked=Path({str(tmp_path / 'c' / 'checked')!r}))"
    assert _in_new_process(load).returncode == 0


def _copied_data(folder: Path) -> Path:
    assert BUNDLED.data is not None
    return Path(shutil.copytree(BUNDLED.data, folder / "espeak-ng-data"))


def _in_new_process(code: str) -> subprocess.CompletedProcess[str]:
    code = "from reader.speech.engines.espeak import Candidate, EspeakEngine\n" + code
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
        encoding="utf-8",
    )
