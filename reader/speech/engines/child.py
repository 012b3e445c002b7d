"""Python processes of the program's own, for libraries that may end or hang the process they run in."""

from __future__ import annotations

import os
import subprocess
import sys

_PROBE_SECONDS = 20


def command(module: str, *arguments: str) -> list[str]:
    """Give the command line that runs ``module`` with this Python."""
    return [sys.executable, "-P", "-m", module, *arguments]


def environment() -> dict[str, str]:
    """Give the environment in which that Python finds what this one finds."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}


def creation_flags() -> int:
    """Give the flags that keep Windows from opening a console window."""
    return int(getattr(subprocess, "CREATE_NO_WINDOW", 0))


def succeeds(module: str, *arguments: str) -> bool:
    """Run ``module`` and tell whether it ended well, and in time."""
    try:
        done = subprocess.run(
            command(module, *arguments),
            env=environment(),
            creationflags=creation_flags(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PROBE_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
