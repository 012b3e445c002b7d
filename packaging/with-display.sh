#!/usr/bin/env bash
# Run a command on a display of its own:  packaging/with-display.sh COMMAND…
#
# Starts a virtual X server (1920×1080) on the first free number, a session bus and a window manager, runs COMMAND
# with them, stops them, and ends with COMMAND's exit status.
set -euo pipefail

if [[ ${1:-} != --inside ]]; then
    exec {number_fd}< <(exec Xvfb -displayfd 1 -screen 0 1920x1080x24 -nolisten tcp 2>/dev/null)
    server=$!
    trap 'kill "$server" 2>/dev/null || true' EXIT
    read -r -t 20 -u "$number_fd" number || { echo "虚拟显示器（Xvfb）没有启动。" >&2; exit 1; }
    export DISPLAY=:$number QT_QPA_PLATFORM=xcb
    unset WAYLAND_DISPLAY
    dbus-run-session -- bash "$0" --inside "$@"
    exit
fi

shift
ready=$(mktemp -u)
openbox --sm-disable --startup "touch $ready" >/dev/null 2>&1 &
manager=$!
trap 'kill "$manager" 2>/dev/null || true; rm -f "$ready"' EXIT
for _ in {1..200}; do
    [[ -e $ready ]] && break
    sleep 0.05
done
[[ -e $ready ]] || { echo "窗口管理器（openbox）没有启动。" >&2; exit 1; }
"$@"
