"""The real library, or rather both: the system's (1.51 on Debian 12) and that of espeakng-loader (1.52)."""

from __future__ import annotations

import itertools
import os
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
from reader.speech.engines import load_voice
from reader.speech.engines.espeak import (
    LIBRARY_VARIABLE,
    Candidate,
    EspeakEngine,
    candidates,
    rate_for,
)
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
    assert rate_for(1) == rate_for(100) < rate_for(180) < rate_for(300) == rate_for(9999)


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


def test_a_library_that_is_not_there_is_passed_over() -> None:
    assert "1.52" in EspeakEngine([Candidate("/nowhere/libespeak-ng.so"), BUNDLED]).info.detail


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
        "from reader.speech.engines.espeak import candidates\n"
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
        patch.setattr("reader.speech.engines.espeak.ctypes.string_at", fail)
        with pytest.raises(VoiceError, match="espeak-ng"):
            voice.synthesise(utterance("qi1"), 180)
    assert voice.synthesise(utterance("qi1"), 180).marks


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
