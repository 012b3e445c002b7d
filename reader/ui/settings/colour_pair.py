"""Two colours of one's own, for writing and for its ground: chosen, seen at once, and only put on when they can be read."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from reader.core.colour import TEXT_RATIO, contrast_ratio
from reader.core.derived_scheme import nearest_readable
from reader.ui.controls.action_button import ActionButton
from reader.ui.controls.flow_layout import FlowLayout
from reader.ui.controls.jump_row import BACK, FORTH
from reader.ui.controls.wrapping_label import WrappingLabel
from reader.ui.look.chosen_scheme import own_scheme
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme
from reader.ui.settings.colour_names import INKS, PAPERS
from reader.ui.settings.colour_sample import ColourSample
from reader.ui.settings.swatch_row import SwatchRow

_MARK_PX = 32
_NAME = "自己配"


class ColourPair(QWidget):
    """The editor. Colours that cannot be read on each other are shown here and nowhere else, with a cure."""

    chosen = Signal(str, str)
    """Ink and paper, ``#RRGGBB``, of 7:1 and more: put them on."""
    said = Signal(str)
    """What was chosen, and whether it can be read."""
    stops_changed = Signal()
    """A shade of one's own came or went: the order of the keyboard is to be set anew."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._theme: Theme | None = None
        self._pair = INKS[0][0], PAPERS[0][0]
        self._ink = SwatchRow("字的颜色", INKS, icons)
        self._paper = SwatchRow("底的颜色", PAPERS, icons)
        self._ink.chosen.connect(lambda colour: self._take(colour, self._pair[1], self._ink))
        self._paper.chosen.connect(lambda colour: self._take(self._pair[0], colour, self._paper))
        self.sample = ColourSample()
        """How the colours look; the page may take it out, to have it in view all the time."""
        self._mark, self._verdict = QLabel(), WrappingLabel()
        self._cure = ActionButton("帮我调清楚", "把颜色改得刚好看得清，改得越少越好", role="main")
        self._cure.clicked.connect(self._mend)
        self._foot = FlowLayout()
        for widget in (self._mark, self._verdict, self._cure):
            self._foot.addWidget(widget)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.take_sample()
        self._box.addLayout(self._foot)
        self._box.addWidget(self._ink)
        self._box.addWidget(self._paper)
        for button in (self._cure, *self._ink.shades, *self._paper.shades):
            button.installEventFilter(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._show()

    @property
    def pair(self) -> tuple[str, str]:
        """Ink and paper as they are shown, in force or not."""
        return self._pair

    @property
    def is_readable(self) -> bool:
        """Say whether the ink shown can be read on the paper."""
        return contrast_ratio(*self._pair) >= TEXT_RATIO

    @property
    def verdict(self) -> str:
        """Say in words whether it can be read; the figure is rounded to the worse side."""
        ratio = math.floor(contrast_ratio(*self._pair) * 10) / 10
        if self.is_readable:
            return f"看得清：{ratio} 比 1"
        return f"太淡了：{ratio} 比 1，要 {TEXT_RATIO:.0f} 比 1 才看得清"

    def take_sample(self) -> None:
        """Have the sample above the controls, wherever it was."""
        self._box.insertWidget(0, self.sample)

    def show_pair(self, ink: str, paper: str) -> None:
        """Show two colours ``#RRGGBB``; emits nothing."""
        if (ink, paper) != self._pair:
            self._pair = ink, paper
            self._show()

    def stops(self) -> list[QWidget]:
        """Give what the keyboard goes through, in order."""
        return [self._cure, *self._ink.stops(), *self._paper.stops()]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the arrow keys inside: Qt would go on from the last button to whatever stands next in the window."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        step = (event.key() in FORTH) - (event.key() in BACK)
        stops = [stop for stop in self.stops() if stop.isVisible() and stop.isEnabled()]
        if not step or watched not in stops:
            return False
        at = stops.index(watched) + step
        if 0 <= at < len(stops):
            stops[at].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def set_theme(self, theme: Theme, size_px: int) -> None:
        """Take over colours and sizes; ``size_px`` is that of the report's type."""
        self._theme = theme
        self.sample.set_theme(theme, size_px)
        for row in (self._ink, self._paper):
            row.set_theme(theme)
        self._cure.set_theme(theme, self._icons)
        self._verdict.setFont(theme.font(is_bold=True))
        self._foot.setSpacing(theme.space(12))
        self._box.setSpacing(theme.space(16))
        self._show_mark()

    def _take(self, ink: str, paper: str, row: SwatchRow) -> None:
        self._pair = ink, paper
        self._show()
        words = "字的颜色" if row is self._ink else "底的颜色"
        self.said.emit(f"{words}，{row.name}。{self.verdict}")
        if self.is_readable:
            self.chosen.emit(ink, paper)

    def _mend(self) -> None:
        had_focus = self._cure.hasFocus()
        ink, paper = self._pair
        cured = nearest_readable(ink, paper)
        changed = self._ink if cured[1] == paper else self._paper
        self._take(*cured, changed)
        if had_focus:  # the button has gone, for it has nothing left to do
            changed.stops()[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        ink, paper = self._pair
        has_new = [self._ink.show_colour(ink), self._paper.show_colour(paper)]
        words = f"字是{self._ink.name}，底是{self._paper.name}。{self.verdict}"
        self.sample.show_colours(
            ink, paper, own_scheme(ink, paper, _NAME) if self.is_readable else None, words
        )
        self._verdict.setText(self.verdict)
        self._cure.setVisible(not self.is_readable)
        self._show_mark()
        if any(has_new):
            self.stops_changed.emit()

    def _show_mark(self) -> None:
        if self._theme is not None:
            name = "check" if self.is_readable else "warning"
            colour = self._theme.scheme.accent
            self._mark.setPixmap(self._icons.pixmap(name, colour, self._theme.px(_MARK_PX)))
