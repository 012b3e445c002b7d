"""The process in which a voice pack speaks: ``python -m reader.speech.engines.pack_worker PACK DICTIONARY SCRATCH``.

The only importer of sherpa-onnx. It has a process of its own because sherpa-onnx ends the one it runs in (``exit(-1)``)
when a model lacks its notes or a token list is damaged, and a model may hold an endless loop: both were tried.

It reads one request a line from its input, JSON: ``{"syllables": [[pinyin, hanzi], …], "pause": "，", "speed": 1.0,
"gain": 1.0}``. It answers with frames: status and length as two little-endian 32-bit numbers, then the content:
:data:`READY` with JSON once, when the pack is loaded; then :data:`SOUND` with 16-bit mono samples, the silence around
them cut off, or :data:`FAILED` with a reason in UTF-8. It ends when its input does.
"""

from __future__ import annotations

import array
import contextlib
import json
import os
import queue
import shutil
import struct
import sys
import threading
from pathlib import Path
from typing import Any, BinaryIO

from reader.errors import ReaderError
from reader.speech.engines.clauses import sounding
from reader.speech.engines.level import guarded
from reader.speech.engines.pack import Pack, read_pack
from reader.speech.engines.pack_frames import FAILED, HEADER, READY, SOUND
from reader.speech.engines.pack_readings import Readings
from reader.speech.pinyin.dictionary import Dictionary

_MEMORY_BYTES = 6 << 30
"""A pack that wants more memory than this is refused it, where the system can be told so."""
_THREADS = 2


def main(folder: Path, dictionary: Path, scratch: Path) -> None:
    """Load the pack and answer requests until the input ends.

    ``scratch`` is a folder for files of its own. Who started the process clears it, or, where that was killed, the
    process itself.
    """
    requests: queue.Queue[str] = queue.Queue()
    threading.Thread(target=_listen, args=(requests, scratch), daemon=True).start()
    answers = _own_output()
    try:
        _limit_memory()
        voice = _Voice(read_pack(folder), dictionary, scratch)
    except Exception as error:  # whatever a library makes of a damaged file: the reader is told
        _answer(answers, FAILED, str(error).encode())
        return
    _answer(answers, READY, json.dumps(voice.about()).encode())
    while True:
        request = requests.get()
        try:
            _answer(answers, SOUND, voice.say(json.loads(request)))
        except Exception as error:  # as above
            _answer(answers, FAILED, f"{type(error).__name__}: {error}".encode())


class _Voice:
    def __init__(self, pack: Pack, dictionary: Path, scratch: Path) -> None:
        self._speaker = pack.speaker
        read = Dictionary.load(dictionary)
        self._own = read.own
        several = frozenset(line[0] for line in read.several.splitlines() if line)
        with pack.parts["lexicon"].open(encoding="utf-8", errors="replace") as rows:
            self._readings = Readings.learnt(rows, read.own, several)
        self._tts = _loaded(pack, self._readings, scratch / "lexicon.txt")

    def about(self) -> dict[str, Any]:
        """Give the sample rate, how many speakers there are, and the pinyin it can say."""
        return {
            "rate_hz": int(self._tts.sample_rate),
            "speakers": int(self._tts.num_speakers),
            "known": list(self._readings.stand_ins),
        }

    def say(self, request: dict[str, Any]) -> bytes:
        pairs = request["syllables"]
        own = [self._own.get(hanzi, "") for _, hanzi in pairs]
        text = self._readings.spelled([pinyin for pinyin, _ in pairs], own)
        if not text:
            return b""
        sound = self._tts.generate(text + request["pause"], sid=self._speaker, speed=request["speed"])
        return _trimmed(sound.samples, request["gain"], sound.sample_rate)


def _loaded(pack: Pack, readings: Readings, lexicon: Path) -> Any:
    import sherpa_onnx  # an optional extra, and half a second

    lexicon.write_text(readings.lexicon(), encoding="utf-8", newline="\n")
    parts = {part: str(path) for part, path in pack.parts.items()}
    model = {"model": parts["model"], "tokens": parts["tokens"], "lexicon": str(lexicon)}
    if pack.kind == "vits":
        kind: Any = sherpa_onnx.OfflineTtsVitsModelConfig(**model)
    elif pack.kind == "matcha":
        model["acoustic_model"] = model.pop("model")
        kind = sherpa_onnx.OfflineTtsMatchaModelConfig(
            **model, vocoder=parts["vocoder"], data_dir=parts.get("data", "")
        )
    else:
        kind = sherpa_onnx.OfflineTtsKokoroModelConfig(
            **model, voices=parts["voices"], data_dir=parts["data"]
        )
    threads = max(1, min(_THREADS, os.cpu_count() or 1))
    config = sherpa_onnx.OfflineTtsConfig(
        sherpa_onnx.OfflineTtsModelConfig(**{pack.kind: kind}, num_threads=threads)
    )
    if not config.validate():
        raise ValueError("sherpa-onnx refuses its files")
    return sherpa_onnx.OfflineTts(config)


def _trimmed(samples: list[float], gain: float, rate_hz: int) -> bytes:
    """Give the samples times ``gain`` as 16-bit numbers, with the near silence at both ends cut off.

    Where that would lead beyond the highest peak, all of them are made softer.
    """
    first, last = sounding(samples, rate_hz)
    sound = samples[first:last]
    scale = guarded(gain, max(max(sound, default=0.0), -min(sound, default=0.0))) * 32767
    return array.array("h", [int(each * scale) for each in sound]).tobytes()


def _listen(requests: queue.Queue[str], scratch: Path) -> None:
    """Pass requests on; end the process with its input, even while the pack is busy."""
    for line in sys.stdin:
        requests.put(line)
    shutil.rmtree(scratch, ignore_errors=True)
    os._exit(0)


def _own_output() -> BinaryIO:
    """Give the output for answers, and send what libraries print elsewhere."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _answer(answers: BinaryIO, status: int, content: bytes) -> None:
    answers.write(struct.pack(HEADER, status, len(content)) + content)
    answers.flush()


if __name__ == "__main__":
    try:
        main(*map(Path, sys.argv[1:4]))
    except (ReaderError, BrokenPipeError):
        sys.exit(1)
