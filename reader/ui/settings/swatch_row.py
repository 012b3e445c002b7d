"""One colour of several, shown as it is and called by its name, or any shade of it: darker and lighter by the press."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from reader.core.colour import contrast_ratio
from reader.ui.controls.action_button import ActionButton
from reader.ui.controls.choice_row import Choice, ChoiceButton, ChoiceRow
from reader.ui.controls.flow_layout import FlowLayout
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme
from reader.ui.settings.colour_names import colour_name, lighter

_LEAST_CHIP_PX, _CHIP_PX = 44, 44
Named = tuple[tuple[str, str], ...]


class _SwatchButton(ChoiceButton):
    """A colour with its name; ticked, as well as lit, when it is chosen."""

    def __init__(self, colour: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._colour = colour

    def set_theme(self, theme: Theme, icons: Icons) -> None:
        """Draw the colour, with a rim that is seen on the button whatever the colour."""
        super().set_theme(theme, icons)
        size_px = max(_LEAST_CHIP_PX, theme.px(_CHIP_PX))
        tick = max(("#000000", "#FFFFFF"), key=lambda each: contrast_ratio(each, self._colour))
        icon, ratio = QIcon(), self.devicePixelRatioF()
        for state, rim in ((QIcon.State.Off, theme.scheme.ink), (QIcon.State.On, theme.scheme.on_accent)):
            chip = _chip(self._colour, rim, size_px, ratio)
            if state == QIcon.State.On:
                _lay_on(chip, icons.pixmap("check", tick, round(size_px * 0.7)), size_px)
            for mode in (QIcon.Mode.Normal, QIcon.Mode.Active, QIcon.Mode.Selected):
                icon.addPixmap(chip, mode, state)
        self.setIcon(icon)
        self.setIconSize(QSize(size_px, size_px))
        self.updateGeometry()


def _chip(colour: str, rim: str, size_px: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(size_px * ratio), round(size_px * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    width = max(2.0, size_px / 20)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(rim), width))
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(
        QRectF(width / 2, width / 2, size_px - width, size_px - width), size_px / 5, size_px / 5
    )
    painter.end()
    return pixmap


def _lay_on(chip: QPixmap, picture: QPixmap, size_px: int) -> None:
    painter = QPainter(chip)
    side = size_px * 0.7
    painter.drawPixmap(
        QRectF((size_px - side) / 2, (size_px - side) / 2, side, side), picture, QRectF(picture.rect())
    )
    painter.end()


class _Swatches(ChoiceRow):
    """The colours. The key of a choice is the colour itself."""

    def make_button(self, choice: Choice) -> ActionButton:
        """Make a button that shows its colour."""
        return _SwatchButton(choice.key, self)


class SwatchRow(QWidget):
    """The colours by name, and below them 更深一点 and 更浅一点, which lead to shades between."""

    chosen = Signal(str)
    """The resident chose this colour, ``#RRGGBB``."""

    def __init__(self, title: str, named: Named, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._named, self._icons = title, named, icons
        self._colour = named[0][0]
        self._theme: Theme | None = None
        self._swatches = _Swatches(title)
        self._swatches.chosen.connect(self.chosen)
        self.shades = [self._shade("更深一点", -1, "minus"), self._shade("更浅一点", 1, "plus")]
        self._flow = FlowLayout()
        for button in self.shades:
            self._flow.addWidget(button)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self._swatches)
        self._box.addLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _shade(self, words: str, steps: int, icon: str) -> ActionButton:
        button = ActionButton(words, "", icon=icon)
        button.clicked.connect(lambda: self.chosen.emit(lighter(self._colour, steps)))
        return button

    @property
    def name(self) -> str:
        """What the chosen colour is called."""
        return colour_name(self._colour, self._named)

    def show_colour(self, colour: str) -> bool:
        """Mark ``#RRGGBB`` as chosen; a shade without a name of its own gets a place behind those that have one.

        ``True`` where there are other buttons than before.
        """
        self._colour = colour
        named = self._named if colour in dict(self._named) else (*self._named, (colour, "自己调的"))
        is_new = self._swatches.show_choices(
            [Choice(each, name, f"{self._title}换成{name}") for each, name in named], colour
        )
        for button in self.shades:
            button.setAccessibleName(f"{self._title}：{button.label}")
            button.setAccessibleDescription(f"现在是{self.name}")
        if is_new and self._theme is not None:
            self._swatches.set_theme(self._theme, self._icons)
        return is_new

    def stops(self) -> list[QWidget]:
        """Give what the keyboard goes through, in order."""
        return [*self._swatches.stops(), *self.shades]

    def set_theme(self, theme: Theme) -> None:
        """Take over colours and sizes."""
        self._theme = theme
        self._swatches.set_theme(theme, self._icons)
        for button in self.shades:
            button.set_theme(theme, self._icons)
        self._flow.setSpacing(theme.space(8))
        self._box.setSpacing(theme.space(8))
