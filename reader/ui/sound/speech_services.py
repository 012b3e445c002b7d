"""What the window's pages about sound stand on: made in :mod:`reader.app`, ended there too."""

from __future__ import annotations

from dataclasses import dataclass

from reader.speech.engines.shelf import VoiceShelf
from reader.speech.late_composer import LateComposer
from reader.speech.pinyin.own_lexicon import OwnLexicon
from reader.speech.playback.sampler import Sampler
from reader.speech.player import Player
from reader.ui.controls.errands import Errands
from reader.ui.sound.export_runner import ExportRunner


@dataclass(frozen=True)
class SpeechServices:
    """The player and what is around it."""

    player: Player
    composer: LateComposer
    shelf: VoiceShelf
    own_lexicon: OwnLexicon
    sampler: Sampler
    recorder: ExportRunner
    errands: Errands
