"""The icon that opens the program in a resident's way: it starts what it says, whatever stands in it."""

from __future__ import annotations

import configparser
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import StorageError
from reader.launcher import desktop_entry, make_launcher, own_command
from reader.paths import resources

ICON = resources() / "icons" / "app.svg"


def exec_words(entry: str) -> list[str]:
    """Take an Exec line apart by the rules of the specification, written anew: unescape, then unquote."""
    line = next(line for line in entry.split("\n") if line.startswith("Exec="))[len("Exec=") :]
    text, at = "", 0
    while at < len(line):
        if line[at] == "\\":
            text += {"n": "\n", "r": "\r", "\\": "\\"}[line[at + 1]]
            at += 2
        else:
            text += line[at]
            at += 1
    words, word, at, is_quoted = [], "", 0, False
    while at < len(text):
        character = text[at]
        if character == '"':
            if is_quoted:
                words.append(word)
                word = ""
            is_quoted = not is_quoted
        elif is_quoted and character == "\\":
            at += 1
            word += text[at]
        elif is_quoted:
            word += character
            if character == "%":
                at += 1
                assert text[at] == "%", "a lone % would be a field code"
        else:
            assert character == " "
        at += 1
    return words


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00")), min_size=1))
def test_every_word_of_the_command_arrives_as_it_was(command: list[str]) -> None:
    entry = desktop_entry("七宝读报", command, ICON)
    assert exec_words(entry) == command
    assert entry.count("\n") == 9, "no word can add a line of its own"


def test_it_is_an_entry_a_desktop_can_read_and_press(tmp_path: Path) -> None:
    place = make_launcher(tmp_path, ["/opt/七 宝/reader", "open", "--with", "zoom=200"], ICON, "阿婆的读报")
    assert place.name == "阿婆的读报.desktop"
    assert os.access(place, os.X_OK)
    parser = configparser.RawConfigParser()
    parser.read(place, encoding="utf-8")
    entry = parser["Desktop Entry"]
    assert (entry["Type"], entry["Name"], entry["Terminal"]) == ("Application", "阿婆的读报", "false")
    assert Path(entry["Icon"]).is_file()
    assert make_launcher(tmp_path, ["other"], ICON, "阿婆的读报") == place
    assert [each.name for each in tmp_path.iterdir()] == [place.name]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="没有"):
        make_launcher(tmp_path / "没有", ["x"], ICON)


def test_a_folder_nobody_may_look_into_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: object, *_args: object, **_more: object) -> os.stat_result:
        raise PermissionError(13, "Permission denied", str(path))

    # As the system does; root, who runs these tests here and there, may look everywhere.
    monkeypatch.setattr(os, "stat", refuse)
    with pytest.raises(StorageError, match="shut"):
        make_launcher(tmp_path / "shut", ["true"], ICON)


def test_the_icon_of_this_copy_starts_this_copy(tmp_path: Path) -> None:
    """Run what stands in the entry, from another folder: a wrong wish is told by the program itself."""
    command = [*own_command(), "--profile", str(tmp_path / "p"), "open", "--with", "zoom=9"]
    place = make_launcher(tmp_path, command, ICON)
    words = exec_words(place.read_text(encoding="utf-8"))
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    result = subprocess.run(
        words, capture_output=True, cwd=tmp_path, env=environment, timeout=60, check=False
    )
    assert result.returncode == 2
    assert "50 到 300" in result.stderr.decode()


def test_a_program_installed_as_a_script_or_frozen_is_started_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "qibao-reader"
    script.write_text("", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", [str(script)])
    assert own_command() == [str(script)]
    monkeypatch.setattr(sys, "argv", ["pytest"])
    assert own_command() == [sys.executable, "-m", "reader"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_command() == [sys.executable]
