// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/context.h"

#include <QRandomGenerator>

namespace lotse::findings {

/// Plain rows beside the columns that were made of them; a row of `rows` has its place as number in the set.
struct SampleImage {
    QString digest;
    QStringList tags, labels;
    Seconds pushed = 0, pulled = 0;
};
struct SampleRow {
    QString registryId, registry, project, repository, platformDigest, platform;
    QList<SampleImage> images;
    Seconds reported = 0;
    QString vulnerability, package, version, fix, severity, status;
    double cvss = -1;
    Seconds firstSeen = 0;
    quint8 stateBits = 0;
};
struct Sample {
    QList<SampleRow> rows;
    Context context;
    QHash<QString, float> epss; // by canonical id
    QHash<QString, Kev> kev;
};

inline constexpr Seconds kSampleNow = 1'800'000'000;

/// A small world with much repetition, the same for the same seed.
Sample makeSample(quint32 seed);

} // namespace lotse::findings
