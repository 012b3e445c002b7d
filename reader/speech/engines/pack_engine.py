"""A voice pack as a voice: its process is started, spoken through, and ended when it breaks or hangs.

Packs give no timings, so they are spoken to clause by clause and each clause's time is spread over its syllables. How
long a pack takes for a syllable is measured when it is loaded, and again with all it says: from that follows the
``speed`` it is given for a number of 字/分.
"""

from __future__ import annotations

import importlib.util
import json
import logging
import struct
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

from reader import paths
from reader.errors import VoiceError
from reader.speech.engine import Audio, EngineInfo, silence, syllable_ms
from reader.speech.engines import child
from reader.speech.engines.clauses import Clause, Pace, clause_of, speak_by_clauses, spread
from reader.speech.engines.level import gain_for
from reader.speech.engines.pack import Pack, read_pack
from reader.speech.engines.pack_frames import FAILED, HEADER, READY, SOUND
from reader.speech.utterance import Utterance

_log = logging.getLogger(__name__)

_WORKER = "reader.speech.engines.pack_worker"
_LONGEST_CLAUSE = 30
"""Syllables in one call: what a slow machine can still say in time."""
_LOADING_SECONDS = 90
_SPEAKING_SECONDS = 45
_SLOWEST, _FASTEST = 0.4, 3.0
"""The speeds that packs are asked for, by their own."""
_RATES_HZ = (8_000, 48_000)
_MOST_BYTES = 64 << 20
_PROBE = "qi1 bao3 zhen4 ren2 min2 zheng4 fu3 gong1 zuo4 bao4 gao4 quan2 mian4 tui1 jin4 ge4 xiang4 shi4 ye4 fa1 zhan3"
_CURE = "请换一种声音，或请工作人员重新复制整个声音包。"


def find_lack() -> str:
    """Say what voice packs need and this machine lacks, in plain Chinese; ``""`` when nothing."""
    if not sys.executable or importlib.util.find_spec("sherpa_onnx") is None:
        return "声音包要用的组件 sherpa-onnx 没有安装。请工作人员安装：pip install sherpa-onnx。"
    return ""


class PackEngine:
    """A voice pack. Any thread may call; calls are answered one after the other."""

    def __init__(
        self, folder: Path, loading_s: float = _LOADING_SECONDS, speaking_s: float = _SPEAKING_SECONDS
    ) -> None:
        """Load the pack in ``folder`` and let it speak once; takes seconds for a large one.

        ``loading_s`` and ``speaking_s`` are how long it may take to load and to say a clause. Raises ``VoiceError``
        naming what is wrong with the pack and the cure.
        """
        lack = find_lack()
        if lack:
            raise VoiceError(lack)
        self._pack = read_pack(folder)
        self._speaking_s = speaking_s
        self._loading_s = loading_s
        self._lock = threading.Lock()
        self._worker: _Worker | None = None
        self._is_closed = False
        self._gain = 1.0
        self._pace = Pace()
        try:
            with self._lock:
                worker = self._running()
                self._probe(worker)
        except VoiceError:
            self.close()
            raise
        self._info = EngineInfo(
            f"pack/{folder.name}", self._pack.name, True, "clause", self._pack.detail, worker.rate_hz
        )

    @property
    def info(self) -> EngineInfo:
        """What this voice is and can do."""
        return self._info

    def synthesise(self, utterance: Utterance, speed_cpm: int) -> Audio:
        """Give the sound of the utterance's tokens, one mark a syllable, spread evenly within each clause.

        Raises ``VoiceError`` when the pack breaks or takes too long; the next call starts it anew.
        """

        def say(clause: Clause) -> tuple[bytes, list[float]]:
            with self._lock:
                sound = self._said(self._running(), clause, utterance.spoken.text, speed_cpm)
            return sound, spread(len(clause.syllables), len(sound) * 500 / self._info.rate_hz)

        return speak_by_clauses(utterance, _LONGEST_CLAUSE, speed_cpm, self._info.rate_hz, say)

    def close(self) -> None:
        """End the pack's process, even while it speaks."""
        self._is_closed = True
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.end()

    def _running(self) -> _Worker:
        worker = self._worker
        if worker is None or worker.has_ended:
            if worker is not None:
                worker.end()
            worker = self._worker = _Worker(self._pack, self._loading_s)
        if self._is_closed:
            worker.end()
            raise VoiceError(f"声音包“{self._pack.folder.name}”已经关上了。请再选一次这种声音。")
        return worker

    def _probe(self, worker: _Worker) -> None:
        """Find out whether it speaks, how fast and how loud."""
        said = [pinyin for pinyin in _PROBE.split() if pinyin in worker.known] or sorted(worker.known)[
            :_LONGEST_CLAUSE
        ]
        if not said:
            raise VoiceError(
                f"声音包“{self._pack.folder.name}”的读音文件 lexicon.txt 和音素表 tokens.txt 对不上。{_CURE}"
            )
        clause = clause_of(" ".join(said))
        sound = worker.say(clause, "", 1.0, 1.0, self._speaking_s)
        if not any(sound):
            raise VoiceError(f"声音包“{self._pack.folder.name}”发不出声音。{_CURE}")
        self._gain = gain_for(memoryview(sound).cast("h"), worker.rate_hz)
        self._pace.learn(len(sound) * 500 / worker.rate_hz, len(clause.syllables), 1.0)

    def _said(self, worker: _Worker, clause: Clause, spoken: str, speed_cpm: int) -> bytes:
        speed = max(_SLOWEST, min(_FASTEST, self._pace.factor(speed_cpm)))
        sound = worker.say(clause, spoken, speed, self._gain, self._speaking_s)
        if not sound:  # nothing it can say: the light moves on all the same
            return silence(syllable_ms(speed_cpm) * len(clause.syllables), worker.rate_hz)
        self._pace.learn(len(sound) * 500 / worker.rate_hz, len(clause.syllables), speed)
        return sound


class _Worker:
    """The process in which a pack speaks (:mod:`reader.speech.engines.pack_worker`)."""

    def __init__(self, pack: Pack, loading_s: float) -> None:
        """Start it and wait until the pack is loaded. Raises ``VoiceError`` when that fails or takes too long."""
        self._name = pack.folder.name
        self._ending = threading.Lock()  # who reads meets the end of the process while another thread ends it
        self._scratch = tempfile.TemporaryDirectory(prefix="qibao-pack-", ignore_cleanup_errors=True)
        self._printed = (Path(self._scratch.name) / "printed").open("w+b")
        dictionary = paths.resources() / "speech" / "dictionary.txt"
        try:
            self._process = subprocess.Popen(
                child.command(_WORKER, str(pack.folder.absolute()), str(dictionary), self._scratch.name),
                env=child.environment(),
                creationflags=child.creation_flags(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._printed,
            )
        except OSError as error:
            self._tidy()
            raise VoiceError(f"声音包“{self._name}”启动不了（{error}）。请重新打开本程序。") from error
        about = json.loads(self._answer(READY, loading_s))
        self.rate_hz = int(about["rate_hz"])
        self.known = frozenset(about["known"])
        if not _RATES_HZ[0] <= self.rate_hz <= _RATES_HZ[1]:
            self.end()
            raise VoiceError(f"声音包“{self._name}”的采样率 {self.rate_hz} 不对。{_CURE}")
        if pack.speaker >= max(1, about["speakers"]):
            self.end()
            raise VoiceError(
                f"声音包“{self._name}”没有第 {pack.speaker} 号说话人，编号应小于 {about['speakers']}。请改正它的 pack.toml。"
            )

    @property
    def has_ended(self) -> bool:
        """Whether the process is no longer there."""
        return self._process.poll() is not None

    def say(self, clause: Clause, spoken: str, speed: float, gain: float, seconds: float) -> bytes:
        """Give the samples of a clause of ``spoken``.

        Raises ``VoiceError`` when it fails or takes longer than ``seconds``.
        """
        request: dict[str, Any] = {
            "syllables": [(each.pinyin, spoken[each.at : each.at + 1]) for each in clause.syllables],
            "pause": clause.mark,
            "speed": speed,
            "gain": gain,
        }
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()
        except (OSError, ValueError) as error:  # ValueError: another thread has closed it
            raise self._broken() from error
        sound = self._answer(SOUND, seconds)
        return sound[: len(sound) // 2 * 2]

    def end(self) -> None:
        """End the process and free what belongs to it; from any thread, any number of times."""
        self._process.kill()
        self._process.wait()
        with self._ending:
            for stream in (self._process.stdin, self._process.stdout):
                if stream is not None:
                    try:
                        stream.close()
                    except OSError as error:  # what was still to be written
                        _log.debug("closing a voice pack's process: %s", error)
            self._tidy()

    def _tidy(self) -> None:
        self._printed.close()
        self._scratch.cleanup()

    def _answer(self, expected: int, seconds: float) -> bytes:
        is_late = threading.Event()

        def give_up() -> None:
            is_late.set()
            self._process.kill()

        timer = threading.Timer(seconds, give_up)
        timer.daemon = True
        timer.start()
        try:
            status, content = self._frame()
        except ValueError:  # another thread has closed it
            status, content = FAILED, b"it was closed"
        finally:
            timer.cancel()
        if is_late.is_set():
            self.end()
            raise VoiceError(f"声音包“{self._name}”太久没有回应。{_CURE}")
        if status == expected:
            return content
        if status == FAILED:
            _log.warning("voice pack %s: %s", self._name, content.decode(errors="replace"))
        raise self._broken()

    def _frame(self) -> tuple[int, bytes]:
        """Read one answer; status ``FAILED`` where there is none."""
        assert self._process.stdout is not None
        head = self._process.stdout.read(struct.calcsize(HEADER))
        if len(head) < struct.calcsize(HEADER):
            return FAILED, b"it ended"
        status, length = struct.unpack(HEADER, head)
        if length > _MOST_BYTES:
            return FAILED, b"it said too much"
        content = self._process.stdout.read(length)
        return (status, content) if len(content) == length else (FAILED, b"it broke off")

    def _broken(self) -> VoiceError:
        with self._ending:
            if not self._printed.closed:
                self._printed.seek(0)
                printed = self._printed.read(64 << 10).decode(errors="replace").strip()
                _log.warning("voice pack %s broke: %s", self._name, printed[-1000:])
        self.end()
        return VoiceError(f"声音包“{self._name}”坏了，读不出来。{_CURE}")
