// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>

namespace lotse::findings {

/// The metrics of a CVSS vector: "AV" is 'N'.
class CvssMetrics {
public:
    explicit CvssMetrics(QByteArrayView vector);
    /// The letter of a metric; 'X' (not defined) where it is not there.
    char value(const char *name) const { return m_values.value(name, 'X'); }

private:
    QHash<QByteArray, char> m_values;
};

/// The base score of CVSS 4.0 (section 8); negative where a metric is missing or unknown.
double cvssBaseScore4(const CvssMetrics &metrics);

} // namespace lotse::findings
