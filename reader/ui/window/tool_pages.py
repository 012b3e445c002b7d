"""The pages about the tools, made and joined: 说明, 快捷方式, 设置, 打印, and the icon on the desktop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal

from reader import paths
from reader.launcher import make_folder, make_launcher, own_command
from reader.settings.wishes import written_wishes
from reader.tools import all_options
from reader.tools.base import Tool
from reader.tools.key_names import key_words
from reader.tools.keymap import Keymap
from reader.ui.help.desk import HelpDesk
from reader.ui.help.page import HelpPage
from reader.ui.keys.desk import ShortcutsDesk, table_source
from reader.ui.keys.page import ShortcutsPage
from reader.ui.look.icons import Icons
from reader.ui.printing.desk import PrintDesk
from reader.ui.printing.page import PrintPage
from reader.ui.printing.paper import PrintJob
from reader.ui.settings.comfort_sample import ComfortSample
from reader.ui.settings.desk import SettingsDesk
from reader.ui.settings.page import SettingsPage
from reader.ui.sound.speech_services import SpeechServices
from reader.ui.window.stage import Stage
from reader.ui.window.wayfinder import Wayfinder

_LAUNCHER_NAME = "七宝读报（我的样子）"


@dataclass(frozen=True)
class Ground:
    """What the pages stand on."""

    tools: Sequence[Tool]
    keymap: Keymap
    stage: Stage
    speech: SpeechServices
    icons: Icons
    way: Wayfinder


class ToolPages(QObject):
    """Holds the pages and their desks; what they have to say goes to the stage."""

    notice_given = Signal(str)

    def __init__(self, ground: Ground, parent: QObject) -> None:
        super().__init__(parent)
        stage, icons, keymap = ground.stage, ground.icons, ground.keymap
        self._way, self._settings, self._errands = ground.way, stage.settings, ground.speech.errands
        self._stage = stage
        self.help = HelpPage(icons, paths.resources() / "help")
        self.help_desk = HelpDesk(
            self.help,
            ground.tools,
            ground.speech.player,
            lambda tool: tuple(map(key_words, keymap.keys_of(f"tool.{tool.key}"))),
            lambda: stage.is_own_voice_on,
            self,
        )
        self.print = PrintPage(icons)
        self.print_desk = PrintDesk(self.print, self._errands, self)
        self.shortcuts = ShortcutsPage(icons)
        readings = paths.resources() / "search" / "readings.tsv"
        self.shortcuts_desk = ShortcutsDesk(self.shortcuts, keymap, stage.settings, readings, self)
        self.settings = SettingsPage(icons)
        self.settings.offer_sample(lambda: _comfort_sample(ground.speech))
        self.settings_desk = SettingsDesk(self.settings, stage, ground.tools, keymap, ground.way, self)
        for side in (self.help, self.print, self.shortcuts):
            self._way.add(side)
        self._join(stage)

    def _join(self, stage: Stage) -> None:
        stage.help_wanted.connect(self.show_help)
        stage.shortcuts_wanted.connect(self.show_shortcuts)
        stage.settings_wanted.connect(self.settings_desk.open)
        for desk in (self.help_desk, self.print_desk, self.shortcuts_desk):
            desk.announced.connect(stage.announce)
        self.print_desk.notice_given.connect(self.notice_given)
        self.shortcuts_desk.told.connect(lambda words: stage.announce(words, "quiet"))
        self.shortcuts_desk.undo_offered.connect(stage.offer_undo)
        self.shortcuts.print_wanted.connect(self._print_keys)
        self.shortcuts.launcher_wanted.connect(self.put_launcher)

    def show_help(self) -> None:
        """Open 说明."""
        self._way.show_side(self.help)
        self.help_desk.open()

    def show_shortcuts(self) -> None:
        """Open 快捷方式."""
        self.shortcuts_desk.open()
        self._way.show_side(self.shortcuts)

    def _print_keys(self) -> None:
        self.show_print(PrintJob("快捷方式", table_source(self.shortcuts_desk.table())))

    def show_print(self, job: PrintJob) -> None:
        """Open 打印 with this to be printed."""
        self._way.show_side(self.print)
        self.print_desk.open(job)

    def refresh(self) -> None:
        """A setting changed: the pages in view follow."""
        self.help_desk.refresh()

    def put_launcher(self) -> None:
        """Put an icon that opens the program the way it is now on the desktop; where there is none, among the programs."""
        kinds = QStandardPaths.StandardLocation
        desktop = Path(QStandardPaths.writableLocation(kinds.DesktopLocation))
        programs = Path(QStandardPaths.writableLocation(kinds.ApplicationsLocation))
        wishes = written_wishes(self._settings, all_options())
        command = [*own_command(), "open", *(word for wish in wishes for word in ("--with", wish))]
        icon = paths.resources() / "icons" / "app.svg"

        def put() -> str:
            if desktop.is_dir():
                return f"桌面上有“{make_launcher(desktop, command, icon, _LAUNCHER_NAME).stem}”这个图标了"
            make_folder(programs)
            return f"程序菜单里有“{make_launcher(programs, command, icon, _LAUNCHER_NAME).stem}”了"

        self._errands.run(
            "launcher",
            put,
            lambda words: self._stage.announce(f"{words}，以后点它，打开就是现在的样子"),
            self.notice_given.emit,
        )


def _comfort_sample(speech: SpeechServices) -> ComfortSample:
    """Make the lines that show what a choice of 字体行距 does."""
    sample = ComfortSample(paths.resources())
    sample.join(speech)
    return sample
