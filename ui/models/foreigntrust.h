// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/trust/signaturetable.h"

#include <QtQml/qqml.h>

// The tables of signatures under their names in QML.

struct ForeignSignatureTable {
    Q_GADGET
    QML_FOREIGN(lotse::models::SignatureTable)
    QML_NAMED_ELEMENT(SignatureTable)
};
