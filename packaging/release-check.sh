#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Lotse authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs inside a clean root of Debian (./dev release-check): what the README promises to a new user.
set -euo pipefail
# A root that no installer made has no names of its own, and the tests talk to servers on localhost.
[ -e /etc/hosts ] || printf '127.0.0.1 localhost\n::1 localhost\n' >/etc/hosts
cd "$(dirname "${BASH_SOURCE[0]}")"
git clone -q lotse.bundle lotse
cd lotse
./dev run | tee /tmp/run.txt
grep -q demo.lotse.example /tmp/run.txt
./dev test 2>&1 | tee /tmp/test.txt
! grep -E 'warning:' /tmp/test.txt
./dev package --test
