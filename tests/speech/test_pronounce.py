"""Syllables of what is spoken: polyphones, sandhi, letters."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import paths
from reader.speech.composer import Composer
from reader.speech.pinyin.contexts import CONTEXTS, Context
from reader.speech.pinyin.dictionary import Dictionary
from reader.speech.pinyin.hanzi import PAUSES, is_hanzi
from reader.speech.pinyin.letters import LETTER_NAMES
from reader.speech.pinyin.lexicon import Lexicon
from reader.speech.pinyin.surnames import SURNAMES
from reader.speech.pronounce import pronounce
from reader.speech.utterance import Pause, Syllable

_DATA = Path(__file__).parents[1] / "data"
_NONE = Lexicon.load([])
_DICTIONARY = Dictionary.load(paths.resources() / "speech" / "dictionary.txt")


def _pairs(name: str) -> list[tuple[str, str]]:
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return [(phrase, pinyin) for phrase, pinyin in (line.split("\t") for line in lines)]


def _dictionary_tones(pinyin: str) -> str:
    """Undo the sandhi of 一 and 不: the table gives the tones of the dictionary."""
    return re.sub(r"\b(yi|bu)[1-5]\b", r"\1", pinyin)


@pytest.mark.parametrize(("phrase", "pinyin"), _pairs("polyphones.tsv"))
def test_polyphones_of_the_report(composer: Composer, phrase: str, pinyin: str) -> None:
    assert _dictionary_tones(composer.pinyin(phrase)) == _dictionary_tones(pinyin)


@pytest.mark.parametrize(("phrase", "pinyin"), _pairs("polyphones_proofread.tsv"))
def test_polyphones_that_were_proofread(composer: Composer, phrase: str, pinyin: str) -> None:
    # The table was written by this program and then read through: it guards what is right, it does not measure it.
    assert composer.pinyin(phrase) == pinyin


@pytest.mark.parametrize(("phrase", "pinyin"), _pairs("polyphones_government.tsv"))
def test_polyphones_of_other_reports(composer: Composer, phrase: str, pinyin: str) -> None:
    # Places where words once were parted wrongly, or grammar was not seen, in the reports of the provinces of 2026.
    assert composer.pinyin(phrase) == pinyin


@pytest.mark.parametrize("context", CONTEXTS, ids=lambda context: context.example)
def test_every_context_reads_its_example(context: Context) -> None:
    match = context.pattern.search(context.example)
    assert match
    said = [
        token for token in pronounce(context.example, _NONE, _DICTIONARY) if token.at == match.start("at")
    ]
    assert said == [Syllable(context.syllable, match.start("at"))]


@pytest.mark.parametrize(("surname", "syllable"), SURNAMES.items())
def test_surnames_before_titles(composer: Composer, surname: str, syllable: str) -> None:
    assert composer.pinyin(f"请{surname}先生").split()[1] == syllable


@pytest.mark.parametrize(
    ("phrase", "syllable"),
    [
        ("一定", "yi2"),
        ("一年", "yi4"),
        ("一起", "yi4"),
        ("一个", "yi2"),
        ("第一名", "yi1"),
        ("统一", "yi1"),
        ("十一个", "yi1"),
        ("一二三", "yi1"),
        ("一期工程", "yi1"),
        ("一年级", "yi1"),
        ("一月一日", "yi1 yi1"),
        ("看一看", "yi5"),
        ("万一", "yi1"),
        ("一，二", "yi1"),
    ],
)
def test_tone_of_yi(phrase: str, syllable: str) -> None:
    tokens = pronounce(phrase, _NONE, _DICTIONARY)
    said = [token.pinyin for token in tokens if isinstance(token, Syllable) and phrase[token.at] == "一"]
    assert " ".join(said) == syllable


@pytest.mark.parametrize(
    ("phrase", "syllable"),
    [("不断", "bu2"), ("不少", "bu4"), ("不", "bu4"), ("是不是", "bu5"), ("不。", "bu4")],
)
def test_tone_of_bu(phrase: str, syllable: str) -> None:
    tokens = pronounce(phrase, _NONE, _DICTIONARY)
    assert [token.pinyin for token in tokens if isinstance(token, Syllable) and phrase[token.at] == "不"] == [
        syllable
    ]


def test_what_staff_write_is_said_as_written(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text("一网统管\tyi1 wang3 tong3 guan3\t中心\n", encoding="utf-8")
    assert Composer(Lexicon.load([path]), _DICTIONARY).pinyin("一网统管") == "yi1 wang3 tong3 guan3"


def test_the_own_lexicon_counts_more_than_longer_phrases_that_ship(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text("浜\tbin1\t中心\n", encoding="utf-8")
    own = Lexicon.load([path])
    shipped = Lexicon.load([paths.resources() / "speech" / "lexicon.tsv"])
    assert Composer(shipped, _DICTIONARY).pinyin("沈长浜街") == "shen3 chang2 bang1 jie1"
    assert Composer(shipped, _DICTIONARY, own).pinyin("沈长浜街") == "shen3 chang2 bin1 jie1"
    assert Composer(shipped, _DICTIONARY, own).problems == ()


def test_the_tone_of_a_last_bu_depends_on_what_follows_the_phrase(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.tsv"
    path.write_text("还不\thai2 bu4\tx\n", encoding="utf-8")
    assert Composer(Lexicon.load([path]), _DICTIONARY).pinyin("还不够") == "hai2 bu2 gou4"


def test_pauses_keep_their_place() -> None:
    assert pronounce("七、宝。", _NONE, _DICTIONARY) == (
        Syllable("qi1", 0),
        Pause("、", 1),
        Syllable("bao3", 2),
        Pause("。", 3),
    )


def test_letters_are_named_at_their_place() -> None:
    tokens = pronounce("G五", _NONE, _DICTIONARY)
    assert tokens == (Syllable("ji4", 0), Syllable("wu3", 1))
    assert [token.at for token in pronounce("W", _NONE, _DICTIONARY)] == [0, 0, 0]
    assert set(LETTER_NAMES) == set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")


def test_a_latin_word_spreads_over_its_letters(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text("WiFi\twai1 fai1\t通行读音\n", encoding="utf-8")
    assert pronounce("WiFi", Lexicon.load([path]), _DICTIONARY) == (Syllable("wai1", 0), Syllable("fai1", 2))


def test_a_hanzi_no_dictionary_knows_still_sounds() -> None:
    unknown = "\U000323af"
    assert pronounce(f"七{unknown}宝", _NONE, _DICTIONARY)[1] == Syllable("mou3", 1)


def test_readings_without_a_vowel_become_syllables() -> None:
    assert all(
        re.fullmatch("[a-z]{2,6}[1-5]", token.pinyin)
        for token in pronounce("嗯呒欸", _NONE, _DICTIONARY)
        if isinstance(token, Syllable)
    )


@given(
    st.text(
        alphabet=st.one_of(
            st.sampled_from("一不为得七宝长行乐樂龘〇，。、AZ😀 \ud800\u200d<&[#\x00"),
            st.characters(categories=["Lo"]),
        ),
        max_size=60,
    )
)
def test_one_syllable_for_each_hanzi(composer: Composer, spoken: str) -> None:
    tokens = pronounce(spoken, _NONE, _DICTIONARY)
    places = [token.at for token in tokens]
    assert places == sorted(places)
    for at, char in enumerate(spoken):
        said = [token for token in tokens if token.at == at]
        if char in PAUSES:
            assert said == [Pause(char, at)]
        elif is_hanzi(char):
            assert len(said) == 1
        elif char not in LETTER_NAMES:
            assert not said
    assert all(
        re.fullmatch("[a-z]{1,6}[1-5]", token.pinyin) for token in tokens if isinstance(token, Syllable)
    )


def test_a_long_text_without_punctuation_is_pronounced_whole() -> None:
    assert len(pronounce("七宝镇" * 5_000, _NONE, _DICTIONARY)) == 15_000
