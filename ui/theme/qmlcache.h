// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace lotse::ui {

/// Gives each build of the program a folder of its own for what Qt keeps of compiled QML, and removes those of other
/// builds in the background. Qt finds what it kept by the path and the time of a file, which stay where only what the
/// file uses has changed: after an update a page would run on properties that are no longer there. Call it before the
/// first engine is made. QML_DISK_CACHE_PATH of the environment wins.
void keepQmlCacheApart();

} // namespace lotse::ui
