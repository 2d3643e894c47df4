// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QList>

namespace lotse::fuzz {

/**
 * A reader of bytes that a stranger wrote. `run` must end, leave nothing behind, and abort (require()) where the reader
 * breaks a promise: a crash, a sanitizer's report or an abort is a fault.
 */
struct Target {
    const char *name = ""; ///< also the folder of its corpus
    void (*run)(QByteArrayView) = nullptr;
};

/// All of them, in the order of their names.
const QList<Target> &targets();
const Target *target(QByteArrayView name);

QList<Target> wireTargets();
QList<Target> documentTargets();
QList<Target> textTargets();
QList<Target> fileTargets();
QList<Target> trustTargets();

/// Ends the program with a message where a promise is broken.
void require(bool holds, const char *promise);

} // namespace lotse::fuzz
