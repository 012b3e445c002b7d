"""The voice page joined: voices are listed, heard, chosen and set lower or higher, without a stall of the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from reader.settings.store import Settings
from reader.speech.engine import Audio, Engine
from reader.speech.engines.shelf import Voice
from reader.speech.engines.silent import SilentEngine
from reader.ui.player.narrator import Narrator
from reader.ui.sound.sampling import Sampling
from reader.ui.sound.speech_services import SpeechServices
from reader.ui.sound.voice_page import VoicePage

SAMPLE = "您好。上半年，七宝镇完成生产总值41亿元，同比增长15%。"
"""What a voice says to be heard: a greeting, a name, numbers, as the report has them."""

SILENT_KEY = "silent"
_PITCH_REST_MS = 300
"""How long the pitch stays before it is sampled: whoever presses three times hears the third."""


class VoiceDesk(QObject):
    """Joins the page to shelf, player and settings."""

    loaded = Signal()
    """The first voice is in use: that of :meth:`load`, unless another was chosen before it was there."""
    announced = Signal(str)
    notice_given = Signal(str)
    """Something did not work: plain Chinese, to be shown."""

    def __init__(
        self,
        page: VoicePage,
        speech: SpeechServices,
        narrator: Narrator,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._page, self._narrator, self._settings = page, narrator, settings
        self._player, self._shelf, self._composer = speech.player, speech.shelf, speech.composer
        self._errands = speech.errands
        self._sampling = Sampling(speech, narrator, self)
        self._sampling.changed.connect(page.show_sampled)
        self._sampling.failed.connect(self.notice_given)
        self._sampling.unheard.connect(self.notice_given)
        self.is_loaded = False
        """Whether a voice is in use, be it the silent one."""
        self._pitch_rest = QTimer(self)
        self._pitch_rest.setSingleShot(True)
        self._pitch_rest.setInterval(_PITCH_REST_MS)
        self._pitch_rest.timeout.connect(lambda: self._sample(self._player.engine.info.key))
        narrator.state_changed.connect(self._pitch_rest.stop)
        page.left.connect(self.stop_sample)
        page.sample_requested.connect(self._toggle_sample)
        page.voice_chosen.connect(self._choose)
        page.pitch_changed.connect(self._set_pitch)
        settings.watch(self._note_setting)

    # -- the voice in use ------------------------------------------------------------------------------------

    def load(self) -> None:
        """Load the voice that settings name, the best there is in its place; to be called once the window stands."""
        key, pitch = self._settings.text("engine"), self._settings.number("pitch")
        self._errands.run(
            "voice",
            lambda: self._shelf.load_or_best(key, pitch),
            self._take_first,
            lambda problem: self._take_first((SilentEngine(), problem)),  # the player waits for a voice
        )

    def _take_first(self, found: tuple[Engine, str | None]) -> None:
        engine, problem = found
        self._use(engine, problem or "")
        if problem:  # told by the player, too, when it was to read: the same notice is not shown twice
            self.notice_given.emit(problem)

    def _use(self, engine: Engine, problem: str = "") -> None:
        before = self._player.engine
        self._player.set_engine(engine, problem)
        self._errands.run("close voice", before.close, lambda _: None, lambda _: None)
        self._show_used()
        if not self.is_loaded:
            self.is_loaded = True
            self.loaded.emit()

    def _fail_voice(self, problem: str) -> None:
        self.notice_given.emit(problem)
        if not self.is_loaded:
            self.load()  # the choice overtook it

    def _show_used(self) -> None:
        info = self._player.engine.info
        self._page.show_used(info.key)
        self._page.show_pitch(self._settings.number("pitch"), can_shift=info.can_shift_pitch)

    def _choose(self, key: str) -> None:
        self.stop_sample()
        pitch = self._settings.number("pitch")

        def take(engine: Engine) -> None:
            self._use(engine)
            self._settings.set("engine", key)
            self.announced.emit(f"换成了{engine.info.name}")

        self._errands.run("voice", lambda: self._shelf.load(key, pitch), take, self._fail_voice)

    def _set_pitch(self, pitch: int) -> None:
        self.stop_sample()
        self._settings.set("pitch", pitch)
        if not self._narrator.is_playing:  # else it is heard there
            self._pitch_rest.start()

    def _note_setting(self, key: str, _value: object) -> None:
        """Follow a pitch or a voice that was set elsewhere too: by 重置 and its undo."""
        if key not in ("engine", "pitch"):
            return
        wanted, pitch = self._settings.text("engine"), self._settings.number("pitch")
        if key == "engine" and wanted == self._player.engine.info.key:
            return
        self._errands.run(
            "voice", lambda: self._shelf.load_or_best(wanted, pitch), self._take_again, self._fail_voice
        )

    def _take_again(self, found: tuple[Engine, str | None]) -> None:
        self._use(found[0], found[1] or "")

    # -- the page --------------------------------------------------------------------------------------------

    def open(self) -> None:
        """List the voices, each time anew: a pack may have been put there meanwhile."""
        self._show_used()
        self._errands.run("list", self._shelf.list_voices, self._show, self.notice_given.emit)

    def _show(self, voices: tuple[Voice, ...]) -> None:
        # Silence is what 声音开关 is for.
        self._page.show_voices([voice for voice in voices if voice.key != SILENT_KEY])

    def _toggle_sample(self, key: str) -> None:
        if self._sampling.key == key:
            self.stop_sample()
        else:
            self._sample(key)

    def _sample(self, key: str) -> None:
        self._pitch_rest.stop()
        speed, pitch = self._settings.number("speed"), self._settings.number("pitch")

        def say() -> Audio:
            engine = self._shelf.load(key, pitch)
            try:
                return engine.synthesise(self._composer.compose(SAMPLE), speed)
            finally:
                engine.close()

        self._sampling.start(key, say, self._settings.number("volume"))

    def stop_sample(self) -> None:
        """Let the sample fall silent: another page comes up, or another voice."""
        self._pitch_rest.stop()
        self._sampling.stop()
