"""The voice that makes no sound: it keeps highlight and captions moving where nothing can be heard."""

from __future__ import annotations

from reader.speech.engine import Audio, EngineInfo, Mark, pause_ms, silence, syllable_ms
from reader.speech.utterance import Pause, Utterance

_RATE_HZ = 8000  # nobody hears it: the lowest rate sound devices know, so that silence costs little memory


class SilentEngine:
    """Marks by the clock at the chosen speed, over silence."""

    def __init__(self) -> None:
        """Make the voice; nothing can be missing."""
        self._info = EngineInfo("silent", "无声", False, "character", "只移动高亮和字幕，不出声", _RATE_HZ)

    @property
    def info(self) -> EngineInfo:
        """What this voice is and can do."""
        return self._info

    def synthesise(self, utterance: Utterance, speed_cpm: int) -> Audio:
        """Give silence with a mark a syllable, as long as speech at ``speed_cpm`` would take."""
        each_ms = syllable_ms(speed_cpm)
        marks: list[Mark] = []
        at_ms = 0.0
        for token in utterance.tokens:
            if isinstance(token, Pause):
                at_ms += pause_ms(token.mark, speed_cpm) if marks else 0.0
                continue
            spoken = (token.at, token.at + 1)
            marks.append(Mark(at_ms, at_ms + each_ms, spoken, utterance.spoken.origin_of(*spoken)))
            at_ms += each_ms
        return Audio(silence(at_ms, _RATE_HZ), _RATE_HZ, tuple(marks))

    def close(self) -> None:
        """Do nothing: it holds nothing."""
