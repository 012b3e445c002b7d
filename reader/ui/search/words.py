"""What a search says, in words: what is shown, spoken and given to screen readers. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reader.search import notices
from reader.search.result import EITHER, Area, Group, Hit, Mode, Order, Result, SearchOptions, SearchPlace
from reader.speech.normalise.numerals import spell_number

_SHOWN_QUERY = 16
"""Characters of a query that are repeated to the resident; the rest is in the search box."""

_AREA_NAMES = {Area.TEXT: "正文", Area.HEADINGS: "标题", Area.GLOSSARY: "名词解释"}


def shortened(text: str) -> str:
    """Give a query as it is repeated in a sentence: on one line, … for what is too much."""
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN_QUERY else text[: _SHOWN_QUERY - 1] + "…"


def places(count: int) -> str:
    """Count places as they are said: 两处, 十二处."""
    return "两处" if count == 2 else f"{spell_number(str(count))}处"


def heading(result: Result, index: int = -1) -> str:
    """The panel's heading: how many places, and which of them (``index``, from 0) was gone to, if any was."""
    if index >= 0:
        return f"第 {index + 1} 处，共 {result.count} 处"
    if result.count:
        return f"{_understanding(result)}找到 {result.count} 处"
    return "没有找到" if result.query else "您要找什么？"


def announced_position(index: int, count: int) -> str:
    """What is said when a place is gone to."""
    return f"第{index + 1}处，共{count}处"


def _understanding(result: Result) -> str:
    """Say what was looked for instead of what was typed: 按“敬老院”和“电梯”; empty where that is the same."""
    understood = result.understood
    if understood is None:
        return ""
    is_either = EITHER in understood
    words = understood.split(EITHER) if is_either else _apart(understood)
    return "按" + ("或" if is_either else "和").join(f"“{shortened(word)}”" for word in words)


def _apart(understood: str) -> list[str]:
    """Part words at the spaces between them; a space within Latin words (App Store) is none of these."""
    words: list[str] = []
    for word in understood.split():
        if words and words[-1].isascii() and word.isascii():
            words[-1] += f" {word}"
        else:
            words.append(word)
    return words


def advice(result: Result) -> str:
    """What to do when nothing was found; empty where something was."""
    if (
        result.count or result.elsewhere
    ):  # of what stands elsewhere, and which condition it is, the notice tells
        return ""
    if not result.query:
        return "" if result.notice else "在上面写几个字，再点「找」。写汉字、拼音都可以。"
    if result.notice and result.notice.endswith(notices.ALL_THERE_IS_TO_SAY):
        return ""
    missed = f"报告里没有“{shortened(result.query)}”。"
    return missed if result.alternatives else missed + "请换个说法，或者少写几个字，再找一次。"


def question(result: Result) -> str:
    """What stands before the words that are offered."""
    if result.count:
        return "也可以找："
    return "您是不是要找：" if result.alternatives else "可以试试："


def spoken_summary(result: Result, in_force: str = "") -> str:
    """One or two sentences to be spoken and announced when a search is done; ``in_force``: the :func:`conditions`."""
    if not result.count:
        offers = "、".join(f"“{each}”" for each in result.alternatives)
        missed = advice(result) or result.notice or ""
        return f"{missed}您是不是要找{offers}？" if offers else missed
    first = result.groups()[0]
    place = f"“{short_title(first.title)}”" if first.hits[0].chapter else short_title(first.title)
    where = f"，在{place}。" if result.count == 1 else f"，第一处在{place}。"
    narrowed = f"您选的条件：{in_force.replace(' · ', '，')}。" if in_force else ""
    return f"{_understanding(result)}找到{places(result.count)}{where}{narrowed}"


def short_title(title: str) -> str:
    """The first half of a chapter's title: it names the chapter, and is said in one breath."""
    return title.split("，")[0]


def group_headings(groups: tuple[Group, ...]) -> tuple[str, ...]:
    """The lines above the hits of each chapter; the part is named where it changes."""
    headings = []
    part = None
    for group in groups:
        title = f"{short_title(group.title)}（{group.count} 处）"
        is_named = group.part in (None, part, group.title)
        headings.append(title if is_named else f"{group.part}\n{title}")
        part = group.part
    return tuple(headings)


def row_name(hit: Hit, index: int, count: int, group_heading: str = "") -> str:
    """What a screen reader says of hit ``index`` (from 0) of ``count``; first the heading above it, if one is."""
    above = group_heading.replace("\n", "，")
    return f"{above}{'。' if above else ''}{announced_position(index, count)}：{hit.excerpt}"


def row_description(hit: Hit, *, is_below_heading: bool = False) -> str:
    """Where a hit stands, from the part down to the item; what the heading above it said is not said again."""
    if is_below_heading:
        return f"在{hit.item}" if hit.item and hit.item not in (hit.part, hit.chapter) else ""
    places_of = (hit.part, hit.chapter, hit.item)
    where = "，".join(dict.fromkeys(place for place in places_of if place))
    return f"在{where}" if where else "在名词解释" if hit.kind in ("term", "glossary") else "在报告开头"


def lit_runs(hit: Hit) -> tuple[tuple[int, int, bool], ...]:
    """Where words that were looked for stand in the excerpt, in order: start, end, and whether it is the place itself."""
    return tuple(
        (start, end, (start, end) == hit.excerpt_span) for start, end in hit.marks or (hit.excerpt_span,)
    )


def conditions(options: SearchOptions, known: Sequence[SearchPlace]) -> str:
    """Say what narrows the search or orders it otherwise than usual; empty where nothing does."""
    said = []
    if options.under is not None:
        title = next((place.title for place in known if place.block == options.under), "选定的一章")
        said.append(f"只在“{short_title(title)}”里找")
    if options.areas != frozenset(Area):
        names = "、".join(name for area, name in _AREA_NAMES.items() if area in options.areas)
        said.append(f"只找{names}")
    if options.mode is not Mode.ALL:
        said.append("要一字不差" if options.mode is Mode.PHRASE else "有一个词就算")
    if options.without:
        said.append(f"不含“{shortened(options.without)}”")
    if options.order is not Order.PLACE:
        said.append("最相关的在前")
    return " · ".join(said)


def way_out(options: SearchOptions) -> tuple[str, str]:
    """What the button says that takes all conditions away, and the sentence that explains it."""
    if replace(options, under=None, areas=frozenset(Area)) == SearchOptions():
        return "改为整份报告", "不分章，整份报告里都找"
    return "去掉这些条件", "去掉所有条件，整份报告里都找"


def done_label(result: Result) -> str:
    """What the button says that leads from the conditions to what was found."""
    if result.count:
        return f"看找到的 {result.count} 处"
    return "没有找到，收起条件" if result.query else "收起条件"
