"""How everything looks: schemes, sizes, the style sheet, icons, the focus ring."""
