"""How a voice pack says a syllable of pinyin, learnt from its own lexicon.

A pack reads hanzi by its lexicon (``银 y in2``, ``行 x ing2``) and knows nothing of this program's readings: 银行 would
become yín xíng. Its phones cannot be spoken directly, but its lexicon can be replaced. So:

1. Every row of one hanzi tells, by the program's dictionary, how the pack says that hanzi's pinyin: 航 is only ever
   háng, so its phones are those of ``hang2``. Hanzi of one reading vote first; others fill gaps.
2. Tones that no hanzi has by itself, neutral ones and those of sandhi (管理, guán lǐ), follow from the same sound in
   another tone: ``zi3`` is ``z i3``, so ``zi5`` is ``z i5`` if the pack has such a phone.
3. Each known pinyin gets a hanzi of its own as a stand-in, from U+6C00 on, and a lexicon of these stand-ins alone
   takes the place of the pack's.

Third-tone sandhi, which espeak-ng applies itself and packs do not, is applied to the syllables of a clause.

With lexicons made as the published ones are (of pypinyin, which this program's dictionary is made of as well), every
syllable of the report that has phones of its own in the pack is said by them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

_FIRST_STAND_IN = 0x6C00  # beyond 呣 嗯 母 恩, of which sherpa-onnx makes something itself
_TONES = "12345"

Phones = tuple[str, ...]


@dataclass(frozen=True)
class Readings:
    """The stand-in of each pinyin the pack can say, and its phones."""

    stand_ins: Mapping[str, str]
    phones: Mapping[str, Phones]

    @classmethod
    def learnt(cls, lexicon: Iterable[str], own: Mapping[str, str], several: frozenset[str]) -> Readings:
        """Learn from the rows of a pack's lexicon.

        ``own`` gives the pinyin of a hanzi by itself, ``several`` the hanzi that have more than one.
        """
        rows = _rows(lexicon)
        phones = _voted(
            (own[hanzi], said) for hanzi, said in rows.items() if hanzi in own and hanzi not in several
        )
        doubtful = _voted(
            (own[hanzi], said) for hanzi, said in rows.items() if hanzi in several and hanzi in own
        )
        phones = {**doubtful, **phones}
        phones = {**_in_other_tones(phones), **phones}
        stand_ins = {pinyin: chr(_FIRST_STAND_IN + at) for at, pinyin in enumerate(sorted(phones))}
        return cls(stand_ins, phones)

    def lexicon(self) -> str:
        """Give the lexicon to load in place of the pack's."""
        return "".join(f"{self.stand_ins[pinyin]} {' '.join(said)}\n" for pinyin, said in self.phones.items())

    def spelled(self, syllables: Sequence[str], own: Sequence[str]) -> str:
        """Give the text that makes the pack say ``syllables``.

        Where it cannot say one, ``own``, the pinyin of the same hanzi by itself, is tried, then another tone of the
        same sound; what is left is passed over.
        """
        return "".join(
            self._stand_in(said, other) for said, other in zip(with_third_tones(syllables), own, strict=True)
        )

    def _stand_in(self, pinyin: str, own: str) -> str:
        same_sound = [pinyin[:-1] + tone for tone in "43215"] if pinyin else []
        for each in (pinyin, own, *same_sound):
            if each in self.stand_ins:
                return self.stand_ins[each]
        return ""


def with_third_tones(syllables: Sequence[str]) -> list[str]:
    """Give the syllables with a third tone before a third tone made a second one, as espeak-ng does."""
    followers = [*syllables[1:], ""][: len(syllables)]
    return [
        f"{said[:-1]}2" if said.endswith("3") and after.endswith("3") else said
        for said, after in zip(syllables, followers, strict=True)
    ]


def _rows(lexicon: Iterable[str]) -> dict[str, Phones]:
    """Give the phones of each single hanzi; the first row of one counts, as for the pack."""
    rows: dict[str, Phones] = {}
    for line in lexicon:
        hanzi, *said = line.split()[:64] or [""]
        if len(hanzi) == 1 and said:
            rows.setdefault(hanzi, tuple(said))
    return rows


def _voted(said: Iterable[tuple[str, Phones]]) -> dict[str, Phones]:
    votes: dict[str, Counter[Phones]] = defaultdict(Counter)
    for pinyin, phones in said:
        votes[pinyin][phones] += 1
    return {pinyin: counted.most_common(1)[0][0] for pinyin, counted in votes.items()}


def _in_other_tones(phones: Mapping[str, Phones]) -> dict[str, Phones]:
    """Make the tones of a sound that are not known from one that is, where the pack's phones end in the tone's digit."""
    known = {phone for said in phones.values() for phone in said}
    made: dict[str, Phones] = {}
    for pinyin, said in phones.items():
        for tone in _TONES:
            other = tuple(_in_tone(phone, pinyin[-1], tone, known) for phone in said)
            if other != said:
                made.setdefault(pinyin[:-1] + tone, other)
    return made


def _in_tone(phone: str, tone: str, wanted: str, known: Set[str]) -> str:
    other = phone[:-1] + wanted
    return other if phone[-1] == tone and other in known else phone
