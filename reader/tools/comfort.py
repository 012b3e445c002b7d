"""字体行距: how the report's text is set, for tired or untrained eyes."""

from __future__ import annotations

from reader.settings.option import Choice, Option
from reader.tools.base import Tool


class ComfortTool(Tool):
    """字体行距: type, spacing, width and pinyin of the report's text. It has no button of the fifteen, but a page's part.

    What the options hold is read by :class:`reader.ui.page.text_comfort.TextComfort`. ``line_spacing`` is in hundredths of an em,
    ``letter_spacing`` in hundredths of a character's width, ``paragraph_spacing`` in hundredths of half a line.

    Bounds: WCAG 2.2, 1.4.8 and 1.4.12 (at most 40 full-width characters a line, lines 1.5 em and more, space between
    paragraphs 1.5 times that between lines, letters 0.12 em apart by choice). 楷体 is for headings only: its thin strokes are
    hard on weak eyes.
    """

    key = "comfort"
    name = "字体行距"
    icon = "comfort"
    group = "看"
    shortcuts = ("Ctrl+T",)
    help = "换报告的字体，把行和字排得松一点，给字注上拼音。"
    options = (
        Option(
            "heading_font",
            "标题的字体",
            "hei",
            (Choice("hei", "黑体"), Choice("song", "宋体"), Choice("kai", "楷体")),
            help="楷体像手写的字，只用在标题上。",
            is_aid=True,
        ),
        Option(
            "body_font",
            "正文的字体",
            "hei",
            (Choice("hei", "黑体"), Choice("song", "宋体")),
            help="黑体笔画粗，看得最清楚。",
            is_aid=True,
        ),
        Option(
            "line_spacing",
            "行和行之间",
            175,
            (Choice(150, "紧一点"), Choice(175, "平常"), Choice(200, "松一点"), Choice(230, "很松")),
            help="行离得远一点，不容易看串行。字放得很大时，行会自己靠近些，好多看几行。",
            is_aid=True,
        ),
        Option(
            "letter_spacing",
            "字和字之间",
            0,
            (Choice(0, "平常"), Choice(6, "松一点"), Choice(12, "松"), Choice(20, "很松")),
            help="字离得远一点，一个一个看得更清楚。",
            is_aid=True,
        ),
        Option(
            "paragraph_spacing",
            "段和段之间",
            100,
            (Choice(50, "紧一点"), Choice(100, "平常"), Choice(150, "松一点"), Choice(200, "很松")),
            help="段离得远一点，容易看出一段到哪里完。",
            is_aid=True,
        ),
        Option(
            "page_width",
            "一行最多几个字",
            40,
            (Choice(20, "20 字"), Choice(26, "26 字"), Choice(32, "32 字"), Choice(40, "40 字")),
            help="一行短一些，眼睛不容易看串行。",
            is_aid=True,
        ),
        Option(
            "page_pinyin",
            "给字注拼音",
            "none",
            (Choice("none", "不注"), Choice("rare", "只注少见的字"), Choice("all", "每个字都注")),
            help="注的就是朗读时念的音。少见的字，是“浜”“莘”这样平常用得不多的字。",
            is_aid=True,
        ),
    )

    def trigger(self) -> None:
        """Open its part of the settings."""
        self.page.show_settings(self.key)

    def apply(self) -> None:
        """Set the text anew."""
        self.page.show_text()

    @property
    def is_on(self) -> bool:
        """Say whether the text is set otherwise than at first."""
        return not self.is_default
