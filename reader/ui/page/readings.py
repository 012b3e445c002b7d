"""What pinyin stands above the characters of the report: the readings that are spoken. No Qt.

A number has none: what is spoken for 15% is longer than what stands there, and the captions show it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from reader.core.report import Report
from reader.core.sentences import sentences
from reader.speech.pinyin.hanzi import is_hanzi
from reader.speech.utterance import Utterance
from reader.ui.captions.text import CaptionText

_log = logging.getLogger(__name__)

Reading = tuple[int, str]
"""The place of a character in its block, and the pinyin above it: ``(3, "bāng")``."""


def readings_of(text: str, compose: Callable[[str], Utterance]) -> tuple[Reading, ...]:
    """Give the pinyin of every hanzi of a block that is spoken by itself, sentence by sentence as it is read aloud."""
    return tuple(
        (start + at, pinyin)
        for start, end in sentences(text)
        for at, pinyin in _readings_of_sentence(compose(text[start:end]))
    )


def _readings_of_sentence(utterance: Utterance) -> Sequence[Reading]:
    spoken = utterance.spoken
    written = CaptionText.of_utterance(utterance, 0, len(spoken.text))
    return [
        (start, pinyin)
        for character, pinyin, (start, end) in zip(spoken.text, written.pinyin, spoken.origins, strict=True)
        # 年 in 2021年 is spoken as it stands; 百分之十五 stands for 15%.
        if pinyin and end - start == 1 and utterance.text[start] == character and is_hanzi(character)
    ]


def readings_of_blocks(
    report: Report, blocks: Sequence[int], compose: Callable[[str], Utterance]
) -> dict[int, tuple[Reading, ...]]:
    """Give the readings of some of the report's blocks."""
    return {block: readings_of(report.blocks[block].text, compose) for block in blocks}


def load_common_hanzi(folder: Path) -> frozenset[str] | None:
    """Read the characters that everybody learns at school, from the folder of resources; ``None`` when they are lost.

    They are the 3,500 of level 1 of 通用规范汉字表 (2013), those of general education; any other one counts as rare.
    """
    path = folder / "page" / "common.txt"
    try:
        return frozenset(path.read_text(encoding="utf-8").replace("\n", ""))
    except (OSError, UnicodeDecodeError) as error:
        _log.warning("no common hanzi: %s", error)
        return None
