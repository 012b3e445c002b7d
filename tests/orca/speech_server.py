"""A speech-dispatcher that speaks to nobody: it answers as the real one does (SSIP) and keeps what it was to say."""

from __future__ import annotations

import re
import socketserver
import threading
from pathlib import Path
from typing import cast

_TAG = re.compile(r"<[^>]*>")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


class Speech:
    """All that was said so far, in order; what comes can be waited for."""

    def __init__(self) -> None:
        self._said: list[str] = []
        self._cuts: list[int] = []
        self._grown = threading.Condition()

    def add(self, text: str) -> None:
        text = _TAG.sub("", text)
        for entity, character in _ENTITIES:
            text = text.replace(entity, character)
        with self._grown:
            self._said.append(text.strip())
            self._grown.notify_all()

    def cut(self) -> None:
        """What is being said is broken off."""
        with self._grown:
            self._cuts.append(len(self._said))

    def was_cut_after(self, count: int) -> bool:
        """Say whether speech was broken off once ``count`` utterances had been given."""
        with self._grown:
            return any(at >= count for at in self._cuts)

    def count(self) -> int:
        with self._grown:
            return len(self._said)

    def since(self, start: int) -> list[str]:
        with self._grown:
            return self._said[start:]

    def wait_for(self, words: str, start: int, patience_s: float) -> int | None:
        """Wait until something with ``words`` (a pattern) is said after the first ``start`` utterances.

        Give how many utterances there are up to it; ``None`` if it is not said.
        """
        pattern = re.compile(words)

        def find() -> int | None:
            said = enumerate(self._said[start:], start + 1)
            return next((at for at, each in said if pattern.search(each)), None)

        with self._grown:
            self._grown.wait_for(lambda: find() is not None, timeout=patience_s)
            return find()


class _Conversation(socketserver.StreamRequestHandler):
    """One client. Only what Orca asks for is answered with more than OK."""

    def handle(self) -> None:
        server = cast(SpeechServer, self.server)
        while line := self.rfile.readline():
            command = line.decode("utf-8", "replace").strip()
            verb, _, rest = command.partition(" ")
            verb = verb.upper()
            if verb == "SPEAK":
                self._answer("230 OK RECEIVING DATA")
                server.speech.add(self._take_text())
                self._answer("225-1", "225 OK MESSAGE QUEUED")
                # Orca goes on when it is told that a message was begun and ended.
                self._answer("701-1", "701-1", "701 BEGIN")
                self._answer("702-1", "702-1", "702 END")
            elif verb in ("CHAR", "KEY"):
                server.speech.add(rest)
                self._answer("225-1", "225 OK MESSAGE QUEUED")
            elif verb in ("CANCEL", "STOP"):
                server.speech.cut()
                self._answer("210 OK STOPPED")
            elif verb == "QUIT":
                self._answer("231 HAPPY HACKING")
                return
            else:
                self._answer(
                    *_ANSWERS.get((verb, rest.upper().strip()), _ANSWERS.get((verb, ""), ("200 OK",)))
                )

    def _take_text(self) -> str:
        lines: list[str] = []
        while (line := self.rfile.readline().decode("utf-8", "replace").rstrip("\r\n")) != ".":
            lines.append(line.removeprefix(".") if line.startswith("..") else line)
        return " ".join(lines)

    def _answer(self, *lines: str) -> None:
        try:
            self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())
            self.wfile.flush()
        except OSError:
            pass  # the client left while it was being answered


_ANSWERS = {
    ("LIST", "OUTPUT_MODULES"): ("250-logger", "250 OK MODULE LIST SENT"),
    ("LIST", ""): ("249-zh\tzh\tnone", "249 OK VOICE LIST SENT"),
    ("GET", ""): ("251-0", "251 OK GET RETURNED"),
    ("HISTORY", ""): ("245-1", "245 OK CLIENT ID SENT"),
    ("PAUSE", ""): ("211 OK PAUSED",),
    ("RESUME", ""): ("211 OK PAUSED",),
}


class SpeechServer(socketserver.ThreadingUnixStreamServer):
    """Listens on a socket; :meth:`close` ends it and every conversation."""

    daemon_threads = False

    def __init__(self, socket: Path) -> None:
        super().__init__(str(socket), _Conversation)
        self.speech = Speech()
        self._thread = threading.Thread(target=self.serve_forever, name="speech server")
        self._thread.start()

    def close(self) -> None:
        """Stop listening and wait for the conversations, which end with their clients."""
        self.shutdown()
        self._thread.join()
        self.server_close()
