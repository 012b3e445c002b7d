"""Reports that never were, as many as wanted, like the bundled one in shape and language.

A report's wording is built by rules from what the bundled report is made of: its sentences, its clauses, what is
said of works in it ("verb + object"), its numbers and its names. Clauses are put together anew, verbs change their
objects, numbers their digits and places their names, so that reports share the phrases of their trade, as reports
do, and hardly a paragraph is a copy. The same seed gives the same reports on every machine.

The text goes through the real parser. :func:`shelve` puts many reports one after the other into one
:class:`~reader.core.report.Report`, in which every report is a run of parts: that is how a shelf of many is put before
one index.
"""

from __future__ import annotations

import dataclasses
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from reader.core.parse import parse
from reader.core.report import Block, Kind, Report
from reader.core.span import Span

_TOWNS = "七宝 梅陇 莘庄 颛桥 马桥 吴泾 浦锦 华漕 虹桥 新泾 江桥 南翔 安亭 泗泾 九亭 洞泾 徐泾 朱家角 周浦 川沙 惠南 枫泾"
_OWN_TOWN = re.compile("七宝|闵行")
_NAME_CHARACTERS = (
    "东西南北中春华明沪星宝新航吴虹莘涞青顾戴曹沈陆潘庙桥浦泾塘浜港堰溇圩湾洲泽兴隆盛安康福寿平和"
    "永丰嘉秀文昌启慧智联友谊金银玉石柳松竹梅兰桂莲荷鹤鹭雁鸿龙凤麟锦绣云霞晨曦晖朗清溪澜源泉"
)
_PLACE = re.compile(r"([\u4e00-\u9fff]{2})(路|村|港|花苑|小区|敬老院|幼儿园|小学)(?![\u4e00-\u9fff]?[线网])")
_NUMBER = re.compile(r"\d+")
_STOP = re.compile(r"(?<=[。；！])")
_WORK = re.compile(
    r"((?:积极|持续|加快|扎实|稳步|全面|全力|进一步|不断|统筹|有序|配合|确保|力争)*"
    r"(?:推进|完成|加强|深化|落实|开展|强化|提升|做好|优化|启动|完善|拓展|健全|巩固))([\u4e00-\u9fff\w]{4,})$"
)
_NUMERALS = "一二三四五六七八九十"


class Writer:
    """Writes reports out of ``model``, all from ``seed``."""

    def __init__(self, model: Report, seed: int = 2021) -> None:
        self._seed = seed
        self._publisher = model.source
        self._sentences: dict[Kind, list[str]] = {}
        self._titles: list[str] = []
        self._item_titles: list[str] = []
        self._clauses: list[str] = []
        self._verbs: list[str] = []
        self._objects: list[str] = []
        self._gather(model)

    def write(self, number: int) -> str:
        """Give the source text of report ``number``, as a page saved as text."""
        chosen = random.Random(f"{self._seed}/{number}")
        return "\n\n".join(_Draft(self, chosen).lines())

    def report(self, number: int) -> Report:
        """Give report ``number``."""
        return parse(self.write(number))

    def _gather(self, model: Report) -> None:
        for part in model.parts:
            for chapter in part.chapters:
                self._titles.append(model.text(chapter.title))
                self._item_titles.extend(model.text(item.title) for item in chapter.items)
        for block in model.shown:
            if block.kind in (Kind.ITEM, Kind.PARAGRAPH):
                text = re.sub(r"^\d+、\s*|[①-⑳]", "", block.text)
                self._sentences.setdefault(block.kind, []).extend(filter(None, _STOP.split(text)))
            elif block.kind is Kind.TERM:
                self._sentences.setdefault(block.kind, []).append(block.text.split("：", 1)[1])
        # Clauses with a bracket or quotation mark would leave its other half behind.
        self._clauses = [
            clause
            for sentence in self._sentences[Kind.ITEM]
            for clause in re.split("[，。；！]", sentence)
            if len(clause) > 5 and not re.search("[《》（）“”‘’]", clause)
        ]
        works = [work for clause in self._clauses if (work := _WORK.search(clause))]
        self._verbs = [work[1] for work in works]
        self._objects = [work[2] for work in works]


class _Draft:
    """One report on its way."""

    def __init__(self, stock: Writer, chosen: random.Random) -> None:
        self._stock = stock
        self._chosen = chosen
        # A good part of the shelf is about the same town: what residents look for stands in every third report.
        towns = _TOWNS.split()
        self._town = chosen.choice((towns[0], chosen.choice(towns), chosen.choice(towns)))
        self._year = chosen.randrange(2002, 2032)
        self._names: dict[str, str] = {}
        """The report's own places: the same one stands in several paragraphs."""

    def lines(self) -> Iterator[str]:
        chosen, stock = self._chosen, self._stock
        half = chosen.choice(("上半年", "下半年"))
        yield f"{self._year}{self._town}镇{half}政府工作报告"
        date = f"{self._year}年{chosen.randrange(1, 13)}月{chosen.randrange(1, 29)}日"
        yield self._local(f"来源：{stock._publisher}　发布时间：{date}")
        for heading in (f"{self._year}{half}主要工作回顾", f"{self._year + 1}年主要工作安排"):
            yield heading
            yield self._paragraph(Kind.PARAGRAPH, 2)
            for chapter in range(5):
                yield f"{_NUMERALS[chapter]}、{self._local(self._mixed(stock._titles))}"
                for item in range(chosen.choice((3, 3, 3, 4))):
                    title = self._local(self._mixed(stock._item_titles, at_character=True))
                    yield f"{item + 1}、{title}。{self._paragraph(Kind.ITEM, chosen.randrange(3, 9))}"
            yield "此外，" + self._paragraph(Kind.PARAGRAPH, 1)
        yield "各位代表，" + self._paragraph(Kind.PARAGRAPH, 4)
        yield "【名词解释】"
        for number in range(1, chosen.randrange(12, 17)):
            meaning = self._local(chosen.choice(stock._sentences[Kind.TERM]))
            yield f"（{number}）{self._term(number)}：{meaning}"

    def _paragraph(self, kind: Kind, sentences: int) -> str:
        chosen, stock = self._chosen, self._stock
        made = (
            chosen.choice(stock._sentences[kind]) if chosen.random() < 0.3 else self._sentence()
            for _ in range(sentences)
        )
        return "".join(map(self._local, made))

    def _sentence(self) -> str:
        chosen, stock = self._chosen, self._stock
        clauses = (
            chosen.choice(stock._verbs) + chosen.choice(stock._objects)
            if chosen.random() < 0.5
            else chosen.choice(stock._clauses)
            for _ in range(chosen.randrange(1, 5))
        )
        return "，".join(clauses) + "。"

    def _mixed(self, titles: Sequence[str], *, at_character: bool = False) -> str:
        """Give the beginning of one title and the end of another."""
        one, other = self._chosen.choice(titles), self._chosen.choice(titles)
        if at_character:
            return one[: len(one) // 2] + other[len(other) // 2 :]
        return one.partition("，")[0] + "，" + other.rpartition("，")[2]

    def _term(self, number: int) -> str:
        chosen = self._chosen
        return chosen.choice(
            (
                f"{chosen.randrange(10, 400)}地块",
                f"{chosen.randrange(1, 20):02}-{chosen.randrange(1, 20):02}地块",
                f"{chosen.randrange(100, 999)}号{_NUMERALS[number % 4]}期",
                f"{self._name('')}{chosen.choice(('单元', '首站', '古镇', '行动'))}",
            )
        )

    def _local(self, text: str) -> str:
        """Make text the report's own: its town, its places, other figures."""
        text = _OWN_TOWN.sub(self._town, text)
        text = _PLACE.sub(lambda found: self._name(found[1]) + found[2], text)
        return _NUMBER.sub(lambda found: self._figure(found[0]), text)

    def _name(self, model: str) -> str:
        """Give a place's name; most often the one that this report has in place of ``model``."""
        if model not in self._names or self._chosen.random() < 0.2:
            self._names[model] = "".join(self._chosen.sample(_NAME_CHARACTERS, 2))
        return self._names[model]

    def _figure(self, figure: str) -> str:
        if len(figure) == 4 and figure[:2] == "20":
            return str(self._year)
        if self._chosen.random() < 0.3:
            return figure
        first = "0" if figure[0] == "0" else str(self._chosen.randrange(1, 10))
        return first + "".join(str(self._chosen.randrange(10)) for _ in figure[1:])


def shelve(reports: Iterable[Report]) -> Report:
    """Put reports one after the other into one; links from the text to the glossaries are left out."""
    blocks: list[Block] = []
    parts: list[Any] = []
    glossary: list[Any] = []
    first = None
    for report in reports:
        first = first or report
        shift = len(blocks)
        blocks.extend(_shifted(report.blocks, shift))
        parts.extend(_shifted(report.parts, shift))
        glossary.extend(_shifted(report.glossary, shift))
    assert first is not None
    return dataclasses.replace(
        first, blocks=tuple(blocks), parts=tuple(parts), glossary=tuple(glossary), links=()
    )


def _shifted(value: Any, shift: int) -> Any:
    """Give ``value``, and all that is in it, for blocks that are counted from ``shift``."""
    if isinstance(value, tuple):
        return tuple(_shifted(each, shift) for each in value)
    if isinstance(value, Span):
        return Span(value.block + shift, value.start, value.end)
    if isinstance(value, Block):
        return dataclasses.replace(value, number=value.number + shift)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in dataclasses.fields(value)]
        return type(value)(**{name: _shifted(getattr(value, name), shift) for name in names})
    return value
