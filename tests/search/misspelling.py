"""How words come to be typed otherwise than they are printed: rules, tried on any text.

Each takes a word of hanzi and a random generator and gives what is typed, or ``None`` where the rule does not
apply. What is meant in pinyin is pypinyin's, what is meant in traditional characters OpenCC's: the program's
own tables are not asked.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import opencc
import pypinyin

Rule = Callable[[str, random.Random], str | None]

_CONVERTERS = [opencc.OpenCC(name) for name in ("s2t", "s2tw", "s2hk")]
_ACCENTS = [
    ("zh", "z"),
    ("ch", "c"),
    ("sh", "s"),
    ("n", "l"),
    ("l", "n"),
    ("r", "l"),
    ("hu", "f"),
    ("f", "hu"),
]
_NASALS = [("ang", "an"), ("an", "ang"), ("eng", "en"), ("en", "eng"), ("ing", "in"), ("in", "ing")]
_WHOLE = {"hui": "fei", "fei": "hui", "hu": "fu", "fu": "hu", "fang": "huang", "huang": "fang"}
_SEPARATORS = ["·", " ", "，", ",", "-", "。", "、", "　", "/", "—", "…", "\u200b"]
_COMMON = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子"


def syllables(word: str) -> list[str]:
    return [syllable.replace("ü", "v") for syllable in pypinyin.lazy_pinyin(word, v_to_u=True)]


def in_pinyin(word: str, random_: random.Random) -> str:
    return random_.choice(["", " ", "'", "-"]).join(syllables(word))


def with_tones(word: str, random_: random.Random) -> str:
    style = random_.choice([pypinyin.Style.TONE, pypinyin.Style.TONE3])
    return random_.choice(["", " "]).join(pypinyin.lazy_pinyin(word, style=style))


def in_capitals(word: str, random_: random.Random) -> str:
    text = "".join(random_.choice([str.upper, str.capitalize])(each) for each in syllables(word))
    return "".join(chr(ord(letter) + 0xFEE0) for letter in text) if random_.random() < 0.3 else text


def with_u_for_v(word: str, random_: random.Random) -> str | None:
    typed = "".join(syllables(word))
    return typed.replace("v", random_.choice(["u", "yu", "ü"])) if "v" in typed else None


def by_initials(word: str, random_: random.Random) -> str | None:
    if len(word) < 3:
        return None
    return "".join(each[:2] if each[:2] in ("zh", "ch", "sh") else each[0] for each in syllables(word))


def half_in_hanzi(word: str, random_: random.Random) -> str | None:
    typed = "".join(
        random_.choice([character, each, each[0]])
        for character, each in zip(word, syllables(word), strict=True)
    )
    return typed if typed.lower().upper() != typed and not typed.isascii() else None


def with_accent(word: str, random_: random.Random) -> str | None:
    """One syllable as the south says it."""
    spoken = syllables(word)
    places = [i for i, each in enumerate(spoken) if _accents(each)]
    if not places:
        return None
    place = random_.choice(places)
    spoken[place] = random_.choice(_accents(spoken[place]))
    return "".join(spoken)


def with_slip(word: str, random_: random.Random) -> str | None:
    """One letter wrong, doubled, or swapped for the next."""
    typed = "".join(syllables(word))
    if len(typed) < 6:
        return None
    at = random_.randrange(len(typed) - 1)
    return random_.choice(
        [
            typed[:at] + typed[at] + typed[at:],
            typed[:at] + typed[at + 1] + typed[at] + typed[at + 2 :],
            typed[:at] + random_.choice("qwertyuiopasdfghjklzxcvbnm") + typed[at + 1 :],
        ]
    )


def with_letter_missing(word: str, random_: random.Random) -> str | None:
    typed = "".join(syllables(word))
    at = random_.randrange(len(typed))
    return typed[:at] + typed[at + 1 :] if len(typed) >= 8 else None


def with_homophone(word: str, random_: random.Random) -> str | None:
    """One character is another of the same sound."""
    place = random_.randrange(len(word))
    other = _homophone(syllables(word)[place], word[place], random_)
    return word[:place] + other + word[place + 1 :] if other else None


def with_wrong(word: str, random_: random.Random) -> str | None:
    place = random_.randrange(len(word))
    return word[:place] + random_.choice(_COMMON) + word[place + 1 :] if len(word) > 3 else None


def with_missing(word: str, random_: random.Random) -> str | None:
    place = random_.randrange(1, len(word))
    return word[:place] + word[place + 1 :] if len(word) > 3 else None


def with_doubled(word: str, random_: random.Random) -> str:
    place = random_.randrange(len(word))
    return word[:place] + word[place] + word[place:]


def with_swapped(word: str, random_: random.Random) -> str | None:
    place = random_.randrange(len(word) - 1)
    swapped = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return swapped if len(word) > 2 and swapped != word else None


def in_traditional(word: str, random_: random.Random) -> str | None:
    typed = random_.choice(_CONVERTERS).convert(word)
    return typed if len(typed) == len(word) and typed != word else None


def with_punctuation(word: str, random_: random.Random) -> str:
    return random_.choice(_SEPARATORS).join(word)


def _accents(syllable: str) -> list[str]:
    spoken = [new + syllable[len(old) :] for old, new in _ACCENTS if syllable.startswith(old)]
    spoken += [syllable[: -len(old)] + new for old, new in _NASALS if syllable.endswith(old)]
    spoken += [_WHOLE[syllable]] if syllable in _WHOLE else []
    known = _syllables_of_pypinyin()
    return [each for each in spoken if each in known and each != syllable]


def _homophone(syllable: str, character: str, random_: random.Random) -> str | None:
    same = [each for each in _characters_of_pypinyin().get(syllable, "") if each != character]
    return random_.choice(same) if same else None


_CACHE: dict[str, dict[str, str]] = {}


def _characters_of_pypinyin() -> dict[str, str]:
    """Give syllables with the characters of everyday use that are read so."""
    if not _CACHE:
        found: dict[str, str] = {}
        for code in range(0x4E00, 0x9FA6):
            character = chr(code)
            try:
                # The two levels of GB 2312 are sorted by use: the first is what people write.
                is_common = character.encode("gb2312") < b"\xd8\xa0"
            except UnicodeEncodeError:
                continue
            if is_common:
                syllable = syllables(character)[0]
                found[syllable] = found.get(syllable, "") + character
        _CACHE["characters"] = found
    return _CACHE["characters"]


def _syllables_of_pypinyin() -> frozenset[str]:
    return frozenset(_characters_of_pypinyin())
