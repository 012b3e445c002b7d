"""Report file + corrections file → :class:`~reader.core.report.Report`.

Every way in which a file can be unreadable ends in a sentence that names the file and the cure.
"""

from __future__ import annotations

from pathlib import Path

from reader.core.parse import parse
from reader.core.report import Report
from reader.core.typeset import Correction
from reader.errors import CorrectionsError, ParseError, SourceError
from reader.paths import corrections_of

_LARGEST_BYTES = 20 * 1024 * 1024
"""A thousand times the size of a long report; more is not a report, and would only make an old machine stall."""

_COLUMNS = ["where", "published", "shown", "why"]


def load_report(path: Path) -> Report:
    """Read and parse the report at ``path`` with the corrections beside it.

    Raises :class:`SourceError` (missing, unreadable, empty, binary, not UTF-8, no report) or :class:`CorrectionsError`;
    both name the file.
    """
    text = _decode(path, _read(path))
    corrections_path = corrections_of(path)
    corrections = load_corrections(corrections_path) if corrections_path.exists() else ()
    try:
        return parse(text, corrections)
    except ParseError as error:
        raise SourceError(f"报告文件 {path} 读不懂。{error}") from error
    except CorrectionsError as error:
        raise CorrectionsError(f"{error}（报告：{path}；更正表：{corrections_path}）") from error


def load_corrections(path: Path) -> tuple[Correction, ...]:
    """Read a corrections file: tab-separated, a heading line, then ``where published shown why`` in each row."""
    heading, *rows = _decode(path, _read(path)).split("\n")
    if heading.split("\t") != _COLUMNS:
        raise CorrectionsError(f"更正表 {path} 的第 1 行应是：{' '.join(_COLUMNS)}（用制表符分开）。请补上。")
    corrections = []
    for number, row in enumerate(rows, 2):
        if not row.strip():
            continue
        cells = row.split("\t")
        if len(cells) != len(_COLUMNS) or not all(cell.strip() for cell in cells):
            raise CorrectionsError(
                f"更正表 {path} 第 {number} 行应有四栏：哪一段、原文、改为、为什么。请补齐这一行。"
            )
        corrections.append(Correction(number, *cells))
    return tuple(corrections)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST_BYTES + 1)
    except FileNotFoundError as error:
        raise SourceError(f"找不到文件 {path}。请看看文件名对不对；要是安装时丢了，请重新安装。") from error
    except IsADirectoryError as error:
        raise SourceError(f"{path} 是文件夹，不是文件。请给出文件的名字。") from error
    except PermissionError as error:
        raise SourceError(f"没有权限读文件 {path}。请让管理员开放读的权限，或换一份文件。") from error
    except OSError as error:
        raise SourceError(
            f"文件 {path} 打不开（{error.strerror}）。请看看文件名对不对，存文件的盘是不是接好了。"
        ) from error
    if len(data) > _LARGEST_BYTES:
        raise SourceError(f"文件 {path} 太大，不像是一份报告。请换一份不超过 20 MB 的文字文件。")
    if not data.strip():
        raise SourceError(f"文件 {path} 是空的。请换一份完整的报告，或重新安装。")
    return data


def _decode(path: Path, data: bytes) -> str:
    cure = "请用记事本打开，选“另存为”，编码选 UTF-8，再试一次。"
    if _is_utf16(data):
        raise SourceError(f"文件 {path} 用的是 UTF-16 编码，这里只认 UTF-8。{cure}")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(_undecodable(path, data, error, cure)) from error
    controls = sum(1 for character in text if character < " " and character not in "\t\r\n\x0b\x0c")
    if controls:
        raise SourceError(
            f"文件 {path} 不是文字文件（里面有 {controls} 个控制字符）。请换一份用 UTF-8 保存的文字文件。"
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_utf16(data: bytes) -> bool:
    """Say whether ``data`` is UTF-16: by its byte order mark or, without one, by giving mostly Chinese when read so."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    for encoding in ("utf-16-le", "utf-16-be"):
        sample = data[:2000].decode(encoding, "ignore")
        if b"\x00" in data and sum(1 for character in sample if "\u4e00" <= character <= "\u9fff") * 2 > len(
            sample
        ):
            return True
    return False


def _undecodable(path: Path, data: bytes, error: UnicodeDecodeError, cure: str) -> str:
    """Say what is wrong with bytes that are not UTF-8: cut short, another encoding, or no text at all."""
    line = data.count(b"\n", 0, error.start) + 1
    if error.end == len(data) and error.reason == "unexpected end of data":
        return f"文件 {path} 到第 {line} 行，在一个字的中间断了，没有传完整。请重新拷贝一份。"
    if b"\x00" in data:
        return f"文件 {path} 不是文字文件。请换一份用 UTF-8 保存的文字文件。"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return f"文件 {path} 第 {line} 行起有认不出的内容，不是 UTF-8 文字。请换一份完整的文件。"
    return f"文件 {path} 用的是 GB 18030（国标）编码，这里只认 UTF-8。{cure}"
