"""Polyphones whose reading hangs on grammar rather than on a word, as patterns of the clause around them.

The readings are the editor's, from general knowledge of the standard language, not yet checked against a dictionary. Patterns see the clause as it
is spoken, numbers as hanzi. Each is bounded, so a clause of any length is read in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NUMBER = "零一二三四五六七八九十百千万亿两"
_MANY = _NUMBER + "多几各每数某首"
_GOAL = "(?:目标|原则|导向|抓手|契机|核心|主题|主线|引领|指引|指导|牵引|依托|载体|起点|试点|支撑|重点|中心|基础|突破口|切入点|主体|平台)"
_SERVED = (
    "(?:群众|居民|市民|村民|人民|百姓|老|企业|学生|孩子|党|国|民|全|促进|推动|建设|实现|加快|打造|提供|推进)"
)


@dataclass(frozen=True)
class Context:
    """``pattern`` finds the hanzi in its group ``at``, which then reads ``syllable``; ``example`` holds it once or more."""

    syllable: str
    pattern: re.Pattern[str]
    example: str


def _context(syllable: str, pattern: str, example: str) -> Context:
    return Context(syllable, re.compile(pattern), example)


CONTEXTS = (
    # 为 wéi: "as, be" — with 以 before it, a goal after it, or a figure after it that ends the clause.
    _context("wei2", rf"以[^以]{{1,24}}?(?P<at>为)(?!{_SERVED})(?=[^为]{{1,8}}$)", "以社区为单位"),
    _context("wei2", rf"以[^以]{{1,24}}?(?P<at>为)(?={_GOAL})", "以改革为重点推进"),
    _context(
        "wei2",
        r"(?:转变|演变|发展|提升|打造|建设|设|定|升|化|分|均|别)(?P<at>为)(?=[^群民企老党]{2,12}$)",
        "打造为示范街区",
    ),
    _context(
        "wei2",
        rf"(?:率|额|积|数|度|量|值|比|例|价|龄|期|间|点)(?:分别|均|仅|约)?(?P<at>为)(?=百分之|[{_NUMBER}]{{2}})",
        "比例为百分之五",
    ),
    _context("wei2", rf"(?P<at>为)(?=百分之|[{_NUMBER}]+点[{_NUMBER}])", "增速为百分之五"),
    # 处 chù: a place; a count of places.
    _context("chu4", rf"(?:[{_MANY}]|余)(?P<at>处)(?![理置罚分于在境])", "三处路口"),
    # 行 háng: a row.
    _context("hang2", rf"[{_NUMBER}](?P<at>行)(?=字|诗|代码)", "两行字"),
    # 长 cháng: length; zhǎng is the dictionary's default for the single hanzi.
    _context(
        "chang2",
        r"(?:米|里|宽|高|深|厚|全|总|路|段|桥|线)(?P<at>长)(?=约|度|达|[零一二三四五六七八九十百千两])",
        "路长约三公里",
    ),
    _context("chang2", r"(?:米|里)(?P<at>长)(?!期)", "两公里长的道路"),
    # 弄 lòng: a lane, in addresses of Shanghai.
    _context("long4", rf"[{_NUMBER}](?P<at>弄)(?![清懂通好])", "三百弄"),
    # 幢 zhuàng: measure word of buildings.
    _context("zhuang4", r"(?P<at>幢)(?!幡)", "四幢楼"),
    # 尽 jìn: entirely, in 应…尽….
    _context("jin4", r"[应愿能可当](?P<same>.{1,2})、?(?P<at>尽)(?=(?P=same))", "应补尽补"),
    _context("ying1", r"(?P<at>应)(?P<same>.{1,2})、?尽(?=(?P=same))", "应补尽补"),
    # 种 zhòng: to plant, to inoculate.
    _context("zhong4", r"(?:新|共|抢|栽|补|已|未)(?P<at>种)(?=[植下苗树草花果粮蔬菜])", "新种树木"),
    # 间 jiān is the dictionary's; 两间房 is no 间隔.
    _context("jian1", rf"[{_NUMBER}几](?P<at>间)(?=[房屋教办])", "三间房"),
    # 中 zhōng: middling, not the verb of 中风.
    _context("zhong1", r"(?P<at>中)(?=风[险貌格力景尚气]|标准|奖励|奖项|选[取用出派])", "建设中标准不一"),
    # 地 de: after a modifier, before a verb.
    _context(
        "de5",
        r"(?:清醒|深刻|充分|积极|有效|不断|深入|切实|坚定|坚决|自觉|牢牢|全面|扎实|及时|主动|广泛|更好|更多|更快|创造性|持续|"
        r"稳步|大力|最大限度|真正|进一步|科学|合理|准确|严格|认真|努力|逐步|热情|系统|迅速|紧紧|高质量|高水平|成功|顺利|有序|"
        r"有力|有机|平稳|健康|快速|适时|明显|极大|满怀信心|一以贯之|坚定不移|毫不动摇|源源不断|持之以恒|旗帜鲜明|因地制宜|"
        r"实实在在|一步一步|深深|真诚|由衷|郑重|耐心|细致|仔细|客观|公正|辩证|最大程度|更大力度|有条不紊|井然有序)(?P<at>地)"
        r"(?![块区方带址面铁处位下段产基标籍图势貌质点上理])",
        "清醒地认识到",
    ),
    # 得 de: between a verb or adjective and its degree.
    _context("de5", r"[做办建搞管过走变显干跑抓看听说住吃玩](?P<at>得)(?=更|很|好|不|越|快|非)", "办得好"),
    # 只 zhī: measure word of animals and vessels.
    _context("zhi1", rf"[{_NUMBER}几每](?P<at>只)(?=[^有要是能会好为])", "三只猫"),
    # 还 huán: to give back.
    _context("huan2", r"(?P<at>还)(?=[绿路水岸江河空地]于[民人])", "还绿于民"),
    # 落 là: to be left out.
    _context("la4", r"不(?P<at>落)(?=下?[一]|$)", "一户不落"),
    _context("luo4", r"不(?P<at>落)(?=实|地|幕|后)", "不落实"),
    # 都 dū as a name of cities, dōu otherwise.
    _context("du1", r"(?:之|古|首|故|港)(?P<at>都)(?![是有在要会能将可])", "美食之都"),
    # 卡 qiǎ: to jam.
    _context("qia3", r"(?P<at>卡)(?=脖|壳|点堵|住)", "卡点堵点"),
)
"""A later one counts more, where two find the same hanzi."""


def read_contexts(run: str) -> Iterator[tuple[int, str]]:
    """Give (place, syllable) for every hanzi of ``run`` that a pattern settles; a later one counts more."""
    for context in CONTEXTS:
        for match in context.pattern.finditer(run):
            yield match.start("at"), context.syllable
