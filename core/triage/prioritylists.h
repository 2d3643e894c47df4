// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "findings/priority.h"

#include <QList>
#include <QString>

namespace lotse {

/// The priority lists of a folder: EPSS (epss.csv, epss.csv.gz) and KEV (kev.json, kev.csv). What is not there is left
/// empty; what cannot be read is left empty too, with its error.
struct PriorityLists {
    findings::Priority priority;
    QList<Error> errors;

    static PriorityLists read(const QString &folder);
};

/// Takes a list into the folder, in place of the one before: EPSS as CSV, or KEV as JSON or CSV; packed or not, of any
/// encoding that decodeText() takes. ErrorKind::
/// Decode where it is neither; the folder is left as it was then.
Result<void> importPriorityList(const QString &folder, const QString &file);

} // namespace lotse
