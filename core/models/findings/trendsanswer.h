// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "findings/context.h"
#include "store/schema.h"
#include "triage/history.h"

namespace lotse::models {

/// What the page of trends is asked for.
struct TrendsWish {
    QString registryId; ///< empty: all
    QString registry; ///< its name
    QString project; ///< empty: all
    int days = 90; ///< back from now; 0: all
};

/// A package by how many open issues it has now.
struct TopPackage {
    QString name;
    quint32 issues = 0;
    quint32 fixable = 0; ///< occurrences with a fix
    quint32 occurrences = 0;
    quint32 images = 0;
};

struct TrendsAnswer {
    TrendsWish wish;
    History history;
    QList<TopPackage> packages; ///< the most issues first, at most ten
    Error error;
};

/// From the local history, and the findings of now. Any thread but the GUI's.
TrendsAnswer trendsAnswer(
    const TrendsWish &wish, const findings::Context &context, const store::Plan &plan, const Clock &clock);

} // namespace lotse::models
