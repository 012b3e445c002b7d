"""Polyphones whose reading hangs on grammar rather than on a word, as patterns of the clause around them.

Which reading belongs to which sense is the editor's knowledge of the standard language; the patterns were tried on 27
government reports of 2026 and on the development part of the polyphone data of g2pM (Park and Lee 2020). Patterns see
the clause as it is spoken, numbers as hanzi. Each is bounded, so a clause of any length is read in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NUMBER = "零一二三四五六七八九十百千万亿两"
_MANY = _NUMBER + "多几各每数某首"
_GOAL = (
    "(?:目标|目的|宗旨|原则|导向|抓手|契机|核心|主题|主线|主轴|引领|统领|指引|指导|遵循|牵引|依托|载体|起点|试点|支撑|支点|支柱|"
    "重点|重心|中心|基础|基石|根本|底线|底色|特色|特征|关键|标志|标准|依据|前提|纽带|桥梁|枢纽|节点|窗口|样板|突破口|切入点|切口|"
    "主体|骨干|龙头|平台|路径|动力|己任|使命|单元|单位|对象|半径)"
)
_KIND = "(?:重要|主要|首要|基本|根本|核心|鲜明|坚强|有力|强大|主导|特色)"
_WORD = "[大重基魂王先天本要上主荣乐辅纲贵限准伴邻善首宜止实期根轴师媒鉴笔心例]"
"""What closes 民生为大, 实干为先: one hanzi that ends the clause or its part."""
_END = "(?:[、的”’）》]|$)"
_BECOME = (
    "(?:转变|转化|演变|发展|成长|提升|上升|晋升|升级|升格|打造|建设|建成|创建|培育|改造|改建|改编|扩建|改|变|原|贬|讹|设定|设|定|升|降|化|分|均|别|"
    "列|视|称|评|选|聘|任命|命名|更名|调整|整合|合并|划转|转|明确|概括|归纳|总结|凝练|分解|推选|译|扩大|缩短|拓展|延长|增加|减少|简化|"
    "压缩|细化|量化)"
)
_SERVED = (
    "(?:群众|居民|市民|村民|农民|人民|百姓|老|企|学生|孩子|儿童|青年|职工|基层|特困|困难|残疾|客|党|国担|民|全镇|全区|全市|全县|全省|"
    "全国|全体|全面|广大|各|促进|推动|建设|实现|加快|打造|提供|推进|了|此|其|他|她|它|我|您|你|自己|大家|何|什么)"
)
"""Those and that for whom something is done."""
_DONE = "(?:提供|服务|解决|办理|送|发放|开展|安装|减|争取|上门|落实|配|免费|赢得|创造|营造|做|注入|奠定|贡献)"
"""Verbs that show what is done for somebody."""
_GROUNDS = "各当就属异基工土实本外内产场营草林耕湿绿用占征拆圣阵驻天大田山盆腹墓宅领辖原在因落扎随遍满闲空块飞高低平两多此该某境荒坡洼湿老新源护的聚集范载发居散生品出"
_VERB = (
    "(?:推进|推动|落实|开展|做好|完成|解决|提升|提高|加强|服务|实施|保障|促进|融入|参与|配合|支持|执行|履行|贯彻|投入|发挥|维护|"
    "保护|反映|回应|化解|处理|处置|组织|引导|管控|管理好|走|干|抓|做|说|看到|认识到|感受到)"
)
"""Verbs that 地 stands before, when it makes an adverb, unless it ends a noun (工地, 各地: ``_GROUNDS``)."""


@dataclass(frozen=True)
class Context:
    """``pattern`` finds the hanzi in its group ``at``, which then reads ``syllable``; ``example`` holds it once or more."""

    syllable: str
    pattern: re.Pattern[str]
    example: str


def _context(syllable: str, pattern: str, example: str) -> Context:
    return Context(syllable, re.compile(pattern), example)


CONTEXTS = (
    # 为 wéi: "as, be, do" — in 以…为…; as what something becomes or is; of what ought to be done; else it is wèi, "for".
    _context("wei2", rf"以[^以]{{1,24}}?(?P<at>为)(?!{_SERVED})(?=[^为]{{1,8}}$)", "以社区为单位"),
    _context("wei2", rf"以[^以]{{1,24}}?(?P<at>为)(?={_GOAL}|{_KIND})", "以改革为重点推进"),
    _context("wei2", rf"(?P<at>为)(?={_KIND}?{_GOAL}(?:的|$)(?!企业|人群|对象))", "制造业为骨干的集群"),
    _context("wei2", rf"(?P<at>为)(?={_WORD}{_END})", "坚持民生为大"),
    _context("wei2", rf"{_BECOME}(?P<at>为)(?!{_SERVED}|$)", "打造为示范街区"),
    _context("wei2", r"积.{1,4}(?P<at>为)(?=大)", "积小胜为大胜"),
    _context(
        "wei2",
        rf"(?:率|额|积|数|度|量|值|比|例|价|龄|期|间|点)(?:分别|均|仅|约)?(?P<at>为)(?=百分之|[{_NUMBER}]{{2}})",
        "比例为百分之五",
    ),
    _context(
        "wei2", rf"(?P<at>为)(?=百分之|[{_NUMBER}]+点[{_NUMBER}]|近?[{_NUMBER}]+年来最)", "增速为百分之五"
    ),
    _context(
        "wei2",
        rf"(?P<at>为)(?!.{{0,20}}{_DONE})(?!十[一二三四五]五)(?=[{_NUMBER}]{{1,12}}[^为人户名家]{{0,3}}$)",
        "床位为三百张",
    ),
    _context(
        "wei2",
        r"(?:结果|考核|评价|等级|等次|名称|主题|性质|地址|时间|内容|原则|方式|目标)(?P<at>为)(?![了民全])",
        "考核为优秀",
    ),
    _context("wei2", r"(?:[较更最颇极尤甚广互皆]|(?<!不)仅)(?P<at>为)(?![了民企何此])", "较为困难"),
    _context(
        "wei2",
        rf"(?:[该能敢善勇必须而共我]|不可|有所不|无所|有所)(?P<at>为)(?=[必决善]|{_END})",
        "该为的必须为",
    ),
    # 处 chù: a place; a count of places.
    _context("chu4", rf"(?:[{_MANY}]|余)(?P<at>处)(?![理置罚分于在境])", "三处路口"),
    # 藏 zàng: of Tibet.
    _context(
        "zang4",
        r"(?<![馆珍收储宝矿躲冷隐暗私密库埋潜典贮保])(?P<at>藏)(?=[药医族区历戏毯香獒羚])",
        "藏药材加工",
    ),
    _context("zang4", r"[进涉援驻治川青滇稳](?P<at>藏)(?![身匿品家书])", "干部援藏"),
    # 卷 juàn: a volume; 铺 pū: to spread.
    _context("juan4", rf"[{_NUMBER}几每各](?P<at>卷)(?![起入成走尺帘发曲])", "一卷书"),
    _context("pu1", r"(?P<at>铺)(?=[开设装就筑满展陈排到着通]|沥青|管)", "全面铺开"),
    # 率 shuài: to lead.
    _context(
        "shuai4",
        r"(?P<at>率)(?=团|队|先|军|部|众|代表团|调研组|考察组|工作组|检查组|班子|有关|相关)",
        "率代表团考察",
    ),
    # 行 háng: a row; a trade; a place of trade, in names of Shanghai (闵行, 唐行).
    _context("hang2", rf"[{_NUMBER}](?P<at>行)(?=字|诗|代码|树|大字|文字)", "两行字"),
    _context("hang2", r"(?:[这那哪][一]?|干一|爱一|[转改本同老])(?P<at>行)(?=[、业的规当]|$)", "爱一行"),
    _context(
        "hang2",
        r"(?<![执推实履进施举流通运飞航出先随游送骑并现盛暂奉践厉力步人自])(?P<at>行)(?=镇(?!压|定)|街道|村(?!民)|路)",
        "唐行镇",
    ),
    # 长 cháng: length; zhǎng is the dictionary's default for the single hanzi.
    _context(
        "chang2",
        r"(?:米|里|宽|高|深|厚|全|总|路|段|桥|线)(?P<at>长)(?=约|度|达|[零一二三四五六七八九十百千两])",
        "路长约三公里",
    ),
    _context("chang2", r"(?:米|里)(?P<at>长)(?!期)", "两公里长的道路"),
    # 弄 lòng: a lane, in addresses of Shanghai.
    _context("long4", rf"[{_NUMBER}](?P<at>弄)(?![清懂通好])", "三百弄"),
    # 散 sǎn: loose.
    _context("san3", r"(?P<at>散)(?=装|户|乱污|煤|货|客|件|兵|油|酒|养|坐|座)", "散煤治理"),
    # 幢 zhuàng: measure word of buildings.
    _context("zhuang4", r"(?P<at>幢)(?!幡)", "四幢楼"),
    # 尽 jìn: entirely, in 应…尽….
    _context("jin4", r"[应愿能可当](?P<same>.{1,2})、?(?P<at>尽)(?=(?P=same))", "应补尽补"),
    _context("ying1", r"(?P<at>应)(?P<same>.{1,2})、?尽(?=(?P=same))", "应补尽补"),
    # 种 zhòng: to plant, to inoculate.
    _context("zhong4", r"(?:新|共|抢|栽|补|已|未)(?P<at>种)(?=[植下苗树草花果粮蔬菜])", "新种树木"),
    _context(
        "zhong4",
        rf"(?<![{_MANY}这那此何哪品物树草育引制菌良麦稻谷粮花杂原火人兵工军特险病税剧曲语车同单变亚种])(?P<at>种)"
        r"(?=水稻|小麦|玉米|油菜|蔬菜|药材|果树|树(?!种)|花(?!类)|草(?!类)|菜(?!籽)|粮|棉|豆|瓜|茶)",
        "种水稻",
    ),
    # 血 xiě: by itself.
    _context("xie3", r"(?:滴|口|摊|有|了|点)(?P<at>血)(?=[、的]|$)", "一滴血"),
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
    _context("de5", r"性(?P<at>地)(?![区块方带址面铁处位下段产基标籍图势貌质点上理、的]|$)", "创造性地落实"),
    _context("de5", r"不.不.(?P<at>地)", "不偏不倚地执行"),
    _context(
        "de5",
        r"(?:(?P<a>.)(?P=a)(?P<b>.)(?P=b)|(?P<c>.)(?P=c))(?P<at>地)(?![块区方带址面铁处位下段产、])",
        "扎扎实实地",
    ),
    _context("de5", rf"(?<![{_GROUNDS}])(?P<at>地)(?={_VERB})", "有计划地推进"),
    # 得 de: between a verb or adjective and its degree; děi: must.
    _context(
        "de5",
        r"[走跑站坐看听说讲写读学吃穿住用做办干管治抓改建守防救摸赶跟沉静稳留靠顶扛拿信过变显活睡玩搞]"
        r"(?P<at>得)(?=[更很好不越快非稳慢高低远近清见着住起最早晚多少大小深准实细严])",
        "办得好",
    ),
    _context(
        "de5",
        r"(?<![取获赢博夺荣所求心应难只自曾又未])(?<!曾经)(?<=[一-龥])(?P<at>得)(?=[起动住着]|过(?![奖病第全])|开(?![始展会])|完(?!成))",
        "拿得起",
    ),
    _context(
        "de5",
        r"[走拿看说做付输交喊打买卖腾跑挤抽派找讲写认叫放容坐装住](?P<at>得)(?=出|下|上|进|清)",
        "走得出",
    ),
    _context("zhe5", r"(?P<at>着)(?=数[十百千万亿])", "承载着数亿人"),
    _context("de5", r"[进出上下过回看吃](?P<at>得)(?=[来去])", "进得来"),
    _context("zhao2", r"[摸找用犯睡够数挨管见碰][得不](?P<at>着)", "摸得着"),
    _context(
        "dei3",
        r"(?:就|必须|还|总|非|都|也|只)(?P<at>得)(?![到了益以名分知主出过罪奖票体当不很起]|$)",
        "还得努力",
    ),
    # 只 zhī: measure word of animals and vessels.
    _context("zhi1", rf"[{_NUMBER}几每](?P<at>只)(?![有要是能会好为])", "三只猫"),
    # 还 huán: to give back.
    _context("huan2", r"(?P<at>还)(?=清(?![晰楚洁新理])|[债款贷欠]|水于)", "还清欠款"),
    _context("huan2", r"(?P<at>还)(?=[绿路水岸江河空地]于[民人])", "还绿于民"),
    _context("huan2", r"(?P<at>还)(?=一?[片个条份][^还]{1,6}给)", "还一片蓝天给百姓"),
    # 教 jiāo: to teach somebody, or a skill.
    _context(
        "jiao1",
        r"(?<![宗佛道传信执任支助请文科高幼党国受施管调])(?P<at>教)(?=会?(?:孩子|老人|老年|居民|村民|大家|年轻人|徒弟|小朋友|[他她我你您咱])"
        r"|学生(?![活产])|游泳|唱歌|跳舞|写字|做|用|如何|怎么|怎样|书(?!记))",
        "教会孩子",
    ),
    # 落 là: to be left out, to leave behind.
    _context("luo4", r"(?P<at>落)(?=下)", "落下帷幕"),
    _context("la4", r"(?:都|也|一个|一户|一人)不(?:能|得|许|可|会|准)(?P<at>落)(?=下)", "一户都不能落下"),
    _context("la4", r"丢(?P<at>落)", "丢落物品"),
    _context("la4", r"不(?P<at>落)(?=下?[一]|$)", "一户不落"),
    _context("luo4", r"不(?P<at>落)(?=实|地|幕|后)", "不落实"),
    # 都 dū as a name of cities, dōu otherwise.
    _context("du1", r"(?:之|古|首|故|港)(?P<at>都)(?![是有在要会能将可])", "美食之都"),
    # 卡 qiǎ: to jam.
    _context("qia3", r"(?P<at>卡)(?=脖|壳|点堵|住|企业|死)", "卡点堵点"),
    _context("qia3", r"(?:故意|处处|层层|吃拿|刁难)(?P<at>卡)", "故意卡人"),
)
"""A later one counts more, where two find the same hanzi."""


def read_contexts(run: str) -> Iterator[tuple[int, str]]:
    """Give (place, syllable) for every hanzi of ``run`` that a pattern settles; a later one counts more."""
    for context in CONTEXTS:
        for match in context.pattern.finditer(run):
            yield match.start("at"), context.syllable
