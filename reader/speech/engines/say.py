"""The Chinese voices of macOS, through its command ``say``.

``say`` speaks with the voices pyttsx3 speaks with there (NSSpeechSynthesizer), and writes the sound down. pyttsx3's
driver cannot serve: it plays by itself, in the run loop of the main thread, which is the window's. Clause by clause, time
spread over the syllables. Written by documentation and not tried on macOS. Hanzi are read by the voice's own dictionary.
"""

from __future__ import annotations

import array
import re
import subprocess
import sys
import tempfile
import wave
from pathlib import Path

from reader.errors import VoiceError
from reader.speech.engine import Audio, EngineInfo, silence, syllable_ms
from reader.speech.engines.clauses import Clause, Pace, sounding, speak_by_clauses, spread
from reader.speech.engines.level import gain_for, levelled
from reader.speech.utterance import Utterance

_COMMAND = "/usr/bin/say"
_RATE_HZ = 22_050
_OWN_RATE = 175
"""The words a minute that voices speak at if nothing is asked."""
_LONGEST_CLAUSE = 40
_SECONDS = 30
_PROBE = "七宝镇人民政府工作报告全面推进各项事业发展"
_LISTED = re.compile(r"(.+?)\s+(zh_CN)\s+#")
_CURE = "请另选一种声音，或重新打开本程序。"


class SayEngine:
    """A Chinese voice of macOS. Any thread may call."""

    def __init__(self, name: str) -> None:
        """Load the voice ``name``. Raises ``VoiceError`` where there is none, or it is mute."""
        self._name = name
        self._pace = Pace()
        sound = self._spoken(_PROBE, _OWN_RATE)
        if not sound:
            raise VoiceError(f"macOS 的声音“{name}”发不出声音。{_CURE}")
        self._pace.learn(len(sound) * 1000 / _RATE_HZ, len(_PROBE), 1.0)
        self._gain = gain_for(sound, _RATE_HZ)
        self._info = _info(name)

    @property
    def info(self) -> EngineInfo:
        """What this voice is and can do."""
        return self._info

    def synthesise(self, utterance: Utterance, speed_cpm: int) -> Audio:
        """Give the sound of the utterance's hanzi, one mark a syllable. Raises ``VoiceError`` when ``say`` fails."""

        def say(clause: Clause) -> tuple[bytes, list[float]]:
            text = "".join(utterance.spoken.text[syllable.at] for syllable in clause.syllables)
            rate = round(_OWN_RATE * self._pace.factor(speed_cpm))
            sound = levelled(self._spoken(text + clause.mark, rate), self._gain)
            if sound:
                self._pace.learn(len(sound) * 500 / _RATE_HZ, len(text), rate / _OWN_RATE)
            else:  # nothing it can say: the light moves on all the same
                sound = silence(syllable_ms(speed_cpm) * len(text), _RATE_HZ)
            return sound, spread(len(text), len(sound) * 500 / _RATE_HZ)

        return speak_by_clauses(utterance, _LONGEST_CLAUSE, speed_cpm, _RATE_HZ, say)

    def close(self) -> None:
        """Do nothing: it holds nothing."""

    def _spoken(self, text: str, rate: int) -> array.array[int]:
        with tempfile.TemporaryDirectory(prefix="qibao-say-") as folder:
            path = Path(folder) / "said.wav"
            form = f"--data-format=LEI16@{_RATE_HZ}"
            command = [_COMMAND, "-v", self._name, "-r", str(rate), "-o", str(path), form, "--", text]
            try:
                subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
                return read_sound(path)
            except (OSError, EOFError, ValueError, subprocess.SubprocessError, wave.Error) as error:
                raise VoiceError(f"macOS 的声音“{self._name}”出错了（{error}）。{_CURE}") from error


def read_sound(path: Path) -> array.array[int]:
    """Read the samples of a 16-bit mono WAV file, the silence around them cut off."""
    with wave.open(str(path)) as file:
        samples = array.array("h", file.readframes(file.getnframes()))
    if sys.byteorder == "big":
        samples.byteswap()
    first, last = sounding(samples, _RATE_HZ)
    return samples[first:last]


def names_in(listed: str) -> list[str]:
    """Give the names of the mainland Mandarin voices in what ``say -v ?`` prints."""
    return [found[1] for line in listed.splitlines() if (found := _LISTED.match(line))]


def list_infos() -> list[EngineInfo]:
    """List the Chinese voices of this macOS; empty where there is no ``say``."""
    try:
        done = subprocess.run([_COMMAND, "-v", "?"], check=True, capture_output=True, timeout=_SECONDS)
    except (OSError, subprocess.SubprocessError):
        return []
    return [_info(name) for name in names_in(done.stdout.decode(errors="replace"))]


def _info(name: str) -> EngineInfo:
    return EngineInfo(f"system/{name}", name, True, "clause", "macOS 自带的声音", _RATE_HZ)
