"""What the player can do beyond its bar: larger steps, stopping by itself, and the pages about sound.

The buttons stand in the panel that 更多 opens; each has a key of its own as well.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt, Signal, SignalInstance

from reader.ui.controls.action_button import ActionButton
from reader.ui.controls.flow_layout import KEPT_WITH_PREVIOUS
from reader.ui.player.narrator import Sleep

SLEEPS: dict[Sleep, tuple[str, str]] = {
    "off": ("自己停：不停", "现在一直读到报告的末尾。按一下，就改成读完这一条自己停"),
    "item": ("自己停：这一条后", "现在读完这一条就自己停。按一下，就改成读完这一章自己停"),
    "chapter": ("自己停：这一章后", "现在读完这一章就自己停。按一下，就不自己停了"),
}
"""What stops the reading → the button's word, which is the state, and what a press does."""
_NEXT_SLEEP: dict[Sleep, Sleep] = {"off": "item", "item": "chapter", "chapter": "off"}


class SleepButton(ActionButton):
    """Says what reading does now; lit while it is going to stop by itself. As wide as its longest word."""

    def __init__(self) -> None:
        super().__init__(*SLEEPS["off"], icon="sleep")
        self.setCheckable(True)

    def show_sleep(self, sleep: Sleep) -> None:
        """Show when reading stops by itself."""
        self.set_label(*SLEEPS[sleep])
        self.setChecked(sleep != "off")

    def sizeHint(self) -> QSize:
        """Want room for any of the words: nothing beside the button stirs when it is pressed."""
        metrics = self.fontMetrics()
        longest = max(metrics.horizontalAdvance(word) for word, _ in SLEEPS.values())
        return super().sizeHint() + QSize(longest - metrics.horizontalAdvance(self.label), 0)


class PlayerExtras(QObject):
    """The buttons, and what they ask for."""

    previous_paragraph_pressed = Signal()
    next_paragraph_pressed = Signal()
    previous_item_pressed = Signal()
    next_item_pressed = Signal()
    sleep_chosen = Signal(str)
    """``off``, ``item`` or ``chapter``: when reading stops by itself."""
    voices_pressed = Signal()
    pronunciation_pressed = Signal()
    export_pressed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sleep: Sleep = "off"
        steps = (
            ("上一段", "previous", "回到上一段的开头", self.previous_paragraph_pressed),
            ("下一段", "next", "跳到下一段", self.next_paragraph_pressed),
            ("上一条", "previous", "回到上一条的开头", self.previous_item_pressed),
            ("下一条", "next", "跳到下一条", self.next_item_pressed),
        )
        pages = (
            ("换声音", "voice", "挑一个听得清楚的声音，调高低", self.voices_pressed),
            ("改读音", "pronounce", "哪个字读错了，在这里改", self.pronunciation_pressed),
            ("存成录音", "save", "把报告录下来带回家听", self.export_pressed),
        )
        self.sleep = SleepButton()
        self.sleep.clicked.connect(self._ask_for_next_sleep)
        self.buttons = (
            *(self._button(*step) for step in steps),
            self.sleep,
            *(self._button(*page) for page in pages),
        )

    @staticmethod
    def _button(word: str, icon: str, description: str, pressed: SignalInstance) -> ActionButton:
        button = ActionButton(word, description, icon=icon)
        if icon == "next":
            # On it goes to the right, and back to the left; the two stay together.
            button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            button.setProperty(KEPT_WITH_PREVIOUS, True)
        button.clicked.connect(pressed)
        return button

    def _ask_for_next_sleep(self) -> None:
        wanted = _NEXT_SLEEP[self._sleep]
        # The press has turned the light over already, whatever comes of it.
        self.sleep.show_sleep(self._sleep)
        self.sleep_chosen.emit(wanted)

    def set_sleep(self, sleep: Sleep) -> None:
        """Show when reading stops by itself."""
        self._sleep = sleep
        self.sleep.show_sleep(sleep)

    @staticmethod
    def following(sleep: Sleep) -> Sleep:
        """Give the choice that comes after ``sleep``, for a key that goes through them."""
        return _NEXT_SLEEP[sleep]
