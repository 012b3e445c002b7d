"""Picking a folder that no list of ours has: Qt's dialog, in our type, in Chinese, without what is not needed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QListView,
    QPushButton,
    QToolButton,
    QWidget,
)

from reader.ui.controls.action_button import ICON_PX
from reader.ui.look.icons import Icons
from reader.ui.look.theme import Theme

_NEEDLESS = ("backButton", "forwardButton", "listModeButton", "detailModeButton", "sidebar", "fileTypeCombo", "fileTypeLabel")  # fmt: skip
_TOOLS = {
    "toParentButton": ("上一层", "up", "回到装着这个文件夹的文件夹"),
    "newFolderButton": ("新文件夹", "plus", "在这里做一个新的文件夹"),
}
_NO_BOUND_PX = 16_777_215
"""QWIDGETSIZE_MAX, which PySide6 does not give."""
_NAMES = {
    "lookInCombo": ("现在在哪里", "正在看的文件夹；往上的文件夹也在里面"),
    "listView": ("这里的文件夹", "按上下键挑，按回车键打开"),
    "fileNameEdit": ("挑中的文件夹", "也可以直接写文件夹的位置"),
}
"""By Qt's own names for the parts of its dialog (qfiledialog.ui); a part that another Qt does not have is passed over."""


def folder_dialog(parent: QWidget, start: str, theme: Theme | None, icons: Icons) -> QFileDialog:
    """Make the dialog. It is modal to the window, deletes itself, and tells ``fileSelected``."""
    dialog = QFileDialog(parent, "挑一个文件夹", start)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setViewMode(QFileDialog.ViewMode.List)
    for label, words in (
        (QFileDialog.DialogLabel.LookIn, "在哪里："),
        (QFileDialog.DialogLabel.FileName, "文件夹："),
        (QFileDialog.DialogLabel.Accept, "就存在这里"),
        (QFileDialog.DialogLabel.Reject, "不挑了"),
    ):
        dialog.setLabelText(label, words)
    dialog.setAccessibleName("挑一个文件夹")
    dialog.setAccessibleDescription("录音就存在挑中的文件夹里；按 Esc 键不挑了")
    for name in _NEEDLESS:
        for part in dialog.findChildren(QWidget, name):
            part.hide()
    for name, (words, description) in _NAMES.items():
        for part in dialog.findChildren(QWidget, name):
            part.setAccessibleName(words)
            part.setAccessibleDescription(description)
    for button in dialog.findChildren(QPushButton):
        button.setIcon(QIcon())  # the style's, tiny and in its own colours
        button.setAccessibleName(button.text())
        button.setAccessibleDescription(
            "存在挑中的文件夹里" if button.text() == "就存在这里" else "回到存成录音，什么都不改"
        )
    if theme is not None:
        _dress(dialog, theme, icons)
    return dialog


def _dress(dialog: QFileDialog, theme: Theme, icons: Icons) -> None:
    """Bring type and pictures to the size of the program's own."""
    size_px = theme.px(ICON_PX)
    size = QSize(size_px, size_px)
    dialog.setFont(theme.font())
    for name, (words, icon, description) in _TOOLS.items():
        for button in dialog.findChildren(QToolButton, name):
            button.setText(words)
            button.setIcon(icons.icon(icon, theme.scheme, size_px))
            button.setIconSize(size)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setMinimumSize(0, 0)  # Qt holds them to the size of their small pictures
            button.setMaximumSize(_NO_BOUND_PX, _NO_BOUND_PX)
            button.setAccessibleName(words)
            button.setAccessibleDescription(description)
    for view in dialog.findChildren(QAbstractItemView):
        view.setIconSize(size)
        view.setFont(theme.font())
    for listed in dialog.findChildren(QListView, "listView"):
        listed.setWrapping(False)  # one below the other, as a list is read
    for part in (*dialog.findChildren(QComboBox), *dialog.findChildren(QLineEdit)):
        part.setFont(theme.font())
    screen = dialog.screen().availableGeometry()
    dialog.resize(
        min(theme.px(1100), screen.width() * 9 // 10), min(theme.px(760), screen.height() * 9 // 10)
    )
