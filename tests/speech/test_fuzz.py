"""Whatever is thrown at the speech, nothing breaks: any text, any lexicon, any pack, any utterance.

The examples are the same in every run (``derandomize``); to look for new ones: ``pytest --hypothesis-profile=hunt``.
"""

from __future__ import annotations

import itertools
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from reader import paths
from reader.core.sentences import sentences
from reader.core.span import Span
from reader.core.traced import Traced
from reader.errors import LexiconError, VoiceError
from reader.speech.composer import Composer
from reader.speech.engine import Audio, Engine
from reader.speech.engines.espeak import EspeakEngine
from reader.speech.engines.pack import read_pack
from reader.speech.engines.silent import SilentEngine
from reader.speech.pieces import pieces_of
from reader.speech.pinyin.hanzi import PAUSES, is_hanzi
from reader.speech.pinyin.lexicon import Lexicon
from reader.speech.pinyin.own_lexicon import OwnLexicon
from reader.speech.pinyin.tones import split_pinyin, with_digits, with_marks
from reader.speech.playback.sound import ClockSink
from reader.speech.player import Passage, Player
from reader.speech.recordings.recording import record
from reader.speech.utterance import Pause, Syllable, Token, Utterance

_SYLLABLE = re.compile(r"[a-z]{1,6}[1-5]")
_REPORT = "".join(
    line for line in paths.bundled_report().read_text(encoding="utf-8", errors="replace").splitlines()
)

# -- texts -------------------------------------------------------------------------------------------------------

_ANY = st.text(st.characters(), max_size=60) | st.text(
    st.characters(categories=["Cs", "Cc", "Cf", "Co", "So"])
)
_SIGNS = st.text(
    "0123456789０１９.,:：/-—~～%％℃㎡²×+＋()（）①Ⅲⅳ一二两十百千万亿零〇年月日号时分秒第约元人个点第nNgG，。、；？！…《》“”<&>\"'\\\t ",
    max_size=40,
)
_HANZI = st.text(st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF) | st.sampled_from("不一㐀𠀀豈〇"))
_FROM_REPORT = st.builds(
    lambda at, length: _REPORT[at : at + length], st.integers(0, len(_REPORT)), st.integers(0, 120)
)
TEXTS = st.lists(_ANY | _SIGNS | _HANZI | _FROM_REPORT, max_size=5).map("".join)

CORNERS = {
    "nothing": "",
    "white space": " \t\n\r\u3000\u2028\u2029\x85",
    "control characters": "七\x00宝\x07镇\x1b[31m\x7f\x9f报告\x0b\x0c",
    "lone surrogates": "七\ud800宝\udfff镇\udc80",
    "emoji": "七宝😀👨‍👩‍👧‍👦🇨🇳镇👍🏽",
    "rare hanzi": "𠀀𠮷䶮㛃龘𫟼𬭊〇",
    "traditional hanzi": "後來發現臺灣體育館裏麵條乾淨，頭髮乾燥",
    "compatibility hanzi and radicals": "豈更車⼀⺀〡〢",
    "markup": "<speak>&amp;<break time='9s'/></speak>[[_^_]]{{x}}\\n%s$(rm)`ls`\x01k5",
    "combining and directions": "ā́̂七\u202e宝镇\u202c\u200b\u200d\ufeff",
    "nothing but marks": "。！？；：，、…——·“”（）",
    "a long number": "1" * 400,
    "a long decimal": "0." + "3" * 400,
    "nested": "（" * 300 + "7" + "）" * 300,
    "ranges of ranges": "1-2-3—4~5/6:7" * 20,
    "letters": "WiFi APP ETC iPhone13ProMax x²+y²",
}


def check_utterance(text: str, utterance: Utterance) -> None:
    """Make sure that an utterance keeps every promise its class and its makers give."""
    spoken = utterance.spoken
    assert utterance.text == text
    assert all(0 <= start <= end <= len(text) for start, end in spoken.origins)
    for (start, end), (next_start, next_end) in itertools.pairwise(spoken.origins):
        assert start <= next_start, "origins go backwards"
        assert end <= next_end, "origins go backwards"
    places = [token.at for token in utterance.tokens]
    assert places == sorted(places)
    for token in utterance.tokens:
        if isinstance(token, Pause):
            assert token.mark == spoken.text[token.at]
            assert token.mark in PAUSES
        else:
            assert _SYLLABLE.fullmatch(token.pinyin), token
    syllables = [token.at for token in utterance.tokens if isinstance(token, Syllable)]
    hanzi = [at for at, char in enumerate(spoken.text) if is_hanzi(char)]
    assert [at for at in syllables if is_hanzi(spoken.text[at])] == hanzi


def check_audio(utterance: Utterance, audio: Audio) -> None:
    """Make sure that there is one mark a syllable, in order, and each within the sound and the text."""
    syllables = [token.at for token in utterance.tokens if isinstance(token, Syllable)]
    assert [mark.spoken[0] for mark in audio.marks] == syllables
    assert len(audio.pcm) % 2 == 0
    before_ms = 0.0
    for mark in audio.marks:
        assert before_ms <= mark.start_ms <= mark.end_ms <= audio.duration_ms + 0.1
        assert 0 <= mark.origin[0] <= mark.origin[1] <= len(utterance.text)
        before_ms = mark.start_ms


@given(TEXTS)
@example("每周二、四14:00")
def test_any_text_becomes_an_utterance(composer: Composer, text: str) -> None:
    check_utterance(text, composer.compose(text))


@pytest.mark.parametrize("text", CORNERS.values(), ids=CORNERS)
def test_corner_inputs_are_composed_cut_and_said(composer: Composer, espeak: EspeakEngine, text: str) -> None:
    utterance = composer.compose(text)
    check_utterance(text, utterance)
    check_audio(utterance, espeak.synthesise(utterance, 180))
    assert "".join(text[start:end] for start, end in sentences(text)) == text
    recording = record(text, composer, espeak, 300)
    assert all(0 <= moment.start <= moment.start + moment.length <= len(text) for moment in recording.moments)


@given(TEXTS)
def test_pieces_say_everything_once(composer: Composer, text: str) -> None:
    passages = [Passage(Span(0, start, end), text[start:end]) for start, end in sentences(text)]
    said: dict[int, list[Token]] = {}
    for piece in pieces_of(passages, composer.compose):
        said.setdefault(piece.index, []).extend(piece.part.tokens)
        assert len(piece.part.tokens) <= 200, "a piece is to be ready soon"
    for index, tokens in said.items():
        assert tuple(tokens) == composer.compose(passages[index].text).tokens
    assert list(said) == list(range(len(passages)))


@pytest.mark.parametrize("unit", ["七宝镇", "1", "a", "<", "\ud800", "12.5%", "(一)", "每", "一不"])
def test_long_text_without_punctuation_takes_linear_time(composer: Composer, unit: str) -> None:
    """No timing is asserted: what grows with the square of the length takes hours here, and runs into pytest's limit."""
    text = unit * (40_000 // len(unit))
    check_utterance(text, composer.compose(text))


# -- the voice ---------------------------------------------------------------------------------------------------

_PINYIN = st.from_regex(_SYLLABLE, fullmatch=True) | st.sampled_from(
    ["qi1", "bao3", "xiong2", "lv4", "er2", "a5"]
)


@st.composite
def utterances(draw: st.DrawFn) -> Utterance:
    """Any tokens at all, in order, on a text that need not fit them."""
    kinds = draw(st.lists(st.none() | st.sampled_from(PAUSES), max_size=80))
    tokens = tuple(Pause(mark, at) if mark else Syllable(draw(_PINYIN), at) for at, mark in enumerate(kinds))
    text = "字" * len(kinds)
    return Utterance(text, Traced.verbatim(text), tokens)


@given(utterances(), st.integers(-50, 1000))
@settings(max_examples=60)
def test_any_utterance_is_said_with_a_mark_a_syllable(
    espeak: EspeakEngine, utterance: Utterance, speed_cpm: int
) -> None:
    check_audio(utterance, espeak.synthesise(utterance, speed_cpm))
    check_audio(utterance, SilentEngine().synthesise(utterance, speed_cpm))


# -- files -------------------------------------------------------------------------------------------------------

_FIELD = st.sampled_from(
    ["七莘路", "WiFi", "", "一", "qi1 xin1 lu4", "bang9", "QI1", "#", "上海", "\x00", "字" * 60]
)
_ROWS = st.lists(st.lists(_FIELD | st.text(max_size=8), max_size=5).map("\t".join), max_size=8).map("\n".join)
_BYTES = st.binary(max_size=200) | _ROWS.map(lambda text: text.encode("utf-8", "surrogatepass"))


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="qibao-fuzz-") as made:
        yield Path(made)


@given(data=_BYTES, text=TEXTS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(data=b"\xff\xfe\x00", text="七")
@example(data="七宝\tqi1\t少一个音节\n报\tbao4\t好的\n".encode(), text="七宝报")
def test_any_lexicon_loads_and_is_of_use(composer: Composer, folder: Path, data: bytes, text: str) -> None:
    path = folder / "lexicon.tsv"
    path.write_bytes(data)
    lexicon = Lexicon.load([path])
    assert all(all(map(_SYLLABLE.fullmatch, syllables)) for syllables in lexicon.entries.values())
    end = 0
    for start, last, _ in lexicon.matches(text):
        assert end <= start < last <= len(text)
        end = last
    check_utterance(text, Composer(lexicon, composer._dictionary, lexicon).compose(text))


@given(
    data=_BYTES, phrase=_FIELD | st.text(max_size=10), pinyin=_FIELD | st.text(max_size=20), note=st.text()
)
def test_any_own_lexicon_is_read_and_written(
    folder: Path, data: bytes, phrase: str, pinyin: str, note: str
) -> None:
    path = folder / "own.tsv"
    path.write_bytes(data)
    own = OwnLexicon(path)
    kept = {row.phrase for row in own.rows}
    with suppress(LexiconError):
        reading = own.put(phrase, pinyin, note)
        again = OwnLexicon(path)
        assert reading in again.rows
        assert kept <= {row.phrase for row in again.rows} | {reading.phrase.upper(), reading.phrase.lower()}
    own.remove(phrase)


@given(st.text(max_size=30) | _PINYIN, st.none() | st.integers(0, 5))
def test_any_pinyin_is_understood_or_refused(written: str, count: int | None) -> None:
    with_marks(written)
    with_digits(written)
    with suppress(LexiconError):
        assert all(map(_SYLLABLE.fullmatch, split_pinyin(written, count)))


@given(
    st.binary(max_size=120) | st.text(max_size=80).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.sets(st.sampled_from(["model.onnx", "tokens.txt", "lexicon.txt", "voices.bin", "vocos-22khz.onnx"])),
)
def test_any_pack_is_read_or_refused_in_plain_words(folder: Path, toml: bytes, names: set[str]) -> None:
    with tempfile.TemporaryDirectory(dir=folder) as made:
        pack = Path(made)
        (pack / "pack.toml").write_bytes(toml)
        for name in names:
            (pack / name).write_bytes(b"x")
        refused = ""
        try:
            read_pack(pack)
        except VoiceError as error:
            refused = str(error)
        assert not refused or re.search("[一-龥]", refused)


# -- the player --------------------------------------------------------------------------------------------------


class Clock:
    now_s = 50.0

    def __call__(self) -> float:
        return self.now_s


def read_to_the_end(player: Player, clock: Clock, qtbot: QtBot) -> None:
    """Turn the clock on until the player has finished."""
    finished = QSignalSpy(player.finished)
    limit_s = time.monotonic() + 60
    while not finished.count():
        assert time.monotonic() < limit_s, "the reading hangs"
        qtbot.wait(1)
        clock.now_s += 0.2  # the shortest clip, of a line with nothing to say, lasts 0.23 s
        player.follow()
    player.stop()


@pytest.mark.parametrize("make", [EspeakEngine, SilentEngine], ids=["the real voice", "the silent voice"])
def test_all_corner_inputs_are_read_to_the_end(
    composer: Composer, make: Callable[[], Engine], qtbot: QtBot
) -> None:
    clock = Clock()
    player = Player(composer, make(), lambda rate_hz: ClockSink(rate_hz, clock), clock=clock)
    problems: list[str] = []
    sentences_begun: list[int] = []
    player.problem_found.connect(problems.append)
    player.sentence_changed.connect(lambda index, _span: sentences_begun.append(index))
    player.load([Passage(Span(at, 0, len(text)), text) for at, text in enumerate(CORNERS.values())])
    player.play(0)
    read_to_the_end(player, clock, qtbot)
    player.close()
    assert set(sentences_begun) == set(range(len(CORNERS)))
    assert [each for each in problems if "语音" not in each] == []


def test_a_huge_sentence_begins_soon_and_can_be_left(
    composer: Composer, espeak: EspeakEngine, qtbot: QtBot
) -> None:
    """It is said piece by piece: the first sounds although the whole would take the voice minutes."""
    clock = Clock()
    player = Player(composer, espeak, lambda rate_hz: ClockSink(rate_hz, clock), clock=clock)
    text = "七宝镇人民政府" * 30_000
    sounded = QSignalSpy(player.character_sounded)
    player.load([Passage(Span(0, 0, len(text)), text), Passage(Span(1, 0, 2), "完了")])
    player.play(0)

    def has_sounded() -> bool:
        clock.now_s += 0.01
        player.follow()
        return sounded.count() > 3

    qtbot.waitUntil(has_sounded, timeout=30_000)
    player.next_sentence()
    read_to_the_end(player, clock, qtbot)
    player.close()
