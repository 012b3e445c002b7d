from __future__ import annotations

from collections.abc import Callable

import pytest
from pypinyin import Style, lazy_pinyin, pinyin_dict

from reader import paths
from reader.speech.composer import Composer
from reader.speech.engines.pack_readings import Readings, with_third_tones
from reader.speech.pinyin.dictionary import Dictionary
from reader.speech.utterance import Syllable

OWN = {
    "航": "hang2",
    "行": "xing2",
    "形": "xing2",
    "银": "yin2",
    "子": "zi3",
    "吗": "ma5",
    "妈": "ma1",
    "的": "de5",
}
SEVERAL = frozenset("行的")


def learnt(*rows: str) -> Readings:
    return Readings.learnt(rows, OWN, SEVERAL)


def test_hanzi_of_one_reading_teach_how_their_pinyin_is_said() -> None:
    readings = learnt("航 h ang2", "行 h ang2", "形 x ing2", "银 y in2", "银行 y in2 h ang2")
    assert readings.phones == {"hang2": ("h", "ang2"), "xing2": ("x", "ing2"), "yin2": ("y", "in2")}


def test_hanzi_of_several_readings_fill_gaps_only() -> None:
    assert learnt("行 x ing2", "的 d e5").phones == {"xing2": ("x", "ing2"), "de5": ("d", "e5")}


def test_most_rows_win_and_the_first_row_of_a_hanzi_counts() -> None:
    own = {"一": "yi1", "衣": "yi1", "依": "yi1"}
    readings = Readings.learnt(["一 y i2", "衣 y i1", "依 y i1", "依 odd"], own, frozenset())
    assert readings.phones["yi1"] == ("y", "i1")


def test_a_tone_of_sandhi_follows_from_another_tone() -> None:
    own = {"管": "guan3", "环": "huan2", "缓": "huan3"}
    readings = Readings.learnt(["管 g uan3", "环 h uan2", "缓 h uan3"], own, frozenset())
    assert readings.phones["guan2"] == ("g", "uan2")
    assert (
        readings.spelled(["guan3", "huan3"], ["", ""])
        == readings.stand_ins["guan2"] + readings.stand_ins["huan3"]
    )


def test_a_neutral_tone_follows_from_another_tone_if_the_pack_has_such_phones() -> None:
    assert learnt("子 z i3", "吗 m a5", "他 t i5").phones.get("zi5") is None
    assert Readings.learnt(["子 z i3", "弟 d i5"], {**OWN, "弟": "di5"}, SEVERAL).phones["zi5"] == ("z", "i5")
    # melo-tts tells the tones behind the phones.
    assert Readings.learnt(["子 z i 3 3", "弟 d i 5 5"], {**OWN, "弟": "di5"}, SEVERAL).phones["zi5"] == (
        "z", "i", "5", "5",
    )  # fmt: skip


def test_a_pack_that_knows_nothing_known_teaches_nothing() -> None:
    readings = learnt("", "word w er d", "🙂 x", "航", "囧 j iong3", "银行 y in2 h ang2")
    assert readings.phones == {}
    assert readings.lexicon() == ""
    assert readings.spelled(["hang2"], ["hang2"]) == ""


def test_each_pinyin_is_spelled_by_a_hanzi_of_its_own() -> None:
    readings = learnt("航 h ang2", "形 x ing2", "银 y in2")
    spelled = readings.spelled(["yin2", "hang2"], ["yin2", "xing2"])
    rows = dict(line.split(" ", 1) for line in readings.lexicon().splitlines())
    assert [rows[hanzi] for hanzi in spelled] == ["y in2", "h ang2"]
    assert all("\u4e00" <= hanzi <= "\u9fff" for hanzi in rows)  # kokoro takes no others for Chinese


def test_what_a_pack_cannot_say_is_said_as_nearly_as_it_can() -> None:
    readings = learnt("子 z i3", "妈 m a1")
    zi3, ma1 = readings.stand_ins["zi3"], readings.stand_ins["ma1"]
    assert readings.spelled(["zi5"], ["zi3"]) == zi3
    assert readings.spelled(["ma4"], [""]) == ma1
    assert readings.spelled(["", "hm5", "ma2"], ["", "", ""]) == ma1


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("ni3 hao3", "ni2 hao3"),
        ("wo3 hen3 hao3", "wo2 hen2 hao3"),
        ("hao3 ren2 lao3", "hao3 ren2 lao3"),
        ("", ""),
    ],
)
def test_third_tones_before_third_tones(said: str, heard: str) -> None:
    assert with_third_tones(said.split()) == heard.split()


def test_a_lexicon_of_all_hanzi_teaches_nearly_every_syllable_of_the_dictionary() -> None:
    dictionary = Dictionary.load(paths.resources() / "speech" / "dictionary.txt")
    several = frozenset(line[0] for line in dictionary.several.splitlines() if line)
    rows = [f"{hanzi} {said[:-1]} {said[-1]}" for hanzi, said in dictionary.own.items()]
    readings = Readings.learnt(rows, dictionary.own, several)
    assert {phones[0] + phones[1] == pinyin for pinyin, phones in readings.phones.items()} == {True}
    assert set(dictionary.own.values()) <= set(readings.stand_ins)
    # sherpa-onnx makes something of these four itself.
    assert not set("呣嗯母恩") & set(readings.stand_ins.values())
    assert max(readings.stand_ins.values()) <= "\u9fff"


def _initial_and_final(hanzi: str) -> tuple[str, str]:
    initial, final = (
        lazy_pinyin(hanzi, style=style, neutral_tone_with_five=True)[0]
        for style in (Style.INITIALS, Style.FINALS_TONE3)
    )
    return initial, final


def _as_baker(hanzi: str) -> str:
    return " ".join(_initial_and_final(hanzi))


def _as_melo(hanzi: str) -> str:
    initial, final = _initial_and_final(hanzi)
    phones = [initial, final[:-1]] if initial else [final[:-1]]
    return " ".join([*phones, *[final[-1:]] * len(phones)])


@pytest.mark.parametrize("phones_of", [_as_baker, _as_melo])
def test_with_lexicons_made_as_the_published_are_the_report_is_said_by_the_programs_pinyin(
    phones_of: Callable[[str], str], composer: Composer
) -> None:
    dictionary = Dictionary.load(paths.resources() / "speech" / "dictionary.txt")
    several = frozenset(line[0] for line in dictionary.several.splitlines() if line)
    rows = [
        f"{chr(code)} {phones_of(chr(code))}" for code in pinyin_dict.pinyin_dict if 0x4E00 <= code <= 0x9FFF
    ]
    readings = Readings.learnt(rows, dictionary.own, several)
    pinyin_of = {hanzi: pinyin for pinyin, hanzi in readings.stand_ins.items()}
    for line in paths.bundled_report().read_text(encoding="utf-8").splitlines():
        said = [token.pinyin for token in composer.compose(line).tokens if isinstance(token, Syllable)]
        spelled = readings.spelled(said, [""] * len(said))
        assert [pinyin_of[hanzi] for hanzi in spelled] == with_third_tones(said)
