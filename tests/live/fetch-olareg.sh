#!/bin/sh
# SPDX-FileCopyrightText: The Lotse authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds olareg, a registry with the referrers API, into a folder of the build where a Go toolchain is at hand. Go is no
# dependency of the project: without it, or without a network, it says so and ends well, and the test skips.
#
#   fetch-olareg.sh FOLDER
set -u
folder=$1
[ -x "$folder/olareg" ] && exit 0
if ! command -v go >/dev/null; then
    echo "fetch-olareg: no Go toolchain here; the test with the referrers API will skip" >&2
    exit 0
fi
mkdir -p "$folder/module" || exit 0
# A copy, so that nothing is ever written into the sources.
cp "$(dirname "$0")"/olareg/* "$folder/module/" && cd "$folder/module" || exit 0
if ! GOTOOLCHAIN=local GOFLAGS=-mod=mod timeout 240 go build -o "$folder/olareg" \
    github.com/olareg/olareg/cmd/olareg >"$folder/build.log" 2>&1; then
    echo "fetch-olareg: olareg could not be built (see $folder/build.log); the test with the referrers API will skip" >&2
fi
exit 0
