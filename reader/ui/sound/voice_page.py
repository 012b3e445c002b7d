"""换声音: the voices this machine has; each can be tried, one is used, and it can be set lower or higher."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QSizePolicy, QWidget

from reader.speech.engines.shelf import Voice
from reader.ui.controls.action_button import ActionButton
from reader.ui.controls.flow_layout import FlowLayout
from reader.ui.controls.side_page import INNER_PX, SidePage
from reader.ui.controls.stepper import Scale, Stepper
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme

_PITCH_WORDS = (
    *("最低", "低很多", "低一些", "低一点", "略低"),
    *("平常", "略高", "高一点", "高一些", "高很多", "最高"),
)
"""What a pitch of 0, 10 … 100 is called."""

PITCH = Scale(
    "声音高低",
    "低",
    "高",
    "低一点",
    "高一点",
    0,
    100,
    10,
    lambda pitch: f"声音高低：{_PITCH_WORDS[pitch // 10]}",
    "50 是不高不低",
)

_TRACKS = {
    "character": "",
    "clause": "亮字跟着每一小句走，句子里面是估计的",
    "sentence": "亮字跟着每一句走，句子里面是估计的",
}
"""What is less exact than usual, said before a voice is chosen."""
_LINE_EM = 1.5
_NARROWEST_WORDS_EM, _WIDEST_WORDS_EM = 9, 22
"""How narrow words with buttons beside them may be, and how wide, by the type of the names: buttons far off are missed."""


class _Words(QLabel):
    """What a voice is, as one stop of the keyboard, so that screen readers come past it."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._name = voice.name
        self._lines = tuple(line for line in (voice.detail, voice.problem or _TRACKS[voice.tracks]) if line)
        self._width_px = 0
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_is_used(False)

    def set_is_used(self, is_used: bool) -> None:
        """Say whether the report is read with this voice."""
        used = "，正在用" if is_used else ""
        self.setAccessibleName(f"{self._name}{used}：{'；'.join(self._lines)}")
        self.setAccessibleDescription("按 Tab 键到按钮")

    def set_width(self, width_px: int) -> None:
        """Want to be this wide."""
        if width_px != self._width_px:
            self._width_px = width_px
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Want the width that the card gives."""
        return QSize(self._width_px, self.heightForWidth(self._width_px))

    def set_theme(self, theme: Theme, size_px: int, note_px: int) -> None:
        """Set the type: the name in the page's, what there is to know about it smaller."""
        self.setFont(theme.font(size_px))
        inner = theme.space(INNER_PX)
        self.setContentsMargins(0, inner // 2, inner, inner // 2)
        rest = "".join(
            f'<p style="{_line(note_px)}; color: {theme.scheme.soft_ink}">{html.escape(each)}</p>'
            for each in self._lines
        )
        self.setText(f'<p style="{_line(size_px)}"><b>{html.escape(self._name)}</b></p>{rest}')


def _line(size_px: int) -> str:
    """Give the style of a line; its height in pixels, for per cent are of the font's own, a tall one."""
    height_px = round(size_px * _LINE_EM)
    return f"-qt-line-height-type: fixed; line-height: {height_px}px; margin: 0; font-size: {size_px}px"


class _Choice(ActionButton):
    """用这个: a radio button to screen readers, though Tab comes past each one, as it does past each 试听.

    Being the only one of its card, it is no group of Qt's, whose arrow keys would change the voice in passing.
    """

    def __init__(self) -> None:
        super().__init__("用这个", "", icon="check")
        self.setCheckable(True)
        self.setAutoExclusive(True)

    def set_is_used(self, is_used: bool) -> None:
        """Check it, or not; Qt does not let go of a checked one by itself."""
        self.setAutoExclusive(False)
        self.setChecked(is_used)
        self.setAutoExclusive(True)


class _Card(QFrame):
    """One voice: what it is, and beside or below it 试听 and 用这个."""

    def __init__(self, voice: Voice, page: VoicePage) -> None:
        super().__init__()
        self.key = voice.key
        self._name = voice.name
        self._size_px = 0
        self._words = _Words(voice)
        self.sample = ActionButton("试听", f"听一听“{voice.name}”", icon="play")
        self.sample.clicked.connect(lambda: page.sample_requested.emit(self.key))
        self.choice = _Choice()
        self.choice.clicked.connect(lambda: page.choose(self.key))
        for button in (self.sample, self.choice):
            button.setEnabled(not voice.problem)
        self._flow = FlowLayout(self)
        for widget in self.stops():
            self._flow.addWidget(widget)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Want no less than the largest part; the height comes with the width."""
        return self._flow.minimumSize()

    def minimumSizeHint(self) -> QSize:
        """Ask for no more than the hint."""
        return self._flow.minimumSize()

    def stops(self) -> list[QWidget]:
        """Give what the keyboard goes through, in order."""
        return [self._words, self.sample, self.choice]

    def set_is_used(self, is_used: bool) -> None:
        """Show whether the report is read with this voice."""
        self._words.set_is_used(is_used)
        self.choice.set_is_used(is_used)
        words = (
            ("正在用", f"报告正用“{self._name}”读") if is_used else ("用这个", f"以后都用“{self._name}”读")
        )
        self.choice.set_label(*words)

    def set_is_sampled(self, is_sampled: bool) -> None:
        """Show whether its sample sounds: its button then stops it."""
        words = ("停止", "停止试听") if is_sampled else ("试听", f"听一听“{self._name}”")
        self.sample.set_label(*words)
        self.sample.set_icon("stop" if is_sampled else "play")

    def set_theme(self, theme: Theme, icons: Icons, size_px: int, note_px: int) -> None:
        """Take over colours and sizes."""
        self._size_px = size_px
        self._words.set_theme(theme, size_px, note_px)
        for button in (self.sample, self.choice):
            button.set_theme(theme, icons)
        self._flow.setSpacing(theme.space(12))
        self._share_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the buttons beside the words or below them."""
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        buttons = sum(
            button.sizeHint().width() + self._flow.spacing() for button in (self.sample, self.choice)
        )
        room = self.width() - buttons
        is_beside = room >= _NARROWEST_WORDS_EM * self._size_px
        self._words.set_width(min(room, _WIDEST_WORDS_EM * self._size_px) if is_beside else self.width())


class VoicePage(SidePage):
    """The page. It only asks: what is there and what is used comes from :mod:`reader.ui.sound.voice_desk`."""

    sample_requested = Signal(str)
    """Let the voice with this key be heard, or fall silent if it is the one that sounds."""
    voice_chosen = Signal(str)
    pitch_changed = Signal(int)
    """The resident set another pitch, 0 to 100; 50 is the voice's own."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__("换声音", icons, parent)
        self._cards: list[_Card] = []
        self._voices: tuple[Voice, ...] = ()
        self._used = ""
        self._has_waiting_focus = False
        self._begun_at: QWidget | None = None
        """What had the keyboard first."""
        """Whether the keyboard is to go to the voices as soon as they are there."""
        self._note = QLabel("正在看有哪些声音……")
        self._pitch = Stepper(PITCH, icons)
        self._pitch.value_changed.connect(self.pitch_changed)
        self._makers = QLabel()
        for label in (self._note, self._makers):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            self.column.addWidget(label)
        self.column.insertWidget(1, self._pitch)
        self.column.addStretch(1)

    def show_voices(self, voices: Sequence[Voice]) -> None:
        """List the voices, in their order."""
        if self._cards and tuple(voices) == self._voices:
            return
        focus = QApplication.focusWidget()
        focused = next((card.key for card in self._cards if focus in card.stops()), None)
        self._voices = tuple(voices)
        for card in self._cards:
            self.column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [_Card(voice, self) for voice in voices]
        for at, card in enumerate(self._cards):
            self.column.insertWidget(1 + at, card)
            card.show()
        self.order_stops([*(stop for card in self._cards for stop in card.stops()), *self._pitch.stops()])
        self._note.setText("先试听，再挑一个听得清楚的。耳朵不好的人，常常觉得低一点的声音清楚。")
        makers = dict.fromkeys(voice.maker for voice in voices if voice.maker)
        self._makers.setText("；".join(f"电子音：{maker}" for maker in makers))
        self.show_used(self._used)
        if self.theme is not None:
            self.restyle(self.theme)
        if focused is not None or (self._has_waiting_focus and self._back.hasFocus()):
            self._focus_voice(focused or self._used)
        self._has_waiting_focus = False

    def focus_first(self) -> None:
        """Begin at the top, with the keyboard at the voice in use, now or as soon as the voices are listed."""
        self.area.verticalScrollBar().setValue(0)
        self._has_waiting_focus = not self._cards
        if self._cards:
            self._focus_voice(self._used)
        else:
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_voice(self, key: str) -> None:
        usable = [card for card in self._cards if card.sample.isEnabled()]
        card = next((card for card in usable if card.key == key), usable[0] if usable else None)
        self._begun_at = card.sample if card else None
        (card.sample if card else self._back).setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep_in_view(self) -> None:
        """Begin at the top: what was scrolled before the voices had their places was too much."""
        if self._begun_at is not None and QApplication.focusWidget() is self._begun_at:
            self.area.verticalScrollBar().setValue(0)
        super()._keep_in_view()

    def show_used(self, key: str) -> None:
        """Show which voice reads the report."""
        self._used = key
        for card in self._cards:
            card.set_is_used(card.key == key)
        self._redraw()

    def show_sampled(self, key: str | None) -> None:
        """Show whose sample sounds, if any."""
        for card in self._cards:
            card.set_is_sampled(card.key == key)
        self._redraw()

    def show_pitch(self, pitch: int, *, can_shift: bool) -> None:
        """Show the pitch, 0 to 100; a voice that cannot shift it gets no slider."""
        self._pitch.set_value(pitch)
        self._pitch.setVisible(can_shift)

    def choose(self, key: str) -> None:
        """Ask for a voice; what was checked stays so until the voice has been loaded."""
        self.show_used(self._used)
        self.voice_chosen.emit(key)

    def _redraw(self) -> None:
        if self.theme is not None:
            for card in self._cards:
                card.set_theme(self.theme, self.icons, self.size_px, self.note_px(self.theme))

    def column_gap_px(self) -> int:
        """Set the voices closer than paragraphs: more of them are seen at once."""
        return round(self.size_px * 0.5)

    def restyle(self, theme: Theme) -> None:
        """Bring every card in line with the theme."""
        self._note.setFont(theme.font(self.note_px(theme)))
        self._makers.setFont(theme.font(theme.small_px))
        self._pitch.set_theme(theme)
        self._redraw()
        super().restyle(theme)
