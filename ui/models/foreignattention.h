// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/activity/attention.h"

#include <QtQml/qqml.h>

struct ForeignAttention {
    Q_GADGET
    QML_FOREIGN(lotse::models::Attention)
    QML_NAMED_ELEMENT(Attention)
};
