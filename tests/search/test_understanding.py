"""An exam: words of the report, and of reports of other places, typed in every other way there is."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.core.report import Report
from reader.paths import resources
from reader.search.finder import Finder
from reader.search.fold import Folding
from reader.search.gathering import gather, read_dictionary
from reader.search.result import SearchOptions
from reader.source import load_report
from tests.search import misspelling
from tests.search.misspelling import Rule

_DATA = Path(__file__).parent.parent / "data" / "reports"
_CASES = 20

_KINDS: tuple[tuple[Rule, float], ...] = (
    (misspelling.in_pinyin, 0.95),
    (misspelling.with_tones, 0.95),
    (misspelling.in_capitals, 0.95),
    (misspelling.with_u_for_v, 0.95),
    (misspelling.by_initials, 0.9),
    (misspelling.half_in_hanzi, 0.95),
    (misspelling.with_accent, 0.9),
    (misspelling.with_slip, 0.8),
    (misspelling.with_letter_missing, 0.6),
    (misspelling.with_homophone, 0.9),
    (misspelling.with_wrong, 0.9),
    (misspelling.with_missing, 0.85),
    (misspelling.with_doubled, 0.95),
    (misspelling.with_swapped, 0.9),
    (misspelling.in_traditional, 0.95),
    (misspelling.with_punctuation, 1.0),
)
"""Each way to type, and the least share that must be understood, first or among the alternatives."""


class _Candidate:
    """A report that is searched, and words and phrases of it."""

    def __init__(self, report: Report, cache: Path, folding: Folding, dictionary: dict[str, int]) -> None:
        self.finder = Finder(report, cache, resources())
        texts = [block.text for block in report.shown]
        self.text = "\n".join(folding.fold(text).text for text in texts)
        found: set[str] = set()
        for text, cuts in zip(texts, gather(texts, (), dictionary).cuts, strict=True):
            for i, start in enumerate(cuts):
                found.update(text[start:end] for end in cuts[i + 1 : i + 4])
        words = (
            word for word in found if 2 <= len(word) <= 6 and all("\u4e00" <= c <= "\u9fff" for c in word)
        )
        self.words = sorted(words)


@pytest.fixture(scope="module")
def dictionary(tables: Path) -> dict[str, int]:
    return read_dictionary(tables / "words.tsv")


@pytest.fixture(scope="module", params=["qibao", "linjiang-2023", "hongxing-2024"])
def candidate(
    request: pytest.FixtureRequest,
    report: Report,
    folding: Folding,
    dictionary: dict[str, int],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[_Candidate]:
    name = request.param
    searched = report if name == "qibao" else load_report(_DATA / f"{name}.txt")
    candidate = _Candidate(searched, tmp_path_factory.mktemp(name), folding, dictionary)
    yield candidate
    candidate.finder.close()


@pytest.mark.parametrize(("rule", "least"), _KINDS, ids=lambda value: getattr(value, "__name__", ""))
def test_however_it_is_typed_it_is_understood(candidate: _Candidate, rule: Rule, least: float) -> None:
    chosen = random.Random(rule.__name__)
    failed: list[tuple[str, str, str | None]] = []
    understood = tries = 0
    while understood + len(failed) < _CASES and tries < 40 * _CASES:
        tries += 1
        word = chosen.choice(candidate.words)
        typed = rule(word, chosen)
        if typed is None or typed == word or typed in candidate.text:
            continue
        result = candidate.finder.find(typed)
        found = {result.understood or "".join({hit.text for hit in result.hits}), *result.alternatives}
        plain = {"".join(filter(str.isalnum, text)) for text in found}
        if word in plain:
            understood += 1
        else:
            failed.append((word, typed, result.understood))
    assert understood
    assert understood >= least * (understood + len(failed)), failed


def test_what_is_no_word_of_anything_is_not_understood(candidate: _Candidate) -> None:
    chosen = random.Random(3)
    for _ in range(60):
        typed = "".join(chosen.choices("qwrtpsdfghjklzxcvbnm", k=chosen.randint(5, 9)))
        assert candidate.finder.find(typed).understood is None, typed


_RESIDENTS_WRITE = (
    "麻婆豆腐 蛤蟆 唢呐 琵琶 杜鹃花 茉莉花 柠檬 榴莲 海带 螃蟹 龙虾 黄鳝 鹦鹉 乌龟 鸽子 麻雀 蜻蜓 蟋蟀 围巾 手套 袜子 "
    "棉袄 毛衣 雨伞 镜子 梳子 剪刀 锤子 钉子 螺丝 沙发 枕头 被子 蚊帐 热水袋 电风扇 吸尘器 微波炉 洗发水 牙膏 肥皂 皮鞋 "
    "戒指 项链 耳环 口红 香水 咳嗽 头痛 骨折 失眠 便秘 胃病 青光眼 关节炎 冠心病 葬礼 婚纱 伴娘 相亲 双胞胎 侄子 舅妈 "
    "表哥 外孙 亲家 打瞌睡 做梦 扑克牌 跳棋 风筝 陀螺 滑梯 秋千 电饭锅 红烧肉 粽子 月饼 年夜饭 压岁钱 鞭炮 贺卡 邮票 "
    "信封 毛线 绣花 缝纫机 收音机 唱片 口琴 笛子 小提琴 芭蕾 相声 魔术 马戏团 动物园 植物园 天文台 水族馆 火箭 卫星 潜艇 "
    "坦克 导弹 间谍 侦探 海盗 土匪 强盗 皇后 太监 宰相 乞丐 算盘 秤砣 扁担 蓑衣 草鞋 打麻将 读大学 钟点工 老花眼 南京路"
)
_ABSENT = _RESIDENTS_WRITE.split()
"""Words residents may write of which no report of a town says anything."""


def test_what_residents_write_and_the_report_lacks_is_not_answered_with_something_else(
    candidate: _Candidate,
) -> None:
    absent = [word for word in _ABSENT if word not in candidate.text]
    assert len(absent) > 100
    in_hanzi = [(word, found) for word in absent if (found := candidate.finder.find(word).understood)]
    spelled = ["".join(misspelling.syllables(word)) for word in absent]
    in_pinyin = [
        (typed, found)
        for typed in spelled
        if (found := candidate.finder.find(typed).understood)
        and "".join(misspelling.syllables(found)) != typed
    ]
    assert len(in_hanzi) <= 1, in_hanzi
    assert len(in_pinyin) <= 0.05 * len(absent), in_pinyin


def test_beside_what_is_barred_nothing_good_is_lost_by_a_guess(candidate: _Candidate) -> None:
    word = max(candidate.words, key=candidate.text.count)
    everything = candidate.finder.find(word).count
    for absent in _ABSENT[::4]:
        if absent not in candidate.text:
            result = candidate.finder.find(word, options=SearchOptions(without=absent))
            assert result.count == everything, absent


def test_words_the_report_does_not_have_are_hardly_ever_taken_for_others(
    candidate: _Candidate, dictionary: dict[str, int]
) -> None:
    chosen = random.Random(4)
    absent = [word for word, use in dictionary.items() if use > 800 and word not in candidate.text]
    mistaken = []
    for word in chosen.sample(absent, 80):
        understood = candidate.finder.find(word).understood
        if understood and misspelling.syllables(understood) != misspelling.syllables(word):
            mistaken.append((word, understood))
    assert len(mistaken) <= 4, mistaken
