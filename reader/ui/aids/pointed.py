"""What stands at a place of the window, or has the keyboard, and the words for it: name, state, and what it is.

Names, states and values are those that screen readers get (QAccessible); what a thing is, is said in plain Chinese. What
has no words of its own (a frame, an empty corner) is nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QTextBlock, QTextDocument
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QProgressBar,
    QTextEdit,
    QTreeView,
    QWidget,
)
from shiboken6 import getCppPointer

from reader.core.span import Span
from reader.ui.controls.stepper import Stepper
from reader.ui.page.pointer_hand import sentence_span
from reader.ui.page.reading_page import ReadingPage

_ROLE_WORDS = {
    QAccessible.Role.Button: "按钮",
    QAccessible.Role.ButtonMenu: "按钮",
    QAccessible.Role.CheckBox: "开关",
    QAccessible.Role.RadioButton: "选项",
    QAccessible.Role.Link: "链接",
    QAccessible.Role.EditableText: "输入框",
    QAccessible.Role.Slider: "滑块",
    QAccessible.Role.SpinBox: "数字框",
    QAccessible.Role.ComboBox: "选择框",
    QAccessible.Role.ProgressBar: "进度",
    QAccessible.Role.PageTab: "标签",
    QAccessible.Role.StaticText: "",
    QAccessible.Role.Heading: "",
}
"""What can be said of a widget; any other role is a frame, of which only the name is said, and that only where the keyboard
comes to it."""

_TERM_WORDS = "名词，按回车听解释"


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that can be pointed at. Two are the same when their ``key`` is, whatever is said of them by now.

    ``state`` is the part of ``words`` that changes by use; ``span`` is a sentence of the report, which is read and not said.
    """

    key: tuple[object, ...]
    words: str
    state: str = ""
    span: Span | None = None

    def is_same(self, other: Thing | None) -> bool:
        """Say whether ``other`` is this thing, perhaps in another state."""
        return other is not None and self.key == other.key


def thing_at(window: QWidget, place: QPoint) -> Thing | None:
    """Give what stands at a global pixel of ``window``, or of a menu or dialogue over it."""
    top: QWidget | None = QApplication.activePopupWidget()
    if top is None or not top.geometry().contains(place):
        top = QApplication.activeModalWidget() or window
    local = top.mapFromGlobal(place)
    if not top.isVisible() or not top.rect().contains(local):
        return None
    widget = top.childAt(local) or top
    return thing_of(widget, widget.mapFromGlobal(place))


def spoken_of(widget: QWidget, position: QPoint) -> str:
    """Give the words for what stands at ``position`` of ``widget`` (its coordinates, pixels); empty for nothing."""
    thing = thing_of(widget, position)
    return thing.words if thing is not None else ""


def thing_of(widget: QWidget, position: QPoint) -> Thing | None:
    """Give what stands at ``position`` of ``widget``: a row, a paragraph or a sentence in it, or else the widget itself."""
    area: QWidget | None = widget.parentWidget()
    if isinstance(widget, QAbstractScrollArea):
        area, position = widget, widget.viewport().mapFrom(widget, position)
    elif not isinstance(area, QAbstractScrollArea) or area.viewport() != widget:
        area = None
    if isinstance(area, ReadingPage):
        place = area.place_at(position)
        return _sentence(area, *place) if place is not None else None
    if isinstance(area, QAbstractItemView):
        return _row(area, area.indexAt(position))
    if isinstance(area, QTextEdit):
        return _paragraph(area, _block_at(area, position))
    if isinstance(widget, QMenu):
        return _menu_row(widget, position)
    return _control(widget)


def focused_thing() -> Thing | None:
    """Give what has the keyboard: the row, sentence or term in it where a key has led to one, else the control."""
    widget = QApplication.focusWidget()
    popup = QApplication.activePopupWidget()
    if isinstance(popup, QMenu):
        action = popup.activeAction()
        return _menu_row(popup, popup.actionGeometry(action).center()) if action else None
    if isinstance(widget, ReadingPage):
        link = widget.link_in_focus()
        if link is None:
            return _sentence(widget, *widget.caret_place())
        return Thing((*_key(widget), link.span), f"{widget.report.text(link.span)}，{_TERM_WORDS}")
    if isinstance(widget, QAbstractItemView):
        return _row(widget, widget.currentIndex()) or _control(widget)
    if isinstance(widget, QTextEdit) and widget.textCursor().position() > 0:
        return _paragraph(widget, widget.textCursor().block())
    return _control(widget) if widget is not None else None


def _key(widget: QWidget) -> tuple[object, ...]:
    # Not the Python object: of what Qt made itself there is another one each time.
    return tuple(getCppPointer(widget))


def _sentence(page: ReadingPage, block: int, offset: int) -> Thing:
    span = sentence_span(page.report, block, offset)
    return Thing((*_key(page), span), page.report.text(span), span=span)


def _row(view: QAbstractItemView, index: QModelIndex) -> Thing | None:
    if not index.isValid():
        return None
    name = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data(Qt.ItemDataRole.DisplayRole) or ""
    state = ""
    if isinstance(view, QTreeView) and view.model().hasChildren(index):
        state = "已展开" if view.isExpanded(index) else "收着"
    words = _joined(str(name).replace("\u3000", "，"), state)
    return Thing((*_key(view), QPersistentModelIndex(index)), words, state) if name else None


def _block_at(view: QTextEdit, position: QPoint) -> QTextBlock | None:
    where = QPointF(
        position.x() + view.horizontalScrollBar().value(), position.y() + view.verticalScrollBar().value()
    )
    at = view.document().documentLayout().hitTest(where, Qt.HitTestAccuracy.ExactHit)
    return view.document().findBlock(at) if at >= 0 else None


def _paragraph(view: QTextEdit, block: QTextBlock | None) -> Thing | None:
    words = block.text().replace("\u3000", "，").strip() if block is not None else ""
    return Thing((*_key(view), block.blockNumber()), words) if block is not None and words else None


def _menu_row(menu: QMenu, position: QPoint) -> Thing | None:
    action = menu.actionAt(position)
    if action is None or action.isSeparator():
        return None
    state = "" if action.isEnabled() else "现在不能用"
    # What stands behind the tab is the key.
    name = action.text().partition("\t")[0].replace("&", "")
    return Thing((*_key(menu), *getCppPointer(action)), _joined(name, state), state)


def _control(widget: QWidget) -> Thing | None:
    """Give a widget that is one thing: a button, a field, words."""
    if isinstance(widget, QLabel):
        # A strip that paints its own words (the captions) has none here: it shows what is said already.
        words = (widget.accessibleName() or _plain(widget)) if widget.text() else ""
        if isinstance(widget.parentWidget(), Stepper):
            words = _per(words)
        return Thing(_key(widget), words) if words else None
    interface = QAccessible.queryAccessibleInterface(widget)
    role = _ROLE_WORDS.get(interface.role())
    name = widget.accessibleName() or interface.text(QAccessible.Text.Name)
    if not name or (role is None and widget.focusPolicy() == Qt.FocusPolicy.NoFocus):
        return None
    value = _value_of(widget)
    if value.startswith(name):
        name = ""  # 音量 80 says what it is
    state = _joined(_check_of(interface), value, "" if widget.isEnabled() else "现在不能用")
    words = _joined(name, state, role or "")
    # What is being typed is no change to be told of.
    return Thing(_key(widget), words, "" if isinstance(widget, QLineEdit) else state)


def _check_of(interface: QAccessibleInterface) -> str:
    """Say whether a switch is on, or an option chosen."""
    role = interface.role()
    # PySide6's stubs leave the fields of states out.
    is_checked = bool(interface.state().checked)  # type: ignore[attr-defined]
    if role == QAccessible.Role.CheckBox:
        return "已打开" if is_checked else "已关闭"
    if role == QAccessible.Role.RadioButton:
        return "已选中" if is_checked else "没选中"
    return ""


def _value_of(widget: QWidget) -> str:
    """Say the value of what has one, and of what changes one."""
    parent = widget.parentWidget()
    if isinstance(parent, Stepper):
        return _per(parent.value_words)
    if isinstance(widget, QAbstractSlider):
        return str(widget.value())
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QProgressBar):
        return f"{widget.value()}%"
    if isinstance(widget, QLineEdit):
        # What is typed where it cannot be seen is not said either.
        is_seen = widget.echoMode() is QLineEdit.EchoMode.Normal
        return (widget.text() or widget.placeholderText()) if is_seen else ""
    return ""


def _plain(label: QLabel) -> str:
    """Give a label's words, without marks of rich text."""
    if label.textFormat() is Qt.TextFormat.PlainText or "<" not in label.text():
        return label.text().strip()
    document = QTextDocument()
    document.setHtml(label.text())
    return document.toPlainText().strip()


def _per(words: str) -> str:
    """Say 字/分 as it is said: 字每分."""
    return words.replace("/", "每")


def _joined(*parts: str) -> str:
    return "，".join(part for part in parts if part)
