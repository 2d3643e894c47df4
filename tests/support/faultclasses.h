// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "support/scriptedserver.h"

namespace lotse::test {

/// One way in which reading can fail (or looks as if it did), and what is to be told of it.
struct FaultClass {
    /// Which answers can meet it.
    enum Meets {
        Everything, ///< whatever is asked for
        Json, ///< answers that are due as JSON
        Lists, ///< lists of twoRows()' kind, with a cap of 100,000 bytes
    };
    const char *name = "";
    ScriptedReply reply;
    ErrorKind kind = ErrorKind::None;
    int tries = 1; ///< requests that are sent for one GET
    Meets meets = Everything;
};

/// The classes that reading can meet.
const QList<FaultClass> &faultClasses();
/// The class of a name, which must be there.
const FaultClass &faultClass(QByteArrayView name);
/// A JSON list of two objects with a name and an id.
QByteArray twoRows();

} // namespace lotse::test

Q_DECLARE_METATYPE(lotse::test::FaultClass)
