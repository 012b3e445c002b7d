"""Aids for hand and eye over the whole program: crosshair, ruler, pointer, reading what is pointed at."""
