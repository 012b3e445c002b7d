"""The words the rules of reading know: units, measure words, and the nouns that tell a code from a count.

Standards and books are named from general knowledge, not yet checked against their text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType


def _words(text: str) -> tuple[str, ...]:
    """Split at white space, the longest word first, so that a pattern of them prefers it."""
    return tuple(sorted(text.split(), key=len, reverse=True))


def either(words: Iterable[str]) -> str:
    """Give a pattern that matches the longest of ``words``."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


def _table(text: str) -> Mapping[str, str]:
    rows = (line.split() for line in text.strip().split("\n"))
    return MappingProxyType({symbol: name for name, *symbols in rows for symbol in symbols})


UNITS = _table("""
平方米 ㎡ m² m2 M² sqm
平方公里 km² km2 ㎢
平方厘米 cm² ㎠
平方毫米 mm² ㎟
立方米 m³ m3 ㎥ Nm³
立方厘米 cm³ ㎤ ㏄ cc
千米 km ㎞ Km KM
米 m
厘米 cm ㎝
毫米 mm ㎜
微米 μm µm ㎛
纳米 nm ㎚
千克 kg ㎏ Kg KG
克 g
毫克 mg ㎎
微克 μg µg ㎍ ug
吨 t
升 L
毫升 ml mL ㎖
千瓦时 kWh kW·h KWh kwh
兆瓦时 MWh
千瓦 kW ㎾ KW kw
兆瓦 MW ㎿
吉瓦 GW
伏 V
千伏 kV KV ㎸
千伏安 kVA
分贝 dB ㏈ db
赫兹 Hz ㎐
兆赫 MHz ㎒
吉赫 GHz ㎓
帕 Pa
千帕 kPa ㎪
兆帕 MPa ㎫
小时 h
分钟 min
秒 s
毫秒 ms ㎳
摄氏度 ℃ °C
度 °
公顷 hm² ha
个百分点 pct
比特每秒 bps
兆比特每秒 Mbps
吉比特每秒 Gbps
吉字节 GB
太字节 TB
兆字节 MB
""")
"""Symbol → name. Source: 中华人民共和国法定计量单位 (GB 3100-93) for names and symbols; the squared CJK forms are Unicode's."""

SIGNS = _table("""
负 −
大于 >
小于 <
大于等于 ≥ ⩾ ≧
小于等于 ≤ ⩽ ≦
约等于 ≈
正负 ±
加 +
等于 =
上升 ↑
下降 ↓
到 →
除以 ÷
""")
"""Signs of arithmetic → how they are read before or between numbers (GB 3102.11-93)."""

CROSSES = "×✕*xX"
"""Signs of multiplication, and the letters written for them."""

CURRENCIES = _table("""
元 ¥ ￥
美元 $
欧元 €
英镑 £
""")
"""Sign before an amount → the word said after it."""

GREEK = _table("""
阿尔法 α Α
贝塔 β Β
伽马 γ Γ
德尔塔 δ Δ
欧米伽 ω Ω
派 π
缪 μ µ
""")
"""Greek letters of official prose → their Chinese names (全国科学技术名词审定委员会)."""

MEASURES = _words("""
    个 名 位 人 户 家 条 项 件 起 次 场 处 座 栋 幢 所 间 套 台 辆 架 艘 部 支 只 株 棵 份 张 本 册 篇 枚 块 片 面 幅 层
    批 轮 届 类 种 样 对 双 组 班次 门 口 根 道 段 节 步 遍 趟 回 番 例 宗 笔 桩 则 句 滴 顿 餐 桌 床 孔 盏 杆 端 列 排
    年 个月 周 天 小时 分钟 秒 点 时 刻钟 周年 载 代 岁 周岁 学年 学期 课时 旬
    元 块钱 角 美元 欧元 万 亿 千 倍 成 折 票 米 千米 公里 里 厘米 毫米 平方米 平方公里 平米 亩 公顷 立方米 吨 公斤 千克 克 斤
    升 毫升 度 千瓦 千瓦时 剂 针 人次 户次 家次 车次 架次 批次 场次 难 成员 名额 工位 车位 席 盆 袋 箱 桶 瓶 包 盒 车 大 方
    环节 集
""")
"""Words directly after a count: 2 is 两 before them, and a number of four digits is a count, not a year.

Source: 《现代汉语八百词》, entries 二 and 两 and the appendix 名词、量词配合表; and those of reports (剂次, 户次, 车位)."""

NOT_TWO = _words("""
    年级 点零 次方 千伏线 大队 道口 车间 班级 组团 层楼面 元化 元结构 环线 类水 类标准 级 号 楼 期 月 日 队 室 路 线 季度 等 分之
""")
"""Words before which 2 is an ordinal or part of a name and stays 二 (2号, 2期, 2年级), though a measure word may begin them."""

YEAR_NOUNS = _words("年度 年 届 版 款 财年 学年 级新生 届毕业生")
"""Words after which a number of four digits is a year, whatever else it could be."""

DIGITWISE_NOUNS = _words("地块 街坊 单元 宗地 室 路公交 路 国道 省道 县道 次列车 航班 房间")
"""Nouns whose number of three digits or more is a name, said digit by digit (373地块, 301室, 763路). Fewer digits are said as
a number (91路, 17号线): common practice of Shanghai's bus and metro announcements."""

PARCEL_NOUNS = _words("地块 街坊 单元 宗地 项目 区块 地段 号地 小区 社区 用地")
"""Nouns that a code with dashes stands before: 01-02地块."""

NUMBER_LABELS = _words(
    "邮编 邮政编码 编号 代码 账号 帐号 证号 学号 单号 案号 工号 车牌 车牌号 微信号 密码 信用代码 身份证号 文号 流水号 条码 批号 转 分机"
)
"""Labels after which a number is a code, said digit by digit."""

PHONE_LABELS = _words(
    "电话 热线 手机 传真 致电 拨打 拨通 座机 专线 总机 来电 联系方式 客服 号码 短号 服务台 咨询 匪警 火警 盗警 急救 报警 交通事故"
)
"""Words near a telephone number, before it."""

HOTLINE_NOUNS = _words(
    "热线 市民 服务 专线 平台 报警 急救 接警 警情 指挥 宣传 电话 投诉 举报 客服 消防 工单 来电 咨询 法律 便民 诉求 中心 等热线"
)
"""Words directly after a short service number (110, 12345)."""

EVENT_NOUNS = _words("""
    任务 节点 专项 行动 事故 事件 案 专案 晚会 讲话 精神 国际 全国 世界 国家 国庆 消防 宣传 纪念 暴雨 特大 地震 火灾 爆炸 阅兵
    运动 爱国 主题 消费 禁毒 植树 惨案 大地震 防灾 学雷锋 安全 目标 攻坚 大会战 抗战
""")
"""Nouns after a day written as month and day with a point (6.30任务, 3.15晚会), which is said digit by digit."""

FIXED = _table("""
九八五 985
二一一 211
九九六 996
一二三四五 12345
""")
"""Numbers that are names, and 12345, which counts up and is said with 一, unlike other hotlines."""

PER_UNITS = frozenset(
    _words("""
    人 人次 月 年 天 日 亩 平方米 平米 立方米 小时 分钟 秒 户 次 吨 个 家 公里 千米 米 公顷 升 毫升 千克 公斤 斤 克 度 套 辆 台
    件 份 周 班 课时 学期 学年 床 间 车 位 例 千瓦时 平方公里 万元 元 季度 季 餐 针 只 株 棵 场 节
    """)
)
"""Words after a slash that makes 每 of itself: 元/月, 微克/立方米."""

AMOUNT_UNITS = frozenset(MEASURES) | frozenset(_words("万元 亿元 毫克 微克 千瓦时 立方米"))
"""Words before such a slash."""
