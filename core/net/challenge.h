// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/request.h"

namespace lotse {

/// One challenge of a WWW-Authenticate header.
struct Challenge {
    QByteArray scheme; ///< lower case: "basic", "bearer"
    Headers parameters; ///< names in lower case

    QByteArray value(QByteArrayView name) const { return header(parameters, name); }
};

/**
 * The challenges of all WWW-Authenticate headers, in order. Takes what registries send: any case, values with and
 * without quotes, several challenges in one header. Of a header longer than 8 KiB only the beginning is read.
 */
QList<Challenge> challenges(const Headers &headers);

/// The first of a scheme ("bearer"); an empty scheme where there is none.
Challenge challenge(const Headers &headers, QByteArrayView scheme);

} // namespace lotse
