#!/usr/bin/env bash
# Set up everything the reader needs:  packaging/setup.sh [run|test]
#
#   run    what it takes to read: system libraries, .venv/ with the locked packages, .venv/bin/qibao-reader
#   test   the same, and what it takes to test: linters, pytest, a virtual display, a sound server
#
# System packages come through apt when this user may use it without a password; otherwise the line to run is
# printed, and the work goes on unless something is missing without which nothing runs. Safe to run again: when
# nothing has changed it only looks. Messages are in Chinese, for whoever looks after the machine.
set -euo pipefail

goal=${1:-run}
machine=$(uname -m)
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
venv=$root/.venv
log=$root/build/setup.log
cd "$root"

# Libraries: what the loader calls it, the Debian packages that may bring it, and whether nothing runs without it.
libraries='
libglib-2.0.so.0       libglib2.0-0t64|libglib2.0-0  needed
libgthread-2.0.so.0    libglib2.0-0t64|libglib2.0-0  needed
libGL.so.1             libgl1                        needed
libEGL.so.1            libegl1                       needed
libfontconfig.so.1     libfontconfig1                needed
libfreetype.so.6       libfreetype6                  needed
libxkbcommon.so.0      libxkbcommon0                 needed
libdbus-1.so.3         libdbus-1-3                   needed
libX11-xcb.so.1        libx11-xcb1                   needed
libxcb-cursor.so.0     libxcb-cursor0                needed
libxcb-icccm.so.4      libxcb-icccm4                 needed
libxcb-keysyms.so.1    libxcb-keysyms1               needed
libxcb-shape.so.0      libxcb-shape0                 needed
libxkbcommon-x11.so.0  libxkbcommon-x11-0            needed
libasound.so.2         libasound2t64|libasound2      useful
'
# Programs, likewise. The accessibility bus lets a screen reader see the window.
programs='
/usr/libexec/at-spi-bus-launcher  at-spi2-core  useful
'
# miniaudio has no wheel for arm64 and is compiled there.
arm64_programs='
c++               g++          needed
python3-config    python3-dev  needed
'
test_programs='
Xvfb             xvfb               needed
openbox          openbox            needed
dbus-run-session dbus-daemon|dbus   needed
xdotool          xdotool            needed
pulseaudio       pulseaudio         needed
pactl            pulseaudio-utils   needed
'

say() { printf '%s\n' "$@"; }

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

# The first Python that PySide6 can run on and that can make a virtual environment.
find_python() {
    local candidate path
    for candidate in "${PYTHON:-}" python3 python3.13 python3.12 python3.11 /usr/bin/python3; do
        path=$(command -v "${candidate:-none}") || continue
        if "$path" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
            say "$path"
            return
        fi
    done
    return 1
}

# Print the lines of a table whose library cannot be loaded. One process for all of them.
list_missing_libraries() {
    "$1" -c '
import ctypes, sys
for line in sys.stdin:
    if line.strip():
        try:
            ctypes.CDLL(line.split()[0])
        except OSError:
            print(line, end="")' <<<"$libraries"
}

list_missing_programs() {
    local name packages level table=$programs
    [[ $machine != aarch64 ]] || table+=$arm64_programs
    [[ $goal != test ]] || table+=$test_programs
    while read -r name packages level; do
        if [[ -n $name ]] && ! command -v "$name" >/dev/null; then
            say "$name $packages $level"
        fi
    done <<<"$table"
}

# From "a|b", the first package this system knows; the last when it cannot be asked.
choose_package() {
    local package
    for package in ${1//|/ }; do
        if apt-cache show "$package" >/dev/null 2>&1; then
            break
        fi
    done
    say "$package"
}

# Fill the list `packages` for the table lines given.
name_packages() {
    local name alternatives level
    packages=()
    while read -r name alternatives level; do
        [[ -z $name ]] || packages+=("$(choose_package "$alternatives")")
    done <<<"$1"
    mapfile -t packages < <(printf '%s\n' ${packages[@]+"${packages[@]}"} | sort -u)
}

# Run apt-get as root without asking for a password; fails where that is not allowed.
apt() {
    local -a as_root=()
    if [[ $(id -u) != 0 ]]; then
        as_root=(sudo -n)
        "${as_root[@]}" true 2>/dev/null || return 1
    fi
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 "$@" >>"$log" 2>&1 </dev/null
}

may_use_apt() {
    command -v apt-get >/dev/null && { [[ $(id -u) == 0 ]] || sudo -n true 2>/dev/null; }
}

# Install what is missing, as far as this user may. Ends the program only when something needed stays missing.
install_system_packages() {
    local python missing
    python=$(find_python) || python=
    missing=$(list_missing_programs)
    if [[ -n $python ]]; then
        missing+=$'\n'$(list_missing_libraries "$python")
    else
        missing+=$'\n'"python3 python3-venv needed"$'\n'$libraries
    fi
    [[ -n ${missing//[[:space:]]/} ]] || return 0

    local -a packages
    if may_use_apt; then
        apt update || say "软件源没有更新成功，用已有的目录继续。"
        name_packages "$missing"
        say "正在安装系统组件（${#packages[@]} 个）……"
        if apt install -y --no-install-recommends "${packages[@]}"; then
            return
        fi
        tail -n 5 "$log" >&2
        say "系统组件没有装好。详情见 $log"
    else
        name_packages "$missing"
    fi

    say "请管理员运行下面这一行，再重新来一次：" "" "    sudo apt-get install --no-install-recommends ${packages[*]}" ""
    if grep -q ' needed$' <<<"$missing"; then
        fail "缺少这些组件，现在还不能继续：$(awk '$3 == "needed" { printf " %s", $1 }' <<<"$missing")"
    fi
    say "没有它们也能用，只是可能没有声音，或读屏软件看不到窗口。现在继续。"
}

# What the environment is made from; when this changes it is brought up to date.
fingerprint() {
    { say "$goal" "$root" "$("$1" -V)"; cat pyproject.toml packaging/lock/*.txt "${BASH_SOURCE[0]}"; } | sha256sum
}

install_python_packages() {
    local python stamp now lock
    python=$(find_python) || fail "没有找到 Python 3.11、3.12 或 3.13。请管理员运行：sudo apt-get install python3 python3-venv"
    stamp=$venv/.setup-$goal
    now=$(fingerprint "$python")
    if [[ -x $venv/bin/qibao-reader && -f $stamp && $(<"$stamp") == "$now" ]]; then
        return
    fi

    say "正在准备 Python 环境（.venv）……第一次要下载约 110 MB，请稍等。"
    # A folder that was moved, or whose Python was taken away, cannot be mended.
    if ! "$venv/bin/python" -c '' 2>/dev/null || ! grep -qF "$venv" "$venv/bin/activate"; then
        "$python" -m venv --clear "$venv" >>"$log" 2>&1 ||
            fail "不能在 $venv 建立 Python 环境。请看看磁盘是否已满、这个文件夹能不能写。详情见 $log"
    fi
    lock=packaging/lock/runtime.txt
    [[ $goal != test ]] || lock=packaging/lock/dev.txt
    local -a pip=("$venv/bin/python" -m pip --quiet --disable-pip-version-check --no-input)
    local -a locked=(install --require-hashes --only-binary :all:)
    [[ $machine != aarch64 ]] || locked+=(--no-binary miniaudio --no-build-isolation)
    if ! { "${pip[@]}" "${locked[@]}" -r packaging/lock/build.txt &&
        "${pip[@]}" "${locked[@]}" -r "$lock"; } >>"$log" 2>&1; then
        tail -n 5 "$log" >&2
        fail "Python 组件没有装好。请看看网络通不通，再重新来一次。详情见 $log" \
            "没有网络时：在一台能上网的同类电脑上运行" \
            "    python3 -m pip download --only-binary :all: -r $lock -r packaging/lock/build.txt -d wheels" \
            "把 wheels 文件夹拷到这里，再运行" \
            "    PIP_NO_INDEX=1 PIP_FIND_LINKS=\$PWD/wheels make setup"
    fi
    "${pip[@]}" install --no-deps --no-build-isolation --no-index -e . >>"$log" 2>&1 ||
        { tail -n 5 "$log" >&2; fail "七宝读报没有装好。详情见 $log"; }
    say "$now" >"$stamp"
}

# Installing builds the search index; here it is built anew when what it follows from has changed since. Without one that
# fits, the program builds its own, in every profile and for every test.
refresh_index() {
    local index=build/index sources=(data resources/search reader/core reader/search)
    if [[ -d $index && -z $(find "${sources[@]}" -type f ! -name '*.pyc' -newer $index -print -quit) ]]; then
        return
    fi
    if "$venv/bin/python" packaging/index_hook.py >>"$log" 2>&1; then
        touch $index
    else
        say "查找用的索引没有做好，打开以后会自己再做一次。详情见 $log"
    fi
}

case $goal in
    run | test) ;;
    *)
        say "用法：packaging/setup.sh [run|test]" >&2
        exit 2
        ;;
esac
mkdir -p "$root/build"
: >"$log"
install_system_packages
install_python_packages
refresh_index
