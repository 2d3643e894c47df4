// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/severity.h"

#include <QByteArray>
#include <QList>

namespace lotse::findings {

/// Which scale a score is of. `Other` is a score whose scale the report does not name (SARIF's "security-severity").
/// The numbers are kept on disk.
enum class CvssVersion : quint8 { None = 0, V2 = 1, V3 = 2, V30 = 3, V31 = 4, V4 = 5, Other = 6 };

/// A score of a vulnerability as a scanner gives it.
struct CvssScore {
    CvssVersion version = CvssVersion::None;
    double score = -1; ///< 0 to 10; negative: none
    QByteArray vector;
    QByteArray source; ///< "nvd", "ghsa"; whose score it is, where the report says

    bool operator==(const CvssScore &) const = default;
};

/// "CVSS 3.1"; empty for None, "score" for Other.
QString cvssLabel(CvssVersion version);
/// Of a vector ("CVSS:3.1/AV:N/…", "AV:N/AC:L/Au:N/…"); None where it is no vector.
CvssVersion cvssVersionOf(QByteArrayView vector);
/// Of a word: "3.1", "CVSSv31", "CVSS_V3", "4.0"; None where it names none.
CvssVersion cvssVersionNamed(QByteArrayView word);

/// The base score of a vector of version 2, 3.0, 3.1 or 4.0; negative where it is not whole.
double cvssBaseScore(QByteArrayView vector);

/// A score with what its parts say of each other: the version from the vector, the score from the vector where none is
/// given. A score outside 0 to 10, and a 0 without a vector (tools write it for "none"), is no score.
CvssScore completed(CvssScore score);

/// The one to filter and show by: version 3 (3.1, 3.0) before 4, then 2, then Other; the highest of that version. Where
/// both 3 and 4 are there and only 4 agrees with the severity that the report says, it is 4: a row does not contradict
/// itself. An empty score where there is none.
CvssScore applicable(const QList<CvssScore> &scores, Severity said = Severity::Unknown);

/// Whether a scanner's word says nothing of the severity: it is empty, "unknown" or another word for that. A foreign
/// word says something.
bool isNoSeverity(QByteArrayView word);

/// The word of the scale for a score; Unknown where there is none. Version 2 has no critical.
Severity severityOfScore(CvssVersion version, double score);

} // namespace lotse::findings
