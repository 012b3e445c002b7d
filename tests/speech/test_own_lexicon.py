"""The lexicon of the place: staff hear 浜 read wrong, put it right, and it stays right."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import paths
from reader.errors import LexiconError, ReaderError, StorageError
from reader.speech.composer import Composer
from reader.speech.late_composer import LateComposer
from reader.speech.pinyin import own_lexicon
from reader.speech.pinyin.own_lexicon import OwnLexicon, Reading, suggest

_SPEECH = paths.resources() / "speech"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "lexicon.tsv"


def test_what_staff_put_right_is_heard_at_once_and_stays(path: Path) -> None:
    composer = LateComposer(lambda: Composer.load(_SPEECH, path))
    assert suggest("虹莘路", composer).pinyin == "hóng xīn lù"

    assert OwnLexicon(path).put("莘", "shēn") == Reading("莘", ("shen1",), "工作人员")
    composer.reload()
    assert suggest("虹莘路", composer).pinyin == "hóng shēn lù"

    tomorrow = OwnLexicon(path)
    assert tomorrow.rows == (Reading("莘", ("shen1",), "工作人员"),)
    assert Composer.load(_SPEECH, path).pinyin("莘庄、七莘路") == "shen1 zhuang1 qi1 shen1 lu4"
    tomorrow.remove("莘")
    assert not OwnLexicon(path).rows
    assert not tomorrow.rows
    composer.reload()
    assert suggest("虹莘路", composer).pinyin == "hóng xīn lù"


def test_a_composer_in_use_keeps_what_it_loaded_until_it_is_told(path: Path) -> None:
    composer = LateComposer(lambda: Composer.load(_SPEECH, path))
    before = composer.compose("浜")
    OwnLexicon(path).put("浜", "bin1")
    assert composer.compose("浜") == before


def test_a_wrong_row_is_told_by_the_composer(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("浜\tbāng\t王\n", encoding="utf-8")
    (problem,) = LateComposer(lambda: Composer.load(_SPEECH, path)).problems
    assert "bāng" in problem


def test_rows_keep_their_order_and_one_phrase_has_one(path: Path) -> None:
    lexicon = OwnLexicon(path)
    lexicon.put("浜", "bin1")
    lexicon.put("WiFi", "wāi fāi", "王老师 \t 说")
    lexicon.put(" ＷＩＦＩ ", "wei1 fei1")
    lexicon.put("沈长 浜", "shen3chang2bang1")
    expected = (
        Reading("浜", ("bin1",), "工作人员"),
        Reading("WIFI", ("wei1", "fei1"), "工作人员"),
        Reading("沈长浜", ("shen3", "chang2", "bang1"), "工作人员"),
    )
    assert lexicon.rows == OwnLexicon(path).rows == expected
    assert path.with_name("lexicon.tsv.bak").read_text(encoding="utf-8").splitlines() == [
        "浜\tbin1\t工作人员",
        "WIFI\twei1 fei1\t工作人员",
    ]
    assert not list(path.parent.glob(".*")), "nothing is left lying about"


def test_the_same_again_writes_nothing(path: Path) -> None:
    lexicon = OwnLexicon(path)
    lexicon.put("浜", "bang1")
    lexicon.put("浜", "bāng")
    lexicon.remove("莘")
    assert not path.with_name("lexicon.tsv.bak").exists()


def test_a_phrase_of_forty_hanzi(path: Path) -> None:
    phrase = "浜" * 40
    OwnLexicon(path).put(phrase, "bāng" * 40)
    assert Composer.load(_SPEECH, path).pinyin(phrase) == " ".join(["bang1"] * 40)


@pytest.mark.parametrize(
    ("phrase", "pinyin", "problem"),
    [
        ("", "bang1", "还没有写词语"),
        ("浜" * 41, "bang1 " * 41, "不要超过 40 个字"),
        ("12345", "yi1 er4", "数字请写成汉字"),
        ("闵，行", "min3 hang2", "标点请去掉"),
        ("不", "bu4", "连着后面的字"),
        ("闵行区", "min3 hang2", "您写了 2 个拼音，词语有 3 个字"),
        ("浜", "bang", "声调"),
    ],
)
def test_what_cannot_be_kept_is_told_and_nothing_changes(
    path: Path, phrase: str, pinyin: str, problem: str
) -> None:
    with pytest.raises(LexiconError, match=problem):
        OwnLexicon(path).put(phrase, pinyin)
    assert not path.exists()


def test_comments_and_rows_somebody_wrote_wrongly_stay(path: Path) -> None:
    path.parent.mkdir()
    by_hand = "\ufeff# 中心自己的\r\n\r\n浜\tbāng\t王\r\n闵行\tmin3 hang2\t李\r\n闵行\tmin3 xing2\t张\r\n"
    path.write_bytes(by_hand.encode())
    lexicon = OwnLexicon(path)
    assert lexicon.rows == (Reading("闵行", ("min3", "xing2"), "张"),)
    (problem,) = lexicon.problems
    assert problem.startswith("读音表 lexicon.tsv 第 3 行：拼音“bāng”写法不对")
    assert Composer.load(_SPEECH, path).problems == lexicon.problems
    lexicon.put("莘", "xin1")
    assert path.read_text(encoding="utf-8").splitlines() == [
        "# 中心自己的",
        "",
        "浜\tbāng\t王",
        "闵行\tmin3 xing2\t张",
        "莘\txin1\t工作人员",
    ]


@pytest.mark.parametrize("damage", [b"\xff\xfe\x9c", b"\0" * 512])
def test_a_damaged_file_is_set_aside_and_its_sound_rows_kept(path: Path, damage: bytes) -> None:
    path.parent.mkdir()
    content = "浜\tbin1\t王\n".encode() + damage + "\n莘\tshen1\t李\n".encode()
    path.write_bytes(content)
    assert Composer.load(_SPEECH, path).pinyin("浜莘") == "bin1 shen1"
    lexicon = OwnLexicon(path)
    assert [row.phrase for row in lexicon.rows] == ["浜", "莘"]
    (problem,) = lexicon.problems
    aside = path.with_name("lexicon.tsv.damaged")
    assert str(aside) in problem
    assert "2 个读音" in problem
    assert aside.read_bytes() == content
    healed = OwnLexicon(path)
    assert (healed.rows, healed.problems) == (lexicon.rows, ())


def test_a_damaged_file_that_cannot_be_set_aside_is_left_and_named(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"\xff\n")
    path.with_name("lexicon.tsv.damaged").mkdir()
    (problem,) = OwnLexicon(path).problems
    assert f"坏的那份在 {path}。" in problem
    assert path.read_bytes() == b"\xff\n"


def test_a_file_that_cannot_be_opened_is_never_written_over(path: Path) -> None:
    path.mkdir(parents=True)
    lexicon = OwnLexicon(path)
    assert "打不开" in lexicon.problems[0]
    assert lexicon.rows == ()
    with pytest.raises(StorageError, match="打不开"):
        lexicon.put("浜", "bang1")
    assert "读不出来" in Composer.load(_SPEECH, path).problems[0]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file", encoding="utf-8")
    lexicon = OwnLexicon(tmp_path / "config" / "lexicon.tsv")
    with pytest.raises(StorageError, match=f"写不了文件夹 {tmp_path / 'config'}"):
        lexicon.put("浜", "bang1")
    assert lexicon.rows == ()


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0,
    reason="needs a user who is not root, for whom nothing is read-only",
)
def test_a_read_only_folder_is_named(path: Path) -> None:
    path.parent.mkdir()
    path.parent.chmod(0o500)
    with pytest.raises(StorageError, match="能不能写"):
        OwnLexicon(path).put("浜", "bang1")


def test_when_the_backup_cannot_be_written_nothing_changes(path: Path) -> None:
    lexicon = OwnLexicon(path)
    lexicon.put("浜", "bang1")
    path.with_name("lexicon.tsv.bak").mkdir()
    with pytest.raises(StorageError, match=r"lexicon\.tsv\.bak"):
        lexicon.put("莘", "xin1")
    assert [row.phrase for row in lexicon.rows] == [row.phrase for row in OwnLexicon(path).rows] == ["浜"]


def test_two_windows_do_not_lose_one_anothers_rows(path: Path) -> None:
    first, second = OwnLexicon(path), OwnLexicon(path)
    first.put("浜", "bang1")
    second.put("莘", "xin1")
    assert [row.phrase for row in second.rows] == ["浜", "莘"]


_WRITER = """
import sys
from pathlib import Path
from reader.speech.pinyin.own_lexicon import OwnLexicon
lexicon = OwnLexicon(Path(sys.argv[1]))
for hanzi in sys.argv[2]:
    lexicon.put(hanzi, "bang1")
"""


def test_two_processes_at_once_lose_nothing(path: Path) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", _WRITER, str(path), hanzi])
        for hanzi in ("甲乙丙丁戊己庚辛", "子丑寅卯辰巳午未")
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    assert {row.phrase for row in OwnLexicon(path).rows} == set("甲乙丙丁戊己庚辛子丑寅卯辰巳午未")


def test_a_lock_in_use_is_waited_for_and_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_lexicon, "_PATIENCE_S", 0.05)
    path.parent.mkdir()
    path.with_name(".lexicon.tsv.lock").touch()
    with pytest.raises(StorageError, match="另一个窗口"):
        OwnLexicon(path).put("浜", "bang1")


def test_a_lock_somebody_left_behind_is_broken(path: Path) -> None:
    path.parent.mkdir()
    lock = path.with_name(".lexicon.tsv.lock")
    lock.touch()
    os.utime(lock, (0, 0))
    OwnLexicon(path).put("浜", "bang1")
    assert not lock.exists()


def test_a_suggestion_names_the_readings_of_each_hanzi() -> None:
    suggestion = suggest("闵行12号A", Composer.load(_SPEECH))
    assert suggestion.pinyin == "mǐn háng shí èr hào ēi"
    assert [choices[:1] for choices in suggestion.choices] == [("mǐn",), ("háng",), (), (), ("hào",), ()]
    assert "xíng" in suggestion.choices[1]
    assert len(suggestion.choices[0]) == 1
    assert all(len(choices) <= 3 for choices in suggestion.choices)


def test_a_suggestion_for_nothing_and_for_what_no_dictionary_reads() -> None:
    composer = Composer.load(_SPEECH)
    assert suggest("", composer).choices == ()
    assert suggest("\U000323af\ud800", composer).choices == (("mǒu",), ())


@given(phrase=st.text(max_size=8), pinyin=st.text(max_size=20), note=st.text(max_size=8))
def test_whatever_is_typed_is_kept_or_refused(
    tmp_path_factory: pytest.TempPathFactory, phrase: str, pinyin: str, note: str
) -> None:
    path = tmp_path_factory.mktemp("any") / "lexicon.tsv"
    try:
        reading = OwnLexicon(path).put(phrase, pinyin, note)
    except ReaderError:
        assert not path.exists()
    else:
        assert OwnLexicon(path).rows == (reading,)


@given(note=st.text(max_size=12))
def test_any_note_keeps_its_row(tmp_path_factory: pytest.TempPathFactory, note: str) -> None:
    path = tmp_path_factory.mktemp("note") / "lexicon.tsv"
    reading = OwnLexicon(path).put("浜", "bang1", note)
    assert OwnLexicon(path).rows == (reading,)
