"""Pinyin as people write it, and as the program keeps it: ``bāng`` and ``bang1``.

Kept is a syllable of small letters a–z, ``v`` for ü, with a tone digit, 5 for the neutral tone. People write tone marks
or digits, capitals, full-width letters, ``ü``, ``u:`` or ``v``, with spaces or without.

Where marks stand and how syllables are parted follows 汉语拼音方案 (1958) and GB/T 16159: the mark on a, o, e, else on the
later of i and u; an apostrophe before a syllable that begins with a, o or e.
"""

from __future__ import annotations

import re
import unicodedata

from reader.errors import LexiconError

_MARKS = {1: "\u0304", 2: "\u0301", 3: "\u030c", 4: "\u0300"}
_TONES = {mark: str(tone) for tone, mark in _MARKS.items()} | {"\u0306": "3"}
"""Combining mark → tone. The breve is what many type for the third tone."""
_NEUTRAL = "5"
_COPIED = str.maketrans({"ɑ": "a", "ɡ": "g", "0": _NEUTRAL})
"""Letters of school books' fonts, and the other digit of the neutral tone."""

_SYLLABLES = """
_ a ai an ang ao e ei en eng er o ou
b a ai an ang ao ei en eng i ian iao ie in ing o u
p a ai an ang ao ei en eng i ian iao ie in ing o ou u
m a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u
f a an ang ei en eng o ou u
d a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo
t a ai an ang ao e ei eng i ian iao ie ing ong ou u uan ui un uo
n a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan un uo v ve
l a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo v ve
g a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
k a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
h a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
j i ia ian iang iao ie in ing iong iu u uan ue un
q i ia ian iang iao ie in ing iong iu u uan ue un
x i ia ian iang iao ie in ing iong iu u uan ue un
zh a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo
ch a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo
sh a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo
r an ang ao e en eng i ong ou u ua uan ui un uo
z a ai an ang ao e ei en eng i ong ou u uan ui un uo
c a ai an ang ao e en eng i ong ou u uan ui un uo
s a ai an ang ao e en eng i ong ou u uan ui un uo
y a an ang ao e i in ing o ong ou u uan ue un
w a ai an ang ei en eng o u
"""
"""Initial, then the finals it has in the standard language (现代汉语词典's table of syllables, from general knowledge)."""


def _known() -> dict[str, str]:
    rows = [line.split() for line in _SYLLABLES.split("\n") if line]
    known = {initial.strip("_") + final for initial, *finals in rows for final in finals}
    return {syllable: syllable for syllable in known} | {"lue": "lve", "nue": "nve"}


_KNOWN = _known()
"""Syllable as typed → as kept, without its tone."""
_LONGEST = max(map(len, _KNOWN))


def with_marks(pinyin: str) -> str:
    """Write ``qi1 bao3`` as ``qī bǎo``. What is no syllable with a digit stays as it is."""
    return re.sub(r"[a-z]+[1-5]", lambda match: _mark(match.group()), pinyin)


def _mark(syllable: str) -> str:
    letters, tone = syllable[:-1], int(syllable[-1])
    # a and e always bear the mark, o unless they are there, else the last vowel; m, n, ng stand without any.
    bearer = next(
        (found for each in ("[ae]", "o", "[iuv](?=[^iuv]*$)", "[mn]") if (found := re.search(each, letters))),
        None,
    )
    if bearer is None:
        return syllable
    marked = letters[: bearer.end()] + _MARKS.get(tone, "") + letters[bearer.end() :]
    return unicodedata.normalize("NFC", marked.replace("v", "u\u0308"))


def with_digits(pinyin: str) -> str:
    """Write ``qī bǎo`` as ``qi1 bao3``: words parted by spaces, one syllable each, an unmarked one neutral."""
    words = [_unmark(word) for word in _plain(pinyin).split()]
    return " ".join(
        letters if letters[-1:].isdigit() or not letters.isalpha() else letters + (tone or _NEUTRAL)
        for letters, tone in words
    )


def _plain(typed: str) -> str:
    """Give small half-width letters, ``v`` for ü, and the marks of the tones each behind its letter."""
    text = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", typed).lower())
    # The mark of the tone may stand before or behind the two dots.
    text = re.sub("u([\u0300\u0301\u0304\u0306\u030c]?)(?:\u0308|:)", r"v\1", text)
    return re.sub("(?<=[jqxy])v", "u", text.translate(_COPIED))


def _unmark(word: str) -> tuple[str, str]:
    """Part a word into its letters and the tone its mark names; none gives ``""``."""
    tone = "".join(_TONES[char] for char in word if char in _TONES)[:1]
    return "".join(char for char in word if char not in _TONES), tone


def split_pinyin(typed: str, count: int | None) -> tuple[str, ...]:
    """Give the ``count`` syllables somebody typed, as the program keeps them; ``None`` for any number, of any sound.

    ``qi1xin1lu4``, ``Qī Xīn Lù`` and ``qīxīnlù`` are the same. Where letters can be parted in several ways, ``count`` and
    the rule of the apostrophe decide. In pinyin with marks an unmarked syllable is neutral; with digits each needs one.

    Raises:
        LexiconError: it is no pinyin, a tone is missing, or the number of syllables is another; says so in Chinese.
    """
    plain = re.sub(r"\s+(?=[1-5])", "", _plain(typed))
    chunks = re.findall(rf"(?:[a-z]{_MARK}?)+[1-5]?|[^\s'’\-,，、]", plain)
    if not chunks or len(plain) > _MOST:
        raise LexiconError("请写拼音，一个字写一个，像 bang1 或者 bāng 这样。")
    is_marked = bool(re.search(_MARK, plain)) and not re.search("[1-5]", plain)
    ways: _Ways = {0: (0, ())}
    for chunk in chunks:
        found = _ways(chunk, _NEUTRAL if is_marked else "", is_checked=count is not None)
        if not found:
            shown = unicodedata.normalize("NFC", chunk.replace("v", "ü"))
            raise LexiconError(f"“{shown}”不像拼音。请写成 bang1 或者 bāng 这样，声调用 1 到 5。")
        ways = _join(ways, found)
    if count is not None and count not in ways:
        raise LexiconError(f"您写了 {min(ways)} 个拼音，词语有 {count} 个字，请一字一个拼音。")
    syllables = ways[min(ways) if count is None else count][1]
    toneless = next((syllable for syllable in syllables if not syllable[-1].isdigit()), None)
    if toneless is not None:
        raise LexiconError(f"“{toneless}”还没有声调。请在后面加一个数字：1 到 4，轻声写 5。")
    return syllables


_MOST = 600
"""Characters of pinyin accepted: more than the longest phrase needs."""
_MARK = f"[{''.join(_TONES)}]"

_Ways = dict[int, tuple[int, tuple[str, ...]]]
"""Number of syllables → (apostrophes that are missing for it, the syllables), the fewest missing."""


def _ways(chunk: str, unmarked: str, *, is_checked: bool) -> _Ways:
    """Part letters that stand together into syllables, in one way for each number of them."""
    digit = chunk[-1] if chunk[-1].isdigit() else ""
    pairs = re.findall(f"([a-z])({_MARK}?)", chunk)
    if not pairs:
        return {}
    letters = "".join(letter for letter, _ in pairs)
    tones = [_TONES.get(mark, "") for _, mark in pairs]
    if not is_checked:
        return {1: (0, (letters + (digit or "".join(tones)[:1] or unmarked),))}
    at: list[_Ways] = [{0: (0, ())}]
    for end in range(1, len(letters) + 1):
        here: _Ways = {}
        for start in range(max(0, end - _LONGEST), end):
            known = _KNOWN.get(letters[start:end])
            marked = "".join(tones[start:end])
            if known is not None and len(marked) <= 1:
                tone = (digit if end == len(letters) else "") or marked or unmarked
                is_apostrophe_missing = start > 0 and known[0] in "aoe"
                _keep_best(here, _join(at[start], {1: (int(is_apostrophe_missing), (known + tone,))}))
        at.append(here)
    return at[-1]


def _join(before: _Ways, after: _Ways) -> _Ways:
    joined: _Ways = {}
    for count, (missing, syllables) in before.items():
        for more, (also_missing, further) in after.items():
            _keep_best(joined, {count + more: (missing + also_missing, syllables + further)})
    return joined


def _keep_best(ways: _Ways, more: _Ways) -> None:
    for count, way in more.items():
        if count not in ways or way < ways[count]:
            ways[count] = way
