"""改读音: a word that is read wrong gets its right reading here; it is heard at once, and it stays."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from reader.speech.pinyin.own_lexicon import Reading, Suggestion
from reader.speech.pinyin.tones import with_marks
from reader.ui.controls.action_button import ActionButton
from reader.ui.controls.flow_layout import FlowLayout
from reader.ui.controls.side_page import SidePage
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme

_LINE_EM = 1.5
_NARROWEST_FIELD_EM = 12
_MOST_CHOICES = 16


def spelled(syllables: Sequence[str]) -> str:
    """Write syllables as people read them: ``bāng``."""
    return " ".join(with_marks(syllable) for syllable in syllables)


class _Field(QLineEdit):
    """A field with its label: no word of the label can be pressed away, and screen readers hear it."""

    def __init__(self, label: str, hint: str, description: str) -> None:
        super().__init__()
        self.label = QLabel(label)
        self.label.setBuddy(self)
        self.setPlaceholderText(hint)
        self.setAccessibleName(label)
        self._description = description
        self.say_problem("")
        self.setMaxLength(200)

    def say_problem(self, problem: str) -> None:
        """Have screen readers say with the field what is wrong with what is written in it."""
        self.setAccessibleDescription(problem or self._description)

    def set_theme(self, theme: Theme, size_px: int, note_px: int) -> None:
        """Set the type."""
        self.setFont(theme.font(size_px))
        self.label.setFont(theme.font(note_px))
        self.setMinimumWidth(min(_NARROWEST_FIELD_EM * size_px, self.window().width() // 2))


class _Row(QFrame):
    """One reading of the centre's own: 试听, 修改, 删除."""

    def __init__(self, reading: Reading, page: PronunciationPage) -> None:
        super().__init__()
        self.phrase = reading.phrase
        self._reading = reading
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setWordWrap(True)
        phrase = reading.phrase
        self._buttons = (
            ActionButton("试听", f"听一听“{phrase}”", icon="play"),
            ActionButton(
                "修改", f"改“{phrase}”的读音，现在读 {spelled(reading.syllables)}", icon="pronounce"
            ),
            ActionButton("删除", f"不要“{phrase}”这一条，照原来的读", icon="close"),
        )
        heard, edited, removed = self._buttons
        heard.clicked.connect(lambda: page.sample_requested.emit(phrase, " ".join(reading.syllables)))
        edited.clicked.connect(lambda: page.edit(reading))
        removed.clicked.connect(lambda: page.remove_requested.emit(phrase))
        self._flow = FlowLayout()
        for button in self._buttons:
            self._flow.addWidget(button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._words)
        self._column.addLayout(self._flow)

    def stops(self) -> list[QWidget]:
        """Give what the keyboard goes through, in order."""
        return list(self._buttons)

    def set_theme(self, theme: Theme, icons: Icons, size_px: int) -> None:
        """Take over colours and sizes."""
        line = f"-qt-line-height-type: fixed; line-height: {round(size_px * _LINE_EM)}px; margin: 0"
        self._words.setFont(theme.font(size_px))
        words = f"<b>{html.escape(self._reading.phrase)}</b>　{html.escape(spelled(self._reading.syllables))}"
        self._words.setText(f'<p style="{line}">{words}</p>')
        for button in self._buttons:
            button.set_theme(theme, icons)
        self._flow.setSpacing(theme.space(12))
        self._column.setSpacing(theme.space(8))


class PronunciationPage(SidePage):
    """The page. It only asks: what is right, kept and heard comes from :mod:`reader.ui.sound.pronunciation_desk`."""

    phrase_changed = Signal(str)
    """A word was written: how is it read now?"""
    sample_requested = Signal(str, str)
    """(phrase, pinyin): let it be heard; empty pinyin is how it is read now."""
    put_requested = Signal(str, str)
    """(phrase, pinyin): keep this reading."""
    remove_requested = Signal(str)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__("改读音", icons, parent)
        self._rows: list[_Row] = []
        self._readings: tuple[Reading, ...] = ()
        self._filled = ""
        """What the page itself wrote into the field of the pinyin."""
        self._intro = QLabel("哪个词读错了，写在这里，再写上它的拼音。")
        self._phrase = _Field("词语", "比如：七莘路", "写读错的词，一个字也行")
        self._now = QLabel()
        self._pinyin = _Field(
            "拼音", "比如：qi1 xin1 lu4", "每个字写一个拼音，声调用数字一到五，或者写在字母上"
        )
        self._choices = FlowLayout()
        self._choice_buttons: list[ActionButton] = []
        self._problem = QLabel()
        self._hear = ActionButton("试听", "照写的拼音读一遍", icon="play")
        self._keep = ActionButton("记住", "以后都这样读，每个人听到的都是对的", icon="check", role="main")
        self._heading = QLabel()
        self._heading.setProperty("role", "title")
        self._heading.setWordWrap(True)
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        self._heading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._heading.setAccessibleDescription("下面是改过的读音")
        self._join()
        self._set_out()
        self.show_rows((), ())

    def _join(self) -> None:
        for label in (self._intro, self._now, self._problem):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._phrase.textChanged.connect(self._ask)
        self._pinyin.textChanged.connect(lambda: self.show_problem(""))
        self._phrase.returnPressed.connect(self._pinyin.setFocus)
        self._pinyin.returnPressed.connect(lambda: self.put_requested.emit(*self.written()))
        self._hear.clicked.connect(lambda: self.sample_requested.emit(*self.written()))
        self._keep.clicked.connect(lambda: self.put_requested.emit(*self.written()))

    def _set_out(self) -> None:
        self._actions = FlowLayout()
        for button in (self._hear, self._keep):
            self._actions.addWidget(button)
        self._form = QVBoxLayout()
        self._lines = []
        for field, below in ((self._phrase, self._now), (self._pinyin, self._problem)):
            line = QHBoxLayout()
            line.addWidget(field.label)
            line.addWidget(field, 1)
            self._lines.append(line)
            self._form.addLayout(line)
            self._form.addWidget(below)
        self._form.addLayout(self._choices)
        self._form.addLayout(self._actions)
        self.column.addWidget(self._intro)
        self.column.addLayout(self._form)
        self.column.addWidget(self._heading)
        self.column.addStretch(1)

    # -- what is written ---------------------------------------------------------------------------------------

    def written(self) -> tuple[str, str]:
        """Give the word and the pinyin in the fields."""
        return self._phrase.text().strip(), self._pinyin.text().strip()

    def start_with(self, phrase: str) -> None:
        """Begin with this word, for instance the one that is selected in the report; nothing keeps what is written."""
        if phrase:
            self._phrase.setText(phrase)
            self._pinyin.clear()
        self._phrase.setFocus()

    def edit(self, reading: Reading) -> None:
        """Take a kept reading into the fields, to be changed."""
        self._phrase.setText(reading.phrase)
        self._pinyin.setText(" ".join(reading.syllables))
        self._pinyin.setFocus()

    def clear(self) -> None:
        """Empty the fields for the next word."""
        self._phrase.clear()
        self._pinyin.clear()
        self._phrase.setFocus()

    def _ask(self) -> None:
        self.show_problem("")
        self.phrase_changed.emit(self.written()[0])

    # -- what is shown -----------------------------------------------------------------------------------------

    def show_now(self, phrase: str, suggestion: Suggestion) -> None:
        """Say how ``phrase`` is read now, and offer the other readings its hanzi can have."""
        if phrase != self.written()[0]:
            return
        self._now.setText(f"现在读作：{suggestion.pinyin}" if suggestion.pinyin else "")
        if self.written()[1] in ("", self._filled):
            # Whoever corrects one sound of four should have to write one.
            self._filled = suggestion.pinyin
            self._pinyin.setText(suggestion.pinyin)
        if QApplication.focusWidget() in self._choice_buttons:
            self._pinyin.setFocus()
        for button in self._choice_buttons:
            self._choices.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._choice_buttons = [
            self._choice(phrase[at], at, reading)
            for at, readings in enumerate(suggestion.choices)
            for reading in readings
            if len(readings) > 1
        ][:_MOST_CHOICES]
        for button in self._choice_buttons:
            self._choices.addWidget(button)
            button.show()
        self._order_stops()
        self._restyle_choices()

    def _choice(self, hanzi: str, at: int, reading: str) -> ActionButton:
        button = ActionButton(
            f"{hanzi} {reading}", f"“{hanzi}”读作 {reading}，写到拼音里", parent=self.inside
        )
        button.clicked.connect(lambda: self._take_choice(at, reading))
        return button

    def _take_choice(self, at: int, reading: str) -> None:
        syllables = self.written()[1].split()
        if len(syllables) != len(self.written()[0]):
            syllables = self._filled.split()
        if at < len(syllables):
            syllables[at] = reading
            self._pinyin.setText(" ".join(syllables))

    def _order_stops(self) -> None:
        rows = [stop for row in self._rows for stop in row.stops()]
        form = [self._phrase, self._pinyin, *self._choice_buttons, self._hear, self._keep]
        self.order_stops([*form, self._heading, *rows])

    def show_problem(self, problem: str) -> None:
        """Say below the fields what is wrong with what is written, and give the keyboard to the field that is to change."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self._pinyin.say_problem(problem)
        if problem and self.isVisible():
            (self._pinyin if self.written()[0] else self._phrase).setFocus(Qt.FocusReason.OtherFocusReason)

    def seen_with(self, focus: QWidget) -> Sequence[QWidget]:
        """Keep in view what is wrong, too, and with the first field what the page is for."""
        if focus is self._phrase:
            return (self._problem, self._intro, focus) if self.problem else (self._intro, self._now, focus)
        return (self._problem, focus) if focus is self._pinyin and self.problem else super().seen_with(focus)

    @property
    def problem(self) -> str:
        """What is shown to be wrong with what is written; empty when nothing is."""
        return self._problem.text()

    def show_rows(self, readings: Sequence[Reading], problems: Sequence[str]) -> None:
        """List the kept readings, and what is wrong with the file they lie in."""
        count = f"改过的读音，一共{len(readings)}条" if readings else "还没有改过读音"
        self._heading.setText("\n".join((count, *problems)))
        self._heading.setAccessibleName(self._heading.text())
        if tuple(readings) == self._readings:
            return
        self._readings = tuple(readings)
        focus = QApplication.focusWidget()
        focused = next((at for at, row in enumerate(self._rows) if focus in row.stops()), None)
        for row in self._rows:
            self.column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [_Row(reading, self) for reading in readings]
        for at, row in enumerate(self._rows):
            self.column.insertWidget(3 + at, row)
            row.show()
        self._order_stops()
        if self.theme is not None:
            self.restyle(self.theme)
        if focused is not None:
            self._focus_row(focused)

    def _focus_row(self, at: int) -> None:
        """Give the keyboard to a row or, where it was the last one, its neighbour: to 试听, which does no harm."""
        stops = self._rows[min(at, len(self._rows) - 1)].stops() if self._rows else [self._heading]
        stops[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_row(self, phrase: str) -> None:
        """Give the keyboard to the row of ``phrase``, which brings it into view; none there, or another page: nothing."""
        at = next((at for at, row in enumerate(self._rows) if row.phrase == phrase), None)
        if at is not None and self.isVisible():
            self._focus_row(at)

    def restyle(self, theme: Theme) -> None:
        """Bring everything in line with the theme."""
        note_px = self.note_px(theme)
        for label in (self._intro, self._now, self._problem):
            label.setFont(theme.font(note_px, is_bold=label is self._problem))
            if not label.text():
                label.clear()  # Qt measures an empty label once, and keeps that through any other font
        for field, line in zip((self._phrase, self._pinyin), self._lines, strict=True):
            field.set_theme(theme, self.size_px, note_px)
            line.setSpacing(theme.space(16))
        for button in (self._hear, self._keep):
            button.set_theme(theme, self.icons)
        self._form.setSpacing(theme.space(10))
        self._actions.setSpacing(theme.space(16))
        self._actions.setContentsMargins(0, theme.space(10), 0, 0)
        self._choices.setSpacing(theme.space(10))
        self._restyle_choices()
        for row in self._rows:
            row.set_theme(theme, self.icons, self.size_px)
        super().restyle(theme)

    def _restyle_choices(self) -> None:
        if self.theme is not None:
            for button in self._choice_buttons:
                button.set_theme(self.theme, self.icons)
