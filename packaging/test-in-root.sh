#!/bin/sh
# SPDX-FileCopyrightText: The Lotse authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs inside a clean root (./dev package --test): installs the packages of /tmp/packages, starts both programs on the
# demo registry, removes them, and looks for what they left behind.
set -eu
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 HOME=/tmp/home
mkdir -p "$HOME"
fail() { echo "test: $*" >&2; exit 1; }
# Everything but what apt and dpkg keep for themselves.
listing() { find / -xdev \( -path /proc -o -path /sys -o -path /dev -o -path /tmp -o -path /var/lib/dpkg -o -path /var/lib/apt \
    -o -path /var/cache -o -path /var/log -o -path /run \) -prune -o -print | sort; }

apt-get update -qq
before=$(dpkg-query -W | wc -l)
listing >/tmp/before
apt-get install -y -qq --no-install-recommends /tmp/packages/lotse-cli_*.deb >/tmp/apt.log 2>&1 || { tail -20 /tmp/apt.log; fail "lotse-cli does not install"; }
echo "lotse-cli: $(($(dpkg-query -W | wc -l) - before)) packages"
# The command line alone, before anything of the window is there.
lotse-cli overview --demo >/tmp/overview.txt || fail "lotse-cli overview --demo ended with $?"
head -5 /tmp/overview.txt
if ldd /usr/bin/lotse-cli | grep -E 'libQt6(Gui|Qml|Quick|Widgets)'; then fail "lotse-cli links a GUI library"; fi
apt-get install -y -qq --no-install-recommends /tmp/packages/lotse_*.deb >/tmp/apt.log 2>&1 || { tail -20 /tmp/apt.log; fail "lotse does not install"; }
[ -n "$(find /usr/lib -name libqsvg.so)" ] || fail "nothing here draws the icons"
echo "lotse and lotse-cli: $(($(dpkg-query -W | wc -l) - before)) packages"

export QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software XDG_RUNTIME_DIR=/tmp/run
mkdir -m 700 -p "$XDG_RUNTIME_DIR"
begin=$(date +%s)
lotse --demo --screenshots /tmp/shots 2>/tmp/lotse.err || { cat /tmp/lotse.err; fail "lotse --demo --screenshots ended with $?"; }
echo "lotse: $(find /tmp/shots -name '*.png' | wc -l) pictures in $(($(date +%s) - begin)) s"
# A module that no package brings is a page that is not there.
if grep -E 'qrc:/|is not installed|Cannot assign|plugin cannot be loaded' /tmp/lotse.err; then fail "the window said the above"; fi
[ "$(find /tmp/shots -name '*.png' | wc -l)" -gt 20 ] || fail "there are too few pictures"

installed=$(dpkg -L lotse lotse-cli | sort -u)
apt-get purge -y -qq lotse lotse-cli >/tmp/apt.log 2>&1 || { tail -20 /tmp/apt.log; fail "the packages cannot be removed"; }
apt-get autoremove -y -qq --purge >>/tmp/apt.log 2>&1
listing >/tmp/after
for path in $installed; do
    case $path in *lotse*) [ ! -e "$path" ] || fail "$path was left behind" ;; esac
done
left=$(comm -13 /tmp/before /tmp/after)
if echo "$left" | grep -i lotse; then fail "the above was left behind"; fi
echo "left behind by the packages: nothing; by those that they needed: $(echo "$left" | grep -c . || true) files"
