"""Markers and terms → links: where the text leads to the glossary.

A marker (①) makes a link of itself and the term before it. A term whose marker was lost is linked where it first
stands, and every further occurrence of any term is linked too; ``LinkKind`` tells which is which.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reader.core.report import Block, LinkKind, TermLink
from reader.core.span import Span
from reader.errors import ParseError

_CIRCLED = {chr(0x2460 + i): i + 1 for i in range(20)} | {chr(0x3251 + i): i + 21 for i in range(15)}
_CIRCLED |= {chr(0x32B1 + i): i + 36 for i in range(15)}

_BEFORE_ENUMERATOR = "，。；：、！？（“‘《… \u3000"
"""A circled number after one of these, or at the head of a line, counts the steps of a list; it marks no term."""
_CLOSES_QUOTE = "”’》）"


def marker_number(character: str) -> int | None:
    """Give the number of a circled marker (① is 1, ㊿ is 50), ``None`` for any other character."""
    return _CIRCLED.get(character)


def marker_of(number: int) -> str:
    """Give the circled marker of a number from 1 to 50; any other number in brackets."""
    return next((mark for mark, value in _CIRCLED.items() if value == number), f"（{number}）")


def link_terms(
    blocks: Iterable[Block], terms: Mapping[int, str], entries: Mapping[int, int]
) -> tuple[TermLink, ...]:
    """Find all links in ``blocks``.

    ``terms`` gives each term by its number; ``entries`` gives the number of the term that a glossary block explains, so
    that an entry does not link to itself. A marker without an entry is a :class:`ParseError` at its line.
    """
    body = tuple(blocks)
    links = [link for block in body for link in _marked(block, terms)]
    marked = {link.number for link in links}
    taken = [link.span for link in links]
    for number in sorted(terms, key=lambda each: -len(terms[each])):
        is_first = number not in marked
        for span in _occurrences(body, terms[number]):
            if entries.get(span.block) == number or any(span.overlaps(other) for other in taken):
                continue
            kind = LinkKind.RESTORED if is_first else LinkKind.REPEATED
            is_first = False
            links.append(TermLink(span, number, kind))
            taken.append(span)
    return tuple(sorted(links, key=lambda link: link.span))


def _marked(block: Block, terms: Mapping[int, str]) -> Iterable[TermLink]:
    for at, character in enumerate(block.text):
        number = marker_number(character)
        if number is None or at == 0 or block.text[at - 1] in _BEFORE_ENUMERATOR:
            continue
        if number not in terms:
            raise ParseError(block.line, _without_entry(character, number, bool(terms)))
        term = terms[number]
        word = block.text[:at].rstrip(_CLOSES_QUOTE)
        start = len(word) - len(term) if word.endswith(term) else at
        yield TermLink(Span(block.number, start, at + 1), number, LinkKind.MARKED)


def _without_entry(marker: str, number: int, has_glossary: bool) -> str:
    if not has_glossary:
        return f"“{marker}”要到名词解释里去查，文件里却没有名词解释，可能不完整。请换一份完整的报告。"
    return f"“{marker}”在名词解释里没有对应的第 {number} 条。请补上这一条，或删去这个记号。"


def _occurrences(blocks: Iterable[Block], term: str) -> Iterable[Span]:
    for block in blocks:
        at = block.text.find(term)
        while at >= 0:
            if not _continues_number(block.text, at, term):
                yield Span(block.number, at, at + len(term))
            at = block.text.find(term, at + len(term))


def _continues_number(text: str, at: int, term: str) -> bool:
    """Say whether ``term`` at ``at`` is but the tail of a longer number (188地块 in 1188地块 or 3-188地块)."""
    return term[0].isdigit() and at > 0 and (text[at - 1].isdigit() or text[at - 1] == "-")
