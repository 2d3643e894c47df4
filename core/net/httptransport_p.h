// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/harborsession.h"
#include "net/httptransport.h"

namespace lotse {

/// One call on its way through sign-in, redirects and repeats.
struct HttpTransport::Call {
    CallId id = 0;
    Request request;
    Completion completion;
    RequestRecord record;
    QUrl origin; ///< of the present hop
    QByteArray target; ///< of the present hop
    Headers signIn; ///< what it was sent with last
    HarborSession::Sent sent;
    quint64 exchange = 0; ///< in the pool; 0: not there
    Delivery delivery = Delivery::NotSent; ///< of what was sent last
    int hops = 0;
    int renewals = 0; ///< sign-ins made anew for this call
    quint64 turn = 0; ///< counts what the call waits for, so that a late timer or sign-in is told from the present one
    bool isBare = false; ///< left the registry's origin: no sign-in from here on
    bool isWaiting = false; ///< for its next attempt
    std::chrono::milliseconds startedAt{0};
    std::chrono::milliseconds dueAt{0};
};

} // namespace lotse
