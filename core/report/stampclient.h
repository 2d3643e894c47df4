// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "report/stamp.h"
#include "session/registrylink.h"

namespace lotse::report {

/// Asks a time stamp authority over the guarded transport, without any sign-in, once; no redirect to elsewhere. An
/// address with http is taken: what is answered is signed. Nothing of the report but a digest goes out. `done` runs in
/// the thread of `context`, never once it is gone. `lines` and `clock` outlive the call.
void askStamp(const LinkFactory &lines, const Clock *clock, const QString &address, const QByteArray &data,
    QObject *context, std::function<void(Result<QByteArray>)> done);

} // namespace lotse::report
