"""What residents type, and what it must be taken for. Stories 4 and 5."""

from __future__ import annotations

import pytest

from reader.search.finder import Finder
from reader.search.result import Mode, SearchOptions
from tests.search.misspelling import syllables


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        # pinyin, initials, and both mixed with hanzi
        ("dianti", "电梯"),
        ("dian ti", "电梯"),
        ("DIAN TI", "电梯"),
        ("dianT", "电梯"),
        ("ｄｉａｎｔｉ", "电梯"),
        ("diàn tī", "电梯"),
        ("dian4ti1", "电梯"),
        ("dt", "电梯"),
        ("d t", "电梯"),
        ("d ti", "电梯"),
        ("电ti", "电梯"),
        ("qblj", "七宝老街"),
        ("jly", "敬老院"),
        ("mh", "闵行"),
        ("qi xin lu", "七莘路"),
        ("jinglaoyuan", "敬老院"),
        ("yimiaojiezhong", "疫苗接种"),
        ("lao", "老"),
        # southern accents
        ("zong yi", "中医"),
        ("lao gai", "老街"),
        ("qi bao lao gai", "七宝老街"),
        ("jin lao yuan", "敬老院"),
        ("yi miao jie zong", "疫苗接种"),
        # slips of the fingers
        ("dinti", "电梯"),
        ("dianit", "电梯"),
        ("diatni", "电梯"),
        ("diantii", "电梯"),
        ("jinglaoyuna", "敬老院"),
        ("qibaolaoji", "七宝老街"),
        ("kanbign", "卫生服务中心"),
        ("lajifanglei", "垃圾分类"),
        # ü
        ("luhuatesejiequ", "绿化特色街区"),
        ("funuliangbing", "妇女两病"),
        # numbers
        ("三百七十三地块", "373地块"),
        ("三七三地块", "373地块"),
        ("十四杠零三地块", "14-03地块"),
        ("8项规定", "八项规定"),
        ("3个100", "三个100"),
        ("一五-零二地块", "15-02地块"),
        ("san bai qi shi san di kuai", "373地块"),
        ("sishiyiyiyuan", "41亿元"),
        ("两万三千零五十八点六七平方米", "23058.67㎡"),
        ("23,058.67㎡", "23058.67㎡"),
        # characters that sound alike, or one that is wrong, missing or too many
        ("敬老园", "敬老院"),
        ("闵杭", "闵行"),
        ("电提", "电梯"),
        ("点题", "电梯"),
        ("四季七包", "四季七宝"),
        ("加装电锑", "加装电梯"),
        ("老宅脚敬老院", "老宅角敬老院"),
        ("疫苗接接种", "疫苗接种"),
        ("舞节", "舞蹈节"),
        ("敬院老", "敬老院"),
        ("梯电", "电梯"),
        ("环境老化改造", "环境适老化改造"),
        ("七宝老街老旧住访改造", "七宝老街老旧住房改造"),
        # everyday words
        ("看病", "卫生服务中心"),
        ("kanbing", "卫生服务中心"),
        ("看兵", "卫生服务中心"),
        ("打乙苗", "疫苗接种"),
        ("打打疫苗", "疫苗接种"),
        ("怎么装电梯", "装电梯"),
        ("哪里可以打疫苗", "疫苗接种"),
        ("小菜场", "菜场"),
        ("fangyi", "疫情防控"),
        # run together, in parts, in another order
        ("老房子装电梯", "既有多层住宅 装电梯"),
        ("laofangzizhuangdianti", "既有多层住宅 装电梯"),
        ("lao fang zi zhuang dian ti", "既有多层住宅 装电梯"),
        ("电梯签约", "电梯 签约"),
        ("电梯 qianyue", "电梯 签约"),
        ("jiedao dianti", "电梯"),
        ("停车难", "车库"),
        ("敬老院 电梯", "敬老院 或 电梯"),
        ("苹果电梯", "电梯"),
        ("商铺拉圾", "商铺 垃圾"),
        ("拉圾商铺", "垃圾 商铺"),
        ("lesefenlei", "垃圾 分类"),
        # more everyday words
        ("医生", "卫生服务中心"),
        ("臭水", "黑臭河道"),
        ("救火", "安全隐患"),
        ("GDP", "生产总值"),
        ("养老金", "养老"),
        ("戴口罩", "疫情防控"),
        ("生意", "商业"),
        ("修马路", "道路"),
    ],
)
def test_it_is_understood(finder: Finder, typed: str, understood: str) -> None:
    result = finder.find(typed)
    assert result.understood == understood
    assert result.count
    assert {hit.text for hit in result.hits} <= set(understood.split())


@pytest.mark.parametrize("typed", ["zongjiaodianti", "宗教电梯"])
def test_of_words_that_stand_nowhere_together_each_is_offered(finder: Finder, typed: str) -> None:
    result = finder.find(typed)
    assert (result.understood, result.alternatives) == ("宗教", ("电梯",))


@pytest.mark.parametrize(
    ("typed", "meant"), [("laoshi", "学校"), ("lao shi", "学校"), ("yiyuan", "医院"), ("lese", "垃圾")]
)
def test_of_what_sounds_so_the_word_people_ask_for_comes_first(
    finder: Finder, typed: str, meant: str
) -> None:
    result = finder.find(typed)
    assert result.understood == meant


def test_a_misspelt_word_beside_a_known_one_is_offered_where_they_stand_apart(finder: Finder) -> None:
    result = finder.find("生活拉圾")
    assert (result.understood, result.alternatives) == ("生活", ("垃圾",))


def test_units_behind_figures_come_last(finder: Finder) -> None:
    assert finder.find("yiyuan").alternatives[-1] == "亿元"


@pytest.mark.parametrize("typed", ["qibao", "gongyuan", "shequ"])
def test_what_sounds_exactly_so_needs_no_others_that_only_nearly_do(finder: Finder, typed: str) -> None:
    for other in finder.find(typed).alternatives:
        assert "".join(syllables(other)) == typed


@pytest.mark.parametrize("typed", ["敬佬院", "敬老员"])
def test_what_is_much_further_from_what_was_typed_is_not_offered(finder: Finder, typed: str) -> None:
    result = finder.find(typed)
    assert (result.understood, result.alternatives) == ("敬老院", ())


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("重阳", "中央"), ("点心", "电信"), ("嫁妆", "加装"), ("冬至", "东至"), ("自愿者", "志愿者")],
)
def test_what_only_sounds_like_a_word_of_the_language_is_offered_and_no_more(
    finder: Finder, typed: str, offered: str
) -> None:
    result = finder.find(typed)
    assert (result.understood, result.count) == (None, 0)
    assert offered in result.alternatives
    assert finder.find(offered).count


def test_everyday_words_of_which_the_report_says_nothing_are_answered_honestly(finder: Finder) -> None:
    for typed in ("公交", "坐公交", "乘公交", "老年卡", "敬老卡"):
        result = finder.find(typed)
        assert (result.understood, result.count, result.alternatives) == (None, 0, ()), typed


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize(
    ("typed", "found", "missing"),
    [
        ("电梯 打麻将", "电梯", "打麻将"),
        ("打麻将 电梯", "电梯", "打麻将"),
        ("垃圾 狗", "垃圾", "狗"),
        ("养老 zzqq", "养老", "zzqq"),
        ("电梯 坐公交", "电梯", "坐公交"),
        ("狗 电梯 猫 狗", "电梯", "狗、猫"),
        ("zzqq vvxx qqzz 狗 电梯", "电梯", "zzqq、vvxx、qqzz、狗"),
    ],
)
def test_beside_an_unknown_word_the_known_one_is_found(
    finder: Finder, typed: str, found: str, missing: str, mode: Mode
) -> None:
    result = finder.find(typed, options=SearchOptions(mode=mode))
    assert {hit.text for hit in result.hits} == {found}
    assert result.notice == f"报告里没有“{missing}”。"


@pytest.mark.parametrize(
    "typed",
    ["国家机关", "检察院", "yuancheng", "bugu", "12345678", "苹果手机", "养狗", "yanggou"],
)
def test_words_of_the_language_are_not_taken_for_others(finder: Finder, typed: str) -> None:
    assert finder.find(typed).understood is None


@pytest.mark.parametrize("typed", ["d", "苹果手机", "zzzz", "vvv", "????", "黄班", "1q", "，。", "😀😀"])
def test_nonsense_is_not_understood(finder: Finder, typed: str) -> None:
    result = finder.find(typed)
    if result.understood is None:
        assert result.hits == () or all(typed == hit.text for hit in result.hits)
    else:
        pytest.fail(f"{typed} was taken for {result.understood}")


def test_what_was_understood_can_be_refused(finder: Finder) -> None:
    result = finder.find("dianti", options=SearchOptions(literal=True))
    assert (result.understood, result.count) == (None, 0)


def test_what_stands_in_the_report_is_taken_literally(finder: Finder) -> None:
    for typed in ("電梯", "G50", "电 梯", "373 地块", "7x24小时", "党建领航红色物业", "三资"):
        result = finder.find(typed)
        assert result.understood is None, typed
        assert result.count, typed


def test_a_single_letter_is_asked_to_go_on(finder: Finder) -> None:
    assert finder.find("d").notice == "请再多打一个字母。"


def test_other_meanings_are_offered_and_stand_in_the_report(finder: Finder) -> None:
    result = finder.find("看病")
    assert "医院" in result.alternatives
    for other in result.alternatives:
        assert finder.find(other).understood is None
        assert finder.find(other).count


def test_where_it_may_not_be_looked_for_it_is_not_understood_as_something_else(finder: Finder) -> None:
    result = finder.find("电梯", options=SearchOptions(without="加装"))
    assert (result.understood, result.count) == (None, 0)
