"""The real parts that tests of speech share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reader import paths
from reader.speech.composer import Composer
from reader.speech.engines.espeak import EspeakEngine
from tests.sound_server import SoundServer, find_lack


@pytest.fixture(scope="session")
def composer() -> Composer:
    return Composer.load(paths.resources() / "speech")


@pytest.fixture(scope="session")
def espeak() -> EspeakEngine:
    return EspeakEngine()


@pytest.fixture
def sound_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    if lack := find_lack():
        pytest.skip(lack)
    server = SoundServer()
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    server.start()
    yield server
    server.stop()
