#!/bin/sh
# SPDX-FileCopyrightText: The Lotse authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Puts an OpenID Connect provider into a folder of the build where Node.js is at hand. Node.js is no dependency of the
# project: without it, or without a network, it says so and ends well, and the test skips.
#
#   fetch-oidc.sh FOLDER
set -u
folder=$1
[ -d "$folder/node_modules/oidc-provider" ] && exit 0
if ! command -v npm >/dev/null; then
    echo "fetch-oidc: no Node.js here; the test against an identity provider will skip" >&2
    exit 0
fi
mkdir -p "$folder" && cp "$(dirname "$0")"/oidc/* "$folder/" && cd "$folder" || exit 0
if ! timeout 240 npm install --no-audit --no-fund --ignore-scripts >"$folder/install.log" 2>&1; then
    rm -rf "$folder/node_modules"
    echo "fetch-oidc: the provider could not be had (see $folder/install.log); the test against it will skip" >&2
fi
exit 0
