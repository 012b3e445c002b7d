"""The command line: what it understands, and how it ends.

Exit status: 0 done; 1 it failed, or a search found nothing, or a check found something missing; 2 wrong use;
130 interrupted. Errors go to stderr in plain Chinese; the traceback goes to the log, with ``--debug`` to stderr too.

Each command imports what it needs when it runs: only ``open``, ``tour`` and ``check`` load Qt.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from reader import __version__
from reader.command_parser import ChineseParser
from reader.commands.output import tell
from reader.errors import ReaderError, UsageError
from reader.log import FILE_NAME, set_up_logging, take_down_logging
from reader.paths import UserFolders, bundled_report

_log = logging.getLogger(__name__)

_Adder = Callable[[argparse.ArgumentParser], None]
_PRINTED = frozenset(("outline", "search", "spoken", "tools", "check"))
"""The commands whose result is what they print."""

_EPILOG = """例子：
  qibao-reader                          打开窗口
  qibao-reader search 电梯              找“电梯”
  qibao-reader search 养老 --under 下半年 --without 医院  只在一个部分里找，不要有“医院”的段落
  qibao-reader spoken 增长15%           看“增长15%”会念成什么
  qibao-reader speak 您好 --out 您好.wav  把“您好”录成声音
  qibao-reader export --scope 1.4 --out U盘  把第一部分第四章存成 MP3 和字幕
文字以“-”开头时，前面加上 --，例如：qibao-reader spoken -- -5℃
结束状态：0 成功；1 失败、没有找到或缺了部件；2 命令写得不对。"""


_SEARCH_DESCRIPTION = """在报告里查找。可以写汉字（简体、繁体）、拼音、拼音的第一个字母；找不到时会猜同音字、错字和日常的说法。
写什么都只当作要找的字，没有特别的符号。"""
_SEARCH_EPILOG = """例子：
  qibao-reader search dianti                     找“电梯”
  qibao-reader search 七宝 老街                  同一段里两个词都有的地方
  qibao-reader search 电梯 敬老院 --mode any     有其中一个词的地方
  qibao-reader search 养老 --under 下半年 --without 医院
  qibao-reader search 智慧 --in headings --in glossary --order relevance
要找的话以“-”开头时，前面加上 --，例如：qibao-reader search -- -5℃
结束状态：0 找到了；1 没有找到；2 命令写得不对。"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line ``arguments`` (default: the process's own) and give the exit status."""
    _speak_utf8()
    try:
        options = make_parser().parse_args(arguments)
    except SystemExit as end:  # argparse has said what there is to say: help, version or what is wrong
        return _flushed(int(end.code or 0))
    folders = UserFolders.of_profile(options.profile) if options.profile else UserFolders.of_user()
    if sys.stdout is None and options.command in _PRINTED:  # closed by the caller
        tell("结果没有地方写，因为标准输出关着。请打开它，或者把结果写进文件。")
        return 1
    set_up_logging(folders.log, options.debug)
    try:
        return _flushed(_run(options, folders))
    except BrokenPipeError:
        return _quieted()
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        return _told(error, folders.log / FILE_NAME)
    finally:
        take_down_logging()


def make_parser() -> argparse.ArgumentParser:
    """Give the parser of the whole command line."""
    parser = ChineseParser(
        prog="qibao-reader",
        description="七宝读报：看、听、查镇政府的工作报告。不写命令时打开窗口。",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"七宝读报 {__version__}", help="显示版本")
    _add_common(parser, is_main=True)
    commands = parser.add_subparsers(dest="command", title="命令", metavar="命令")

    def command(name: str, help: str, add: _Adder | None = None, has_json: bool = True) -> None:
        def fill(added: argparse.ArgumentParser) -> None:
            _add_common(added, is_main=False)
            if has_json:
                added.add_argument("--json", action="store_true", help="写成给程序用的 JSON")
            if add is not None:
                add(added)

        commands.add_parser(name, help=help, description=f"{help}。", fill=fill)

    command("open", "打开窗口（不写命令时就是它）", _add_wishes, has_json=False)
    command("outline", "列出报告的目录和名词解释")
    command("search", "在报告里查找", _add_search)
    command("spoken", "看文字会念成什么，一行对一行", _add_spoken)
    command("speak", "把文字录成声音文件", _add_speak)
    command("export", "把报告存成录音，带字幕", _add_export)
    command("tour", "不用显示器走一遍各项功能，留下图片和录音", _add_tour, has_json=False)
    command("tools", "列出十五个工具、它们的按键和现在的样子")
    command("check", "看看声音、查找、字体、图标等是不是都在")
    return parser


def _add_common(parser: argparse.ArgumentParser, is_main: bool) -> None:
    """Add the options that may stand before or after the command; after it, they override only where given."""
    unset = None if is_main else argparse.SUPPRESS
    parser.add_argument(
        "--profile", type=Path, default=unset, metavar="DIR", help="程序要写的文件都放进这个文件夹"
    )
    parser.add_argument("--source", type=Path, default=unset, metavar="FILE", help="读另一份报告")
    parser.add_argument(
        "--debug", action="store_true", default=False if is_main else unset, help="把经过详细记下来"
    )


def _add_wishes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--with",
        dest="wishes",
        action="append",
        default=[],
        metavar="名称=值",
        help="照这个样子打开，可以写几次，例如：--with zoom=200 --with 配色=黑底黄字",
    )


def _add_spoken(parser: argparse.ArgumentParser) -> None:
    _add_text(parser)
    parser.add_argument("--pinyin", action="store_true", help="写成拼音，声调用数字")


def _add_speak(parser: argparse.ArgumentParser) -> None:
    _add_text(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="WAV", help="声音写进这个文件")
    parser.add_argument("--marks", type=Path, metavar="JSON", help="每个字什么时候念，写进这个文件")
    _add_speed(parser)


def _add_tour(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="图片和录音放进这个文件夹")


def _add_text(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", nargs="?", metavar="文字", help="不写时从标准输入读")


def _add_speed(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--speed", type=_speed, default=180, metavar="N", help="每分钟念几个字，100 到 300，平常 180"
    )


def _add_search(parser: argparse.ArgumentParser) -> None:
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.description = _SEARCH_DESCRIPTION
    parser.epilog = _SEARCH_EPILOG
    parser.add_argument("query", nargs="+", metavar="要找的话", help="要找的词，可以写几个")
    parser.add_argument(
        "--mode",
        type=_one_of("all", "phrase", "any"),
        default="all",
        metavar="all|phrase|any",
        help="all 同一段里这些词都有（平常这样），phrase 完整词句，any 有任一个词",
    )
    parser.add_argument(
        "--without", action="append", default=[], metavar="词", help="有这个词的段落不要，可以写几次"
    )
    parser.add_argument(
        "--in",
        dest="areas",
        action="append",
        default=[],
        type=_one_of("text", "headings", "glossary"),
        metavar="text|headings|glossary",
        help="只在正文、标题或名词解释里找，可以写几次；平常三处都找",
    )
    parser.add_argument(
        "--under", metavar="章名或序号", help="只在这一部分或这一章里找，例如 2、1.4 或“民生福祉”"
    )
    parser.add_argument(
        "--order",
        type=_one_of("place", "relevance"),
        default="place",
        metavar="place|relevance",
        help="place 按报告里的先后（平常这样），relevance 最相关的在前面",
    )
    parser.add_argument("--literal", action="store_true", help="照原样找，不猜拼音、同音字和别的说法")
    parser.add_argument("--limit", type=_count, metavar="N", help="最多列出几处；一共有几处还是会说")


def _one_of(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in words:
            raise argparse.ArgumentTypeError(f"“{text}”不是 {'、'.join(words)} 中的一个")
        return text

    return read


def _count(text: str) -> int:
    # Few digits only: int() takes a while for many, and refuses thousands of them with an error of its own.
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) > 0):
        raise argparse.ArgumentTypeError(f"“{text}”不是 1 以上的整数")
    return int(text)


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--list", action="store_true", help="列出可以录哪些，每样的编号写在前面")
    parser.add_argument(
        "--scope", metavar="编号", help="录哪些：all 整个报告，1.3 第一部分第三章，1.3.2 那一章的第二条"
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="存到这个文件夹，没有就新建")
    parser.add_argument(
        "--format", type=_format, default="mp3", metavar="mp3|wav", help="声音的格式，平常 mp3"
    )
    parser.add_argument(
        "--captions",
        type=_captions,
        default=("srt", "vtt", "lrc"),
        metavar="srt,vtt,lrc",
        help="要哪几种字幕，用逗号隔开；不要就写 none；平常三种都要",
    )
    parser.add_argument("--one-file", action="store_true", help="整个报告存成一个录音，不分章")
    _add_speed(parser)


def _format(text: str) -> str:
    if text not in ("mp3", "wav"):
        raise argparse.ArgumentTypeError(f"“{text}”不是 mp3，也不是 wav")
    return text


def _captions(text: str) -> tuple[str, ...]:
    kinds = tuple(dict.fromkeys(text.replace("，", ",").split(","))) if text != "none" else ()
    if not set(kinds) <= {"srt", "vtt", "lrc"}:
        raise argparse.ArgumentTypeError(f"“{text}”不是 srt、vtt、lrc 中的几种，也不是 none")
    return kinds


def _speed(text: str) -> int:
    try:
        speed_cpm = int(text)
    except ValueError:
        speed_cpm = 0
    if not 100 <= speed_cpm <= 300:
        raise argparse.ArgumentTypeError(f"“{text}”不是 100 到 300 之间的整数")
    return speed_cpm


def _run(options: argparse.Namespace, folders: UserFolders) -> int:
    """Run the command; the imports stand here so that a command loads only what it needs."""
    source: Path = options.source or bundled_report()
    match options.command:
        case "outline":
            from reader.commands.outline import print_outline

            return print_outline(source, options.json)
        case "search":
            return _search(options, folders, source)
        case "spoken":
            from reader.commands.voice import print_spoken

            return print_spoken(folders, options.text, options.pinyin, options.json)
        case "speak":
            from reader.commands.voice import save_speech

            return save_speech(folders, options.text, options.out, options.marks, options.speed, options.json)
        case "export":
            return _export(options, folders, source)
        case "tools":
            from reader.commands.tools import print_tools

            return print_tools(folders, options.json)
        case "check":
            from reader.commands.check import print_check

            return print_check(folders, options.json)
        case "tour":
            from reader.commands.window import take_tour

            return take_tour(folders, source, options.out)
        case _:
            from reader.commands.window import open_window

            return open_window(folders, source, getattr(options, "wishes", []), debug=options.debug)


def _search(options: argparse.Namespace, folders: UserFolders, source: Path) -> int:
    from reader.commands.search import Wanted, print_hits

    wanted = Wanted(
        " ".join(options.query),
        options.mode,
        tuple(options.without),
        tuple(options.areas),
        options.under,
        options.order,
        options.literal,
        options.limit,
        options.json,
    )
    return print_hits(folders, source, wanted)


def _export(options: argparse.Namespace, folders: UserFolders, source: Path) -> int:
    from reader.commands.export import Wanted, print_scopes, save_export

    if options.list:
        return print_scopes(source, options.speed, options.json)
    wanted = Wanted(
        options.scope,
        options.out,
        options.format,
        options.captions,
        options.speed,
        options.one_file,
        options.json,
    )
    return save_export(folders, source, wanted)


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale says: under LANG=C the messages would be lost."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _told(error: Exception, log_file: Path) -> int:
    """Tell what went wrong on stderr and give the exit status."""
    if isinstance(error, ReaderError):
        _log.debug("failed", exc_info=error)
        message = str(error)
    elif isinstance(error, OSError) and error.filename is None:
        _log.debug("failed", exc_info=error)
        return _cut_off()
    else:
        _log.error("unexpected", exc_info=error)
        message = f"程序出了没料到的错（{error!r}）。请把 {log_file} 交给维护人员。"
    tell(message)
    return 2 if isinstance(error, UsageError) else 1


def _flushed(status: int) -> int:
    """Write out what is still held back, while what goes wrong can still be told."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        return _quieted()
    except OSError:
        return _cut_off()
    return status


def _quieted() -> int:
    """End quietly: whoever read our output has had enough (``| head``)."""
    _drop_output()
    return 0


def _cut_off() -> int:
    """Tell that the output could not be written."""
    _drop_output()
    tell("结果写不出去。请看看磁盘是不是满了。")
    return 1


def _drop_output() -> None:
    """Send what is still held back nowhere: else Python fails to write it at exit, says so, and ends with 120."""
    if sys.stdout is not None:
        with contextlib.suppress(OSError, io.UnsupportedOperation):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
