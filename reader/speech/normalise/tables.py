"""The words the rules of reading know: units, measure words, and the nouns that tell a code from a count.

Standards and books are named from general knowledge, not yet checked against their text.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


def _words(text: str) -> tuple[str, ...]:
    """Split at white space, the longest word first, so that a pattern of them prefers it."""
    return tuple(sorted(text.split(), key=len, reverse=True))


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
立方分米 dm³
千米 km ㎞ Km KM
米 m
分米 dm ㍷
厘米 cm ㎝
毫米 mm ㎜
微米 μm µm ㎛
纳米 nm ㎚
英寸 ″
千克 kg ㎏ Kg KG
克 g
毫克 mg ㎎
微克 μg µg ㎍ ug
吨 t
吨标准煤 tce
升 L
分升 dL
毫升 ml mL ㎖
微升 μL µL
国际单位 IU
摩尔 mol ㏖
毫摩尔 mmol
微摩尔 μmol µmol umol
千瓦时 kWh kW·h KWh kwh KWH
兆瓦时 MWh
吉瓦时 GWh
太瓦时 TWh
瓦时 Wh
瓦 W
千瓦 kW ㎾ KW kw
千瓦峰 kWp
兆瓦峰 MWp
兆瓦 MW ㎿
吉瓦 GW
千乏 kvar
伏 V
千伏 kV KV ㎸
千伏安 kVA KVA
兆伏安 MVA
安时 Ah
毫安时 mAh
毫安 mA ㎃
欧姆 Ω Ω
千欧 kΩ ㏀
勒克斯 lx ㏓
流明 lm ㏐
坎德拉 cd ㏅
分贝 dB ㏈ db
赫兹 Hz ㎐
千赫 kHz ㎑
兆赫 MHz ㎒
吉赫 GHz ㎓
帕 Pa
百帕 hPa ㍱
千帕 kPa ㎪
兆帕 MPa ㎫
毫米汞柱 mmHg
千牛 kN
千焦 kJ
兆焦 MJ
千卡 kcal ㎉ Kcal
微西弗 μSv µSv
毫西弗 mSv
小时 h
分钟 min
秒 s
二次方秒 s²
毫秒 ms ㎳
转每分钟 rpm r/min
摄氏度 ℃ °C
华氏度 ℉ °F
度 °
公顷 hm² ha
个基点 BP bp
个百分点 pct
比特每秒 bps
千比特每秒 kbps
兆比特每秒 Mbps
吉比特每秒 Gbps
千字节 KB
兆字节 MB
吉字节 GB
太字节 TB
美元 USD
港元 HKD
欧元 EUR
元 RMB
""")
"""Symbol → name. Source: 中华人民共和国法定计量单位 (GB 3100-93) for names and symbols, GB/T 12406 for codes of currencies;
the squared CJK forms are Unicode's."""

SIGNS = _table("""
负 −
大于 >
小于 <
大于等于 ≥ ⩾ ≧
小于等于 ≤ ⩽ ≦
大于等于 >=
小于等于 <=
约等于 ≈ ≒
不等于 ≠
远大于 ≫
远小于 ≪
根号 √
直径 Φ φ ⌀
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
元 ¥ ￥ CN¥ CNY
人民币 RMB
美元 $ US$ USD
港元 HK$ HKD
新台币 NT$ TWD
澳大利亚元 A$ AUD
加拿大元 C$ CAD
新加坡元 S$ SGD
日元 JP¥ JPY
欧元 € EUR
英镑 £ GBP
""")
"""Sign or code before an amount → the word said after it; 人民币 is said before (GB/T 12406)."""

GREEK = _table("""
阿尔法 α Α
贝塔 β Β
伽马 γ Γ
德尔塔 δ Δ
欧米伽 ω Ω
派 π
缪 μ µ
西塔 θ Θ
拉姆达 λ Λ
西格马 σ Σ
艾普西隆 ε
柔 ρ
陶 τ
斐 φ Φ
普西 ψ Ψ
""")
"""Greek letters of official prose → their Chinese names (全国科学技术名词审定委员会)."""

MEASURES = _words("""
    个 名 位 人 户 家 条 项 件 起 次 场 处 座 栋 幢 所 间 套 台 辆 架 艘 部 支 只 株 棵 份 张 本 册 篇 枚 块 片 面 幅 层
    批 轮 届 类 种 样 对 双 组 班次 门 口 根 道 段 节 步 遍 趟 回 番 例 宗 笔 桩 则 句 滴 顿 餐 桌 床 孔 盏 杆 端 列 排
    把 瓣 杯 柄 串 丛 簇 沓 担 顶 堵 堆 朵 封 副 股 挂 管 伙 具 卷 颗 捆 粒 缕 摞 幕 盘 匹 圈 群 扇 声 首 束 摊 筒 头 尾 窝
    眼 页 阵 枝 轴 尊 拨 款 碗 筐 篮 壶 罐 缸 锅 丸 帖 贴 坛 坨 团 辈 墩 垛 行诗 行字 记 键 截 绺 泡 瓢 畦 爿 期次 夜 晚 任 身 艇 挺 席位 通电话
    张床 车道 户型 房 人日 人天 车日 站 间房 班岗 卡车 届次 线程 名次 平方 立方 海里 英里 英尺 英寸 公分 公升 公担 里路 里地 钱 担 石
    平方厘米 平方毫米 立方厘米 立方分米 微克 兆瓦 吉瓦 伏 千伏 千伏安 瓦 安 安培 帕 千帕 兆帕 赫兹 分贝 摄氏度 华氏度 勒克斯 流明
    千卡 千焦 基点 万亿 毛 块 欧元 英镑 日元 港元 镑 卢布
    年 个月 周 天 小时 分钟 秒 点 时 刻钟 周年 载 代 岁 周岁 学年 学期 课时 旬
    元 块钱 角 美元 欧元 万 亿 千 倍 成 折 票 米 千米 公里 里 厘米 毫米 平方米 平方公里 平米 亩 公顷 立方米 吨 公斤 千克 克 斤
    升 毫升 度 千瓦 千瓦时 剂 针 人次 户次 家次 车次 架次 批次 场次 难 成员 名额 工位 车位 席 盆 袋 箱 桶 瓶 包 盒 车 大 方
    环节 集
""")
"""Words directly after a count: 2 is 两 before them, and a number of four digits is a count, not a year.

Source: 《现代汉语八百词》, entries 二 and 两 and the appendix 名词、量词配合表; GB 3100-93 for units; and
those of reports (剂次, 户次, 车位). Measure words that number more often than they count (号 楼 期 班 版 代 档 章 级 线 路) are
left out."""

NOT_TWO = _words("""
    头部 面向 条例 把握 站点 管理 管控 团组 房间号 身份 任务 层次 家庭 起步 分局 例会 记录 顶层 封控 副中心 股份 通道 类医疗 类疫苗
    类地区 类用地 类响应 类土地 类住宅 类居住 类固定 类人才 类高层 类高地 类功能 类城市 类商业 类物流 类仓储 类工业 类公共
    年级 点零 次方 千伏线 大队 道口 车间 班级 组团 层楼面 元化 元结构 环线 类水 类标准 级 号 楼 期 月 日 队 室 路 线 季度 等 分之
""")
"""Words before which 2 is an ordinal or part of a name and stays 二 (2号, 2期, 2年级), though a measure word may begin them."""

YEAR_NOUNS = _words("年度 年 届 版 款 财年 学年 级新生 届毕业生 级学生 级本科 级研究生 级硕士 级博士 赛季")
"""Words after which a number of four digits is a year, whatever else it could be."""

DIGITWISE_NOUNS = _words("地块 街坊 单元 宗地 室 路公交 路 国道 省道 县道 次列车 航班 房间")
"""Nouns whose number of three digits or more is a name, said digit by digit (373地块, 301室, 763路). Fewer digits are said as
a number (91路, 17号线): common practice of Shanghai's bus and metro announcements."""

PARCEL_NOUNS = _words("地块 街坊 单元 宗地 项目 区块 地段 号地 小区 社区 用地")
"""Nouns that a code with dashes stands before: 01-02地块."""

NUMBER_LABELS = _words("""
    邮编 邮政编码 编号 代码 账号 帐号 证号 学号 单号 案号 工号 车牌 车牌号 微信号 密码 信用代码 身份证号 文号 流水号 条码 批号 转 分机 卡号 识别码
    QQ群 QQ QQ号 群号 会议号 房号 门牌号 序列号 注册号 登记号 许可证号 备案号 合同号 订单号 尾号 税号 编码 区号 邮区 会议室 档案号
""")
"""Labels after which a number is a code, said digit by digit."""

PHONE_LABELS = _words(
    "电话 热线 手机 传真 致电 拨打 拨通 座机 专线 总机 来电 联系方式 客服 号码 短号 短信 下载 关注 交管 登录 登陆 扫描 搜索 服务台 咨询 匪警 火警 盗警 急救 报警 交通事故"
)
"""Words near a telephone number, before it."""

HOTLINE_NOUNS = _words("""
    热线 市民 服务 专线 平台 报警 急救 接警 警情 指挥 宣传 电话 投诉 举报 客服 消防 工单 来电 咨询 法律 便民 诉求 中心 等热线
    联动 交警 网站 网上 查询 短信 小程序 公众号 APP 接线 电话亭 受理 出警 警务 救护 民警 值班 政务 医保 社保 公积金 税务 信访 转办
""")
"""Words directly after a short service number (110, 12345)."""

EVENT_NOUNS = _words("""
    任务 节点 专项 行动 事故 事件 案 专案 晚会 讲话 精神 国际 全国 世界 国家 国庆 消防 宣传 纪念 暴雨 特大 地震 火灾 爆炸 阅兵
    大促 购物 促销 事变 起义 公报 政变 人口 家庭 护士节 教师节 青年节 建军节 建党节 儿童节
    运动 爱国 主题 消费 禁毒 植树 惨案 大地震 防灾 学雷锋 安全 目标 攻坚 大会战 抗战
""")
"""Nouns after a day written as month and day with a point (6.30任务, 3.15晚会), which is said digit by digit."""

FIXED = _table("""
九八五 985
二一一 211
九九六 996
二十四七 24/7
一二三四五 12345
""")
"""Numbers that are names, and 12345, which counts up and is said with 一, unlike other hotlines."""

PER_UNITS = frozenset(
    _words("""
    人 人次 月 年 天 日 亩 平方米 平米 立方米 小时 分钟 秒 户 次 吨 个 家 公里 千米 米 公顷 升 毫升 千克 公斤 斤 克 度 套 辆 台
    件 份 周 班 片 粒 袋 支 盒 瓶 箱 平 里 人天 人日 人月 人年 车次 班次 场次 批 栋 幢 楼 层 村 头 羽 尾 块 根 张 本 册 瓶装
    万人 万户 百人 千人 十万人 百户 万平方米 单 笔 宗 斗 桶 孔 对 双 吨公里 车公里 课 夜 晚 月人 门 机 端 卡 处 条 项 课时数 课次 届 所 校 工日 工时 台班 班组 点 日均
    课时 学期 学年 床 间 车 位 例 千瓦时 平方公里 万元 元 季度 季 餐 针 只 株 棵 场 节
    """)
)
"""Words after a slash that makes 每 of itself: 元/月, 微克/立方米."""

AMOUNT_UNITS = frozenset(MEASURES) | frozenset(_words("万元 亿元 毫克 微克 千瓦时 立方米"))
"""Words before such a slash."""

VALUE_WORDS = _words("""
    增长 下降 提高 降低 上升 为 约 达 达到 至 到 比 值 系数 浓度 指数 率 pH PH 得分 评分 均分 平均 在 仅 超 近 长 宽 高 厚 深 直径
""")
"""Words before a number with a point that is a value, not a day."""

DATE_LABELS = _words("""
    时间 日期 期间 公示 公示期 活动 放假 假期 截止 截至 起止 展期 工期 报名 有效期 任期 周期 期限 档期 排期 生日 出生 编制 印发 发布 签发
    成文 生效 实施 施行 更新 开工 竣工 自 从
""")
"""Words before days that are written as numbers with a point."""

SHORT_YEAR_NOUNS = _words("""
    出生 生人 生 版 款 毕业 入伍 入党 参军 建成 建造 竣工 开业 洪水 抗洪 特大 金融 亚洲 退休 下岗 那年 的时候 回归 建厂 建校 建国后
    改革 恢复高考 大水 地震 奥运 世博 改制 撤乡 撤县 转制 分配 高考 国庆 结婚 调入 参加
""")
"""Words after a year of two digits."""

NOT_COUNTED = _words(
    "人力 公积金 件箱 条例 平台 家庭 门户 部门 面向 名单 支持 点击 点位 端口 门诊 分中心 块链"
)
"""Words that begin as measure words do, but count nothing: 12333人力资源."""

SERVICE_NUMBERS = frozenset(
    _words("""
    110 112 114 117 119 120 121 122 12110 12121 12122 12123 12301 12305 12306 12308 12309 12310 12312 12313 12314 12315 12316
    12317 12318 12319 12320 12321 12322 12323 12325 12326 12327 12328 12329 12330 12331 12333 12335 12336 12337 12338 12339 12340
    12341 12342 12343 12344 12345 12346 12348 12349 12350 12351 12353 12355 12356 12358 12359 12360 12361 12363 12365 12366 12367
    12368 12369 12370 12371 12377 12378 12379 12380 12381 12385 12386 12388 12389 12390 12391 12393 12395 12396 12398 10010
    10015 10060 10086 10099 11185 11183 95598 95777 96110 12117 12379 962121 962222 962233
    """)
)
"""Numbers of public services, from general knowledge of 电信网编号计划 (2017) and of Shanghai's 962XXX.
Round ones (10000) count as often as they are dialled, and so need a word beside them."""

PLAN_NOUNS = _words(
    "人员 人群 格局 模式 工程 计划 机制 行动 体系 工作法 战略 方案 目标 服务 养老 项目 政策 制度"
)
"""Words after figures that are a catchword (9073格局)."""

PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领"
"""First characters of number plates (GA 36-2018)."""
