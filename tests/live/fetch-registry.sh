#!/bin/sh
# SPDX-FileCopyrightText: The Lotse authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Unpacks Debian's docker-registry into a folder of the build, for the live tests. Nothing is installed and no service is
# started. Without a network it says so and ends well: the tests then skip.
#
#   fetch-registry.sh FOLDER
set -u
folder=$1
[ -x "$folder/usr/bin/docker-registry" ] && exit 0
if ! command -v apt-get >/dev/null || ! command -v dpkg-deb >/dev/null; then
    echo "fetch-registry: no apt-get and dpkg-deb here; the live tests will skip" >&2
    exit 0
fi
mkdir -p "$folder" || exit 0
cd "$folder" || exit 0
rm -f docker-registry_*.deb
if ! apt-get download -qq docker-registry >apt.log 2>&1; then
    echo "fetch-registry: docker-registry could not be downloaded (see $folder/apt.log); the live tests will skip" >&2
    exit 0
fi
for package in docker-registry_*.deb; do
    # Into a folder of its own first: a half unpacked registry would look like a whole one.
    rm -rf unpacked && dpkg-deb -x "$package" unpacked && cp -r unpacked/. . && rm -rf unpacked "$package"
done
[ -x usr/bin/docker-registry ] || echo "fetch-registry: the package holds no registry; the live tests will skip" >&2
exit 0
