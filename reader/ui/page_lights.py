"""What is lit on the page: what was found, the sentence that sounds, the characters within it, the term with the focus.

A light is a Span and a role of the scheme; Qt's extra selections are made of them, anew when the scheme changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QTextEdit

from reader.core.colour import Scheme
from reader.core.span import Span
from reader.ui.document import ReportDocument

_LAYERS = ("hits", "sentence", "character", "focus")
"""From the lowest up: a later one covers the earlier ones."""

Light = tuple[Span, str]
"""What is lit, and the role of the ground it is lit with."""


class PageLights:
    """The lights of one view. Spans that the page does not show are left out."""

    def __init__(self, view: QTextEdit, paper: ReportDocument) -> None:
        self._view, self._paper = view, paper
        self._scheme: Scheme | None = None
        self._lights: dict[str, Sequence[Light]] = {}
        self._selections: dict[str, list[QTextEdit.ExtraSelection]] = {}

    def set_scheme(self, scheme: Scheme) -> None:
        """Light in these colours from now on."""
        if scheme != self._scheme:
            self._scheme = scheme
            for layer in _LAYERS:
                self._make(layer)
            self._show()

    def light_sentence(self, span: Span | None) -> None:
        """Light the sentence that sounds; no character of it yet."""
        self._put("sentence", [(span, "sounding")] if span else [])
        self._put("character", [])
        self._show()

    def light_character(self, span: Span | None) -> None:
        """Light the characters that sound."""
        self._put("character", [(span, "character")] if span else [])
        self._show()

    def light_hits(self, spans: Sequence[Span], current: int | None) -> None:
        """Light what was found, and the current one of it more strongly."""
        self._put(
            "hits", [(span, "current_hit" if at == current else "hit") for at, span in enumerate(spans)]
        )
        self._show()

    def light_focus(self, span: Span | None) -> None:
        """Light the term that the keyboard is on: Qt's own mark is a dotted line of one pixel."""
        if [each for each, _ in self._lights.get("focus", ())] != ([span] if span else []):
            self._put("focus", [(span, "accent")] if span else [])
            self._show()

    def _put(self, layer: str, lights: Sequence[Light]) -> None:
        self._lights[layer] = lights
        self._make(layer)

    def _make(self, layer: str) -> None:
        scheme = self._scheme
        assert scheme is not None, "set_scheme comes first"
        self._selections[layer] = [
            self._selection(span, _format(scheme, role))
            for span, role in self._lights.get(layer, ())
            if self._paper.has(span.block)
        ]

    def _selection(self, span: Span, form: QTextCharFormat) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        # PySide6's stubs leave the two fields of ExtraSelection out.
        selection.cursor = self._paper.cursor(span)  # type: ignore[attr-defined]
        selection.format = form  # type: ignore[attr-defined]
        return selection

    def _show(self) -> None:
        self._view.setExtraSelections([each for layer in _LAYERS for each in self._selections.get(layer, ())])


def _format(scheme: Scheme, role: str) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setBackground(QColor(scheme.colour(role)))
    form.setForeground(QColor(scheme.colour(f"on_{role}")))
    if role == "sounding":
        # Never by colour alone.
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        form.setUnderlineColor(QColor(scheme.sounding_underline))
    return form
