"""What a search says, in words: what is shown, spoken and given to screen readers. Pure."""

from __future__ import annotations

from reader.search.result import Group, Hit, Result
from reader.speech.normalise.numerals import spell_number

_SHOWN_QUERY = 16
"""Characters of a query that are repeated to the resident; the rest is in the search box."""


def shortened(text: str) -> str:
    """Give a query as it is repeated in a sentence: on one line, … for what is too much."""
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN_QUERY else text[: _SHOWN_QUERY - 1] + "…"


def places(count: int) -> str:
    """Count places as they are said: 两处, 十二处."""
    return "两处" if count == 2 else f"{spell_number(str(count))}处"


def heading(result: Result) -> str:
    """The panel's heading."""
    if result.count:
        return f"找到 {result.count} 处"
    return "没有找到" if result.query else "您要找什么？"


def understanding(result: Result) -> str:
    """Say what was looked for instead of what was typed; empty where that is the same."""
    if result.understood is None or not result.count:
        return ""
    return f"您写的是“{shortened(result.query)}”，按“{shortened(result.understood)}”找的。"


def advice(result: Result) -> str:
    """What to do when nothing was found; empty where something was."""
    if result.count:
        return ""
    if not result.query:
        return "" if result.notice else "在上面写几个字，再点「找」。写汉字、拼音都可以。"
    missed = f"报告里没有“{shortened(result.query)}”。"
    return missed if result.alternatives else missed + "请换个说法，或者少写几个字，再找一次。"


def spoken_summary(result: Result) -> str:
    """One or two sentences to be spoken and announced when a search is done."""
    if not result.count:
        offers = "、".join(f"“{each}”" for each in result.alternatives)
        return f"{advice(result)}您是不是要找{offers}？" if offers else advice(result)
    first = result.groups()[0]
    place = f"“{_short_title(first.title)}”" if first.hits[0].chapter else _short_title(first.title)
    understood = f"按“{shortened(result.understood)}”" if result.understood is not None else ""
    where = f"，在{place}。" if result.count == 1 else f"，第一处在{place}。"
    return f"{understood}找到{places(result.count)}{where}"


def _short_title(title: str) -> str:
    """The first half of a chapter's title: it names the chapter, and is said in one breath."""
    return title.split("，")[0]


def group_headings(groups: tuple[Group, ...]) -> tuple[str, ...]:
    """The lines above the hits of each chapter; the part is named where it changes."""
    headings = []
    part = None
    for group in groups:
        title = f"{_short_title(group.title)}（{group.count} 处）"
        is_named = group.part in (None, part, group.title)
        headings.append(title if is_named else f"{group.part}\n{title}")
        part = group.part
    return tuple(headings)


def row_name(hit: Hit, index: int, count: int) -> str:
    """What a screen reader says of hit ``index`` (from 0) of ``count``."""
    return f"第{index + 1}处，共{count}处：{hit.excerpt}"


def row_description(hit: Hit) -> str:
    """Where a hit stands, from the part down to the item."""
    places_of = (hit.part, hit.chapter, hit.item)
    where = "，".join(dict.fromkeys(place for place in places_of if place))
    return f"在{where}" if where else "在名词解释" if hit.kind in ("term", "glossary") else "在报告开头"


def lit_parts(hit: Hit) -> tuple[str, str, str]:
    """Split an excerpt into what stands before the found words, the words, and what stands after."""
    start, end = hit.excerpt_span
    return hit.excerpt[:start], hit.excerpt[start:end], hit.excerpt[end:]
