"""``spoken`` and ``speak``: what the voice says."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from reader.commands.output import input_lines, input_text, print_json, readable, tell
from reader.core.sentences import sentences
from reader.errors import UsageError, VoiceError
from reader.paths import UserFolders, own_lexicon, resources
from reader.speech.composer import Composer
from reader.speech.engines import load_voice
from reader.speech.recordings.recording import record

_MOST_TOLD = 3
"""Problems told at once: a table that is damaged has one in every line."""
_LONG_LINE = 4000
"""Characters: about half a second of work."""


def print_spoken(folders: UserFolders, text: str | None, is_pinyin: bool, is_json: bool) -> int:
    """Print what would be said for each line of ``text``, or of standard input: a line in, a line out."""
    composer = load_composer(folders)
    lines = input_lines() if text is None else iter(readable(text).split("\n"))
    rows: list[dict[str, str]] = []
    for line in lines:
        if is_json:
            spoken = composer.compose(line).spoken.text
            rows.append({"text": line, "spoken": spoken, "pinyin": composer.pinyin(line)})
            continue
        for number, part in enumerate(_parts(line)):
            said = composer.pinyin(part) if is_pinyin else composer.compose(part).spoken.text
            print(" " if is_pinyin and number else "", said, sep="", end="", flush=text is None)
        print(flush=text is None)
    if is_json:
        print_json(rows)
    return 0


def _parts(line: str) -> Iterator[str]:
    """Give a line whole, or, where it is very long, sentence by sentence: whoever waits sees that it goes on."""
    if len(line) <= _LONG_LINE:
        yield line
    else:
        yield from (line[start:end] for start, end in sentences(line))


def save_speech(
    folders: UserFolders, text: str | None, out: Path, marks: Path | None, speed_cpm: int, is_json: bool
) -> int:
    """Record ``text``, or standard input, in ``out``, and when each character sounds in ``marks``.

    Raises ``UsageError`` where there is nothing to say, ``VoiceError`` where there is no audible voice, and
    ``StorageError`` where a file cannot be written.
    """
    out, marks = _plain("--out", out), marks and _plain("--marks", marks)
    if marks is not None and os.path.realpath(out) == os.path.realpath(marks):
        raise UsageError(f"--out 和 --marks 是同一个文件 {out}。请写两个不同的名字。")
    said = input_text() if text is None else readable(text)
    engine, problem = load_voice()
    try:
        if problem is not None:
            raise VoiceError(problem)
        recording = record(said, load_composer(folders), engine, speed_cpm)
    finally:
        engine.close()
    if not recording.moments:
        raise UsageError("没有念得出来的字。请在命令后面写上文字，或者从标准输入送进来。")
    recording.write_wav(out)
    if marks is not None:
        recording.write_marks(marks)
    count, seconds = len(recording.moments), recording.duration_ms / 1000
    if is_json:
        print_json(
            {"out": str(out), "marks": marks and str(marks), "count": count, "seconds": round(seconds, 3)}
        )
    else:
        print(f"声音写进了 {out}，共 {count} 个字，长 {seconds:.1f} 秒。")
    return 0


def _plain(option: str, path: Path) -> Path:
    """Give the file that ``path`` leads to, links followed, for a new file is put in its place.

    Raises ``UsageError`` for a folder, a device or a pipe: it would be lost, and ``/dev/null`` for everybody.
    """
    # Of os.path, for these take a name that no file can have as one that is not there.
    if os.path.exists(path) and not os.path.isfile(path):
        raise UsageError(f"{option} 写的 {path} 不是普通文件（是文件夹、设备或管道）。请写一个文件的名字。")
    return Path(os.path.realpath(path)) if os.path.islink(path) else path


def load_composer(folders: UserFolders) -> Composer:
    """Load the composer with the readings that were mended in the window; what is wrong with a row is told."""
    composer = Composer.load(resources() / "speech", own=own_lexicon(folders))
    for problem in composer.problems[:_MOST_TOLD]:
        tell(problem)
    if (more := len(composer.problems) - _MOST_TOLD) > 0:
        tell(f"读音表里还有 {more} 处不对，打开窗口，在“改读音”里能看到全部。")
    return composer
