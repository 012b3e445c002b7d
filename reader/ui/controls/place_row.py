"""Where to save: what is plugged in, folders of this computer by the names people know, and one picked by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reader.ui.controls.action_button import ActionButton
from reader.ui.controls.choice_row import Choice, ChoiceRow
from reader.ui.controls.folder_dialog import folder_dialog
from reader.ui.controls.save_places import SavePlace, other_place, stick_place
from reader.ui.controls.sticks import Stick
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme


class PlaceRow(ChoiceRow):
    """The choices. As long as nothing was chosen here, the first stick is."""

    offered = Signal()
    """Other places are offered than before."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        self._elsewhere = ActionButton("别的地方…", "自己挑一个文件夹", icon="book")
        super().__init__(title, self._elsewhere, parent)
        self._sticks: tuple[Stick, ...] = ()
        self._computer: tuple[SavePlace, ...] = ()
        self._picked: Path | None = None
        self._places: dict[str, SavePlace] = {}
        self._has_chosen = self._is_kiosk = False
        self._dialog_look: tuple[Theme, Icons] | None = None
        self.chosen.connect(self._note_choice)
        self._elsewhere.clicked.connect(self._ask_folder)

    @property
    def place(self) -> SavePlace | None:
        """The place that is chosen; ``None`` where there is none."""
        return self._places.get(self.key)

    @property
    def has_sticks(self) -> bool:
        """Say whether anything is plugged in."""
        return bool(self._sticks)

    def set_kiosk(self, is_kiosk: bool) -> None:
        """On a machine that strangers use: sticks only, and no window of the system's."""
        self._is_kiosk = is_kiosk
        self._offer()

    def show_computer(self, places: Sequence[SavePlace]) -> None:
        """Offer folders of this computer."""
        self._computer = tuple(places)
        self._offer()

    def show_sticks(self, sticks: Sequence[Stick]) -> None:
        """Offer what is plugged in."""
        if tuple(sticks) != self._sticks:
            self._sticks = tuple(sticks)
            self._offer()

    def choose_folder(self, folder: Path) -> None:
        """Offer a folder of the resident's, and choose it."""
        self._picked, self._has_chosen = folder, True
        self._offer()
        self.choose(str(folder))
        self.chosen.emit(str(folder))

    def _offer(self) -> None:
        places = [stick_place(stick) for stick in self._sticks]
        if not self._is_kiosk:
            places += self._computer
            if self._picked is not None:
                places.append(other_place(self._picked, places))
        self._places = {str(place.folder): place for place in places}
        first = "" if self._has_chosen else next(iter(self._places), "")
        self.show_choices(
            [Choice(key, place.name, str(place.folder), place.room) for key, place in self._places.items()],
            first,
        )
        self._elsewhere.setVisible(not self._is_kiosk)
        self.offered.emit()

    def _note_choice(self) -> None:
        self._has_chosen = True

    def _ask_folder(self) -> None:
        theme, icons = self._dialog_look or (None, None)
        assert icons is not None, "set_theme comes first"
        dialog = folder_dialog(self.window(), str(Path.home()), theme, icons)
        dialog.fileSelected.connect(lambda name: self.choose_folder(Path(name)))
        dialog.open()

    def set_theme(self, theme: Theme, icons: Icons) -> None:
        """Take over colours and sizes."""
        self._dialog_look = theme, icons
        super().set_theme(theme, icons)
