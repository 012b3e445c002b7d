"""``tour``: walks the real window through its abilities without a screen, and leaves a picture of each and a recording.

For machines without a display, and for whoever wants to see what a change looks like on every panel.
"""

from __future__ import annotations

import html
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication

from reader.app import Program, make_application, make_composer, make_program
from reader.errors import ReaderError, StorageError, VoiceError
from reader.paths import UserFolders
from reader.speech.engines import load_voice
from reader.speech.recordings.recording import record
from reader.ui.window.window import Window

SMALL, LARGE = (1366, 768), (1920, 1080)
"""Windows, in pixels: the old office PC and the kiosk."""

_PATIENCE_S = 20.0
_SAMPLE = "上半年，完成生产总值41亿元，同比增长15%；闵行区七宝镇七莘路。"


@dataclass(frozen=True)
class Scene:
    """One picture: its file's name, what it shows in words, and what leads there."""

    name: str
    words: str
    play: Callable[[Guide], None]
    size: tuple[int, int] = LARGE


class Guide:
    """Does what a resident does, and waits as long as it takes."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.window: Window = program.window
        self.settings = program.window.stage.settings

    def wait(self, ms: int) -> None:
        """Let the program run for a while."""
        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()

    def wait_for(self, is_done: Callable[[], bool], what: str) -> None:
        """Let the program run until ``is_done``. :class:`ReaderError` when that takes too long."""
        end_s = time.monotonic() + _PATIENCE_S
        while not is_done():
            if time.monotonic() > end_s:
                raise ReaderError(
                    f"等了 {_PATIENCE_S:.0f} 秒，还没有{what}。请再运行一次；还不行，请告诉维护人员。"
                )
            self.wait(20)

    def press(self, key: Qt.Key) -> None:
        """Press a key where the focus is."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(QApplication.focusWidget() or self.window, event)

    def touch(self, name: str) -> None:
        """Press the button with this accessible name."""
        for button in self.window.findChildren(QAbstractButton):
            if button.accessibleName() == name and button.isVisible():
                button.click()
                return
        raise ReaderError(f"没有找到按钮“{name}”。")

    def start_over(self, size: tuple[int, int]) -> None:
        """Bring the window back to how it was at first, in this size."""
        self.window.narrator.stop()
        self.window.keyboard.close_keyboard()
        self.window.popup.close_popup()
        self.window.search.forget()
        self.window.way.show_page()
        self.settings.set("plain", False)
        self.settings.reset()
        self.settings.set("motion", False)
        self.window.resize(*size)
        self.window.page.verticalScrollBar().setValue(0)
        self.window.search_box.set_text("")
        self.window.notice.clear()

    def zoom(self, percent: int) -> None:
        """Set the size."""
        self.settings.set("zoom", percent)

    def read(self, words: str) -> None:
        """Read from these words of the report until the third syllable sounds, and pause there."""
        for block in self.window.page.report.shown:
            if (at := block.text.find(words)) >= 0:
                self._read(block.number, at)
                return
        raise ReaderError(f"报告里没有“{words}”。")

    def _read(self, block: int, offset: int) -> None:
        sounded: list[object] = []
        player = self.program.player
        connection = player.character_sounded.connect(lambda span, _at: sounded.append(span))
        self.window.narrator.read_from(block, offset)
        self.wait_for(lambda: len(sounded) >= 3, "读出声")
        player.character_sounded.disconnect(connection)
        player.pause()

    def search(self, words: str) -> None:
        """Search, and wait for the answer."""
        answered: list[object] = []
        self.program.runner.result_found.connect(answered.append)
        self.window.search_box.set_text(words)
        self.window.search_box.submit()
        self.wait_for(lambda: bool(answered), "找完")

    def open_first_term(self) -> None:
        """Go to the first term by Tab, and open its note by Enter."""
        self.window.page.setFocus()
        self.press(Qt.Key.Key_Tab)
        self.press(Qt.Key.Key_Return)


def _search_and_go(guide: Guide) -> None:
    guide.search("dianti")
    guide.window.search.next_hit()
    guide.window.search.next_hit()


def _choose_conditions(guide: Guide) -> None:
    guide.window.search_box.advanced_requested.emit()
    guide.touch("哪些词：完整词句")


def _search_large(guide: Guide) -> None:
    guide.zoom(300)
    _search_and_go(guide)


def _type_on_screen(guide: Guide) -> None:
    guide.touch("键盘")
    for letter in "DT":
        guide.touch(f"字母 {letter}")


def _read_with_pinyin(guide: Guide) -> None:
    guide.settings.set("caption_pinyin", True)
    guide.settings.set("caption_script", "traditional")
    guide.read("完成生产总值41亿元")


def _show_voices(guide: Guide) -> None:
    pages = guide.window.sound_pages
    pages.show_voices()

    def is_listed() -> bool:
        buttons = pages.voices.findChildren(QAbstractButton)
        return any(button.accessibleName().startswith("试听") for button in buttons)

    guide.wait_for(is_listed, "列出声音")


def _show_pronunciation(guide: Guide) -> None:
    pages = guide.window.sound_pages
    pages.show_pronunciation()
    pages.pronunciation.start_with("七莘路")
    guide.wait_for(lambda: bool(pages.pronunciation.written()[1]), "查到读音")


def _show_export(guide: Guide) -> None:
    guide.read("完成生产总值41亿元")
    guide.window.sound_pages.show_export()


def _open_menu(guide: Guide) -> None:
    guide.zoom(300)
    guide.touch("目录和工具")


def _scheme_scene(key: str, words: str) -> Scene:
    def play(guide: Guide) -> None:
        guide.settings.set("scheme", key)
        guide.read("完成生产总值41亿元")
        guide.open_first_term()

    return Scene(f"scheme-{key}", f"配色：{words}；名词解释开着", play)


def _zoom_scene(percent: int, size: tuple[int, int]) -> Scene:
    def play(guide: Guide) -> None:
        guide.read("完成生产总值41亿元")
        guide.zoom(percent)

    return Scene(f"zoom-{percent}-{size[0]}", f"大小 {percent}%，窗口 {size[0]}×{size[1]}", play, size)


SCENES: tuple[Scene, ...] = (
    Scene("open", "刚打开", lambda _guide: None),
    Scene("open-small", "刚打开，小屏幕", lambda _guide: None, SMALL),
    Scene("reading", "朗读：读到的字和这一句亮起，字幕跟着", lambda guide: guide.read("完成生产总值41亿元")),
    Scene("note", "名词解释，用键盘打开", Guide.open_first_term),
    Scene("glossary", "全部名词解释", lambda guide: guide.window.way.show_glossary(0)),
    Scene("found", "用拼音 dianti 找到电梯", lambda guide: guide.search("dianti")),
    Scene("found-second", "去第二处", _search_and_go),
    Scene("found-small", "小屏幕上找", lambda guide: guide.search("电梯"), SMALL),
    Scene("conditions", "高级搜索", _choose_conditions),
    Scene("found-large", "大字：去了第二处", _search_large, SMALL),
    Scene("keyboard", "屏幕键盘，打 dt", _type_on_screen, SMALL),
    Scene("captions-pinyin", "大字幕：拼音、繁体", _read_with_pinyin),
    Scene("more", "更多", lambda guide: guide.touch("更多"), SMALL),
    Scene("voices", "换声音", _show_voices),
    Scene("voices-small", "换声音，小屏幕", _show_voices, SMALL),
    Scene("pronunciation", "改读音", _show_pronunciation),
    Scene("export", "存成录音", _show_export),
    Scene("export-small", "存成录音，小屏幕", _show_export, SMALL),
    Scene("original", "原文", lambda guide: guide.window.way.show_sheet(guide.window.original)),
    Scene("help", "说明", lambda guide: guide.window.stage.show_help()),
    Scene("keys", "快捷键", lambda guide: guide.window.stage.show_shortcuts()),
    *(
        _scheme_scene(key, words)
        for key, words in (
            ("white", "白底黑字"),
            ("yellow_on_blue", "蓝底黄字"),
            ("black_on_yellow", "黄底黑字"),
            ("yellow_on_black", "黑底黄字"),
            ("eye_care", "护眼"),
        )
    ),
    *(_zoom_scene(percent, size) for size in (SMALL, LARGE) for percent in (50, 150, 200, 300)),
    Scene("menu-300", "最大字号时的目录和工具", _open_menu, SMALL),
    Scene("plain", "退出服务后的普通页面", lambda guide: guide.settings.set("plain", True)),
)


def take_tour(folders: UserFolders, source: Path, out: Path) -> int:
    """Play every scene, and leave pictures, a page that shows them, and a spoken sample in ``out``.

    Gives the exit status; :class:`StorageError` when ``out`` cannot be written.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"文件夹 {out} 建不了（{error.strerror}）。请换一个能写的地方。") from error
    app = make_application()
    program = make_program(folders, source, is_first_sentence_spoken=False)
    try:
        _play(app, program, out)
    finally:
        program.close()
    _speak(out)
    _list(out)
    print(f"走完了。图片和录音在 {out}，打开 {out / 'index.html'} 就能看。")
    return 0


def _play(app: QApplication, program: Program, out: Path) -> None:
    guide = Guide(program)
    program.window.resize(*LARGE)
    program.window.show()
    guide.wait_for(lambda: program.runner.is_ready, "打开搜索")
    guide.wait_for(lambda: program.window.sound_pages.voice_desk.is_loaded, "找到声音")
    for number, scene in enumerate(SCENES, 1):
        guide.start_over(scene.size)
        guide.wait(50)
        scene.play(guide)
        guide.wait(250)
        picture = out / f"{number:02}-{scene.name}.png"
        if not program.window.grab().save(str(picture)):
            raise StorageError(f"图片 {picture} 存不了。请看看磁盘是不是满了。")
        print(f"{picture.name}　{scene.words}")


def _speak(out: Path) -> None:
    engine, problem = load_voice()
    if problem:
        print(problem)
    recording = record(_SAMPLE, make_composer(), engine, 180)
    if problem is None and not any(map(any, recording.chunks)):
        raise VoiceError("录音里没有声音。请运行 qibao-reader check 看看缺什么。")
    recording.write_wav(out / "spoken.wav")
    recording.write_marks(out / "spoken.json")
    engine.close()


def _list(out: Path) -> None:
    """Write a page that shows every picture with its words."""
    figures = "".join(
        f'<h2>{html.escape(scene.words)}</h2><img src="{number:02}-{scene.name}.png" width="100%" alt="">'
        for number, scene in enumerate(SCENES, 1)
    )
    page = (
        '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>七宝读报</title>'
        f'<body><h1>七宝读报</h1><p>{html.escape(_SAMPLE)}</p><audio controls src="spoken.wav"></audio>{figures}</body></html>'
    )
    (out / "index.html").write_text(page, encoding="utf-8")
