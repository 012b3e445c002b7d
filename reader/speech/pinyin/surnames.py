"""Surnames that are read otherwise than the hanzi they are written with mostly are.

Readings: CC-CEDICT, which names them as surnames; where a surname has two, the commoner one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

_ROWS = """
hua4 华
shan4 单
qiu2 仇
zeng1 曾
xie4 解
zha1 查
ge3 盖葛
piao2 朴
ning4 甯
miao4 缪
xian3 洗冼
ou1 区
ren2 任
yan1 燕
ying1 应
qin2 覃
mu4 牟
kan4 阚
she2 佘折
bi4 秘
na1 那
ha3 哈
gou1 句
guo1 过
shao4 召
gan1 干
zhan1 占
xiang4 相
yu1 於
bo2 薄
du1 都
qu1 曲
yun4 员
zhai2 翟
yue4 乐
bu3 卜
chong2 种
"""
_OFFICES = "书记|主任|老师|医生|校长|院长|经理|所长|局长|镇长"
_PERSONS = "先生|女士|小姐|阿姨|阿婆|阿公|老伯|大爷|大妈|大叔|大哥|大姐|奶奶|爷爷|师傅|同志|警官|护士|某"
_NO_OFFICE = frozenset("区任查过应相都员干那种占")
"""Before an office these are mostly no surnames: 任书记, 区主任, 应书记."""


def _read() -> dict[str, str]:
    rows = [line.split() for line in _ROWS.split("\n") if line]
    return {surname: syllable for syllable, surnames in rows for surname in surnames}


SURNAMES: Mapping[str, str] = MappingProxyType(_read())
"""Surname → its syllable."""

_OF_OFFICERS = "".join(surname for surname in SURNAMES if surname not in _NO_OFFICE)
_PATTERN = re.compile(
    "(?:^|(?<=[、的是和与由请找对向给让被叫位老小跟民会员长“”（]))"
    f"(?:[{''.join(SURNAMES)}](?={_PERSONS})|[{_OF_OFFICERS}](?={_OFFICES}))"
)


def read_surnames(run: str) -> Iterator[tuple[int, str]]:
    """Give (place, syllable) for every hanzi of ``run`` that is such a surname, by the title behind it."""
    for match in _PATTERN.finditer(run):
        yield match.start(), SURNAMES[match.group()]
