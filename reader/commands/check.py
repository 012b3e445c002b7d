"""``check``: whether the installed program has all its parts."""

from __future__ import annotations

from reader.commands.output import print_json
from reader.paths import UserFolders
from reader.selftest import check_all


def print_check(folders: UserFolders, is_json: bool) -> int:
    """Print each part's state; gives 1 if a part is missing without which the program does less than it promises.

    A missing sound device is told but does not count: it is the machine's, may be plugged in at any time, and the
    program then follows the text by the clock.
    """
    findings = check_all(folders)
    if is_json:
        print_json([finding.to_json() for finding in findings])
    else:
        for finding in findings:
            print(f"{'好' if finding.is_ok else '缺'}  {finding.name}：{finding.detail}")
            if finding.cure:
                print(f"    {finding.cure}")
    return 0 if all(finding.is_ok or not finding.is_needed for finding in findings) else 1
