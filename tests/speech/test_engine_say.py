"""What can be tried of the macOS voices without macOS."""

from __future__ import annotations

import array
import sys
import wave
from pathlib import Path

import pytest

from reader.errors import VoiceError
from reader.speech.engines import platform_voices, say

LISTED = """\
Albert              en_US    # Hello! My name is Albert.
Eddy (中文（中国大陆）)    zh_CN    # 你好！我叫Eddy。
Meijia              zh_TW    # 你好，我叫美佳。
Sinji               zh_HK    # 你好！我叫善怡。
Tingting            zh_CN    # 你好！我叫婷婷。
Yu-shu Premium zh_CN # hi
broken line
"""


def test_only_voices_of_mainland_mandarin_are_taken() -> None:
    assert say.names_in(LISTED) == ["Eddy (中文（中国大陆）)", "Tingting", "Yu-shu Premium"]
    assert say.names_in("") == []


def test_the_sound_is_read_without_the_silence_around_it(tmp_path: Path) -> None:
    path = tmp_path / "said.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(22_050)
        file.writeframes(array.array("h", [0] * 5000 + [9000, -9000] * 2000 + [0] * 5000).tobytes())
    assert len(say.read_sound(path)) == pytest.approx(4000 + 2 * 220, abs=2)


@pytest.mark.skipif(sys.platform in {"darwin", "win32"}, reason="needs a system without voices of its own")
def test_elsewhere_there_are_none_and_it_is_told() -> None:
    assert platform_voices.list_infos() == []
    assert say.list_infos() == []
    for key in ("sapi/Huihui", "system/Tingting"):
        with pytest.raises(VoiceError, match="请另选一种"):
            platform_voices.load(key)
    with pytest.raises(VoiceError, match="macOS 的声音“Tingting”出错了"):
        say.SayEngine("Tingting")
