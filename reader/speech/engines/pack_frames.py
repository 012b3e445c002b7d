"""The answers of a voice pack's process: what its two sides agree on."""

from __future__ import annotations

READY, SOUND, FAILED = 0, 1, 2
"""What an answer holds: JSON about the voice, samples, or why there are none."""
HEADER = "<II"
"""Status and length of the content, before each answer."""
