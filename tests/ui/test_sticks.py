"""Sticks are found in the system's table of mounts, by any name."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reader.ui.controls.sticks import list_sticks, mounted_sticks

_MOUNTS = r"""sysfs /sys sysfs rw,nosuid 0 0
/dev/sda1 / ext4 rw,relatime 0 0
/dev/sdb1 /media/grandma/KINGSTON vfat rw,nosuid,nodev,uid=1000 0 0
/dev/sdc1 /run/media/grandma/\346\210\221\347\232\204\040U\347\233\230 exfat rw,relatime 0 0
/dev/sdd1 /media/usb0 ntfs3 rw 0 0
/dev/sdd1 /media/usb0 ntfs3 rw 0 0
/dev/sde1 /media/grandma/LOCKED vfat ro,nosuid 0 0
/dev/sr0 /media/cdrom0 iso9660 ro 0 0
/dev/sr1 /media/grandma/DVD udf rw 0 0
tmpfs /media tmpfs rw 0 0
tmpfs /mediathek tmpfs rw 0 0
/dev/sdf1 /media/a\134b vfat rw 0 0
broken line
"""


def test_what_is_plugged_in_and_can_be_written_to_is_found() -> None:
    assert [str(folder) for folder in mounted_sticks(_MOUNTS)] == [
        "/media/a\\b",
        "/media/grandma/KINGSTON",
        "/media/usb0",
        "/run/media/grandma/我的 U盘",
    ]
    assert mounted_sticks("") == ()


@given(st.text())
def test_no_table_breaks_it(mounts: str) -> None:
    assert isinstance(mounted_sticks(mounts), tuple)


def test_this_machine_is_looked_at() -> None:
    for stick in list_sticks():
        assert stick.folder.is_dir()
        assert stick.free >= 0


def test_what_was_pulled_out_this_moment_is_left_out(tmp_path: Path) -> None:
    from reader.ui.controls import sticks

    mounts = tmp_path / "mounts"
    mounts.write_text("/dev/sdb1 /media/nobody/GONE vfat rw 0 0\n", encoding="utf-8")
    before = sticks._MOUNTS
    try:
        sticks._MOUNTS = mounts
        assert list_sticks() == ()
        sticks._MOUNTS = tmp_path / "none"
        assert list_sticks() == ()
    finally:
        sticks._MOUNTS = before
