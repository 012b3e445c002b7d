"""Leaves out what a library imports and nobody uses.

Whoosh 2.7.4 imports ``urllib.request`` for a download that nothing calls, and with it HTTP, mail and TLS: half of the
time its own import takes, and a third of the memory.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType


class _StandIn(ModuleType):
    """Stands in for the module ``name``; whatever is looked up in it, but for ``unused``, comes from the true one."""

    def __init__(self, name: str, unused: str) -> None:
        super().__init__(name)
        setattr(self, unused, lambda *given, **named: getattr(_import_truly(self), unused)(*given, **named))

    def __getattr__(self, wanted: str) -> object:
        if wanted.startswith("__"):  # asked for by the import itself
            raise AttributeError(wanted)
        # Another thread imports it in this very moment, for something it does use.
        return getattr(_import_truly(self), wanted)


@contextmanager
def stood_in(package: str, module: str, unused: str) -> Iterator[None]:
    """Have ``from package.module import unused`` load nothing meanwhile; called, the function works all the same.

    Nothing happens where the module is loaded already.
    """
    name = f"{package}.{module}"
    if name in sys.modules:
        yield
        return
    parent, stand_in = importlib.import_module(package), _StandIn(name, unused)
    sys.modules[name] = stand_in
    setattr(parent, module, stand_in)
    try:
        yield
    finally:
        _take_away(stand_in)


def _import_truly(stand_in: ModuleType) -> ModuleType:
    _take_away(stand_in)
    return importlib.import_module(stand_in.__name__)


def _take_away(stand_in: ModuleType) -> None:
    package, _, module = stand_in.__name__.rpartition(".")
    if sys.modules.get(stand_in.__name__) is stand_in:
        del sys.modules[stand_in.__name__]
    if getattr(sys.modules[package], module, None) is stand_in:
        delattr(sys.modules[package], module)
