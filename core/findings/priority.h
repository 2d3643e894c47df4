// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "findings/segment.h"

#include <QHash>

namespace lotse::findings {

/// Whether a vulnerability is known to be exploited (CISA's list), and by ransomware.
enum class Kev : quint8 { No, Yes, Ransomware };

/// How likely each CVE is to be exploited (EPSS). About 240,000 entries in four megabytes.
struct EpssTable {
    QString modelVersion; ///< "v2025.03.14"
    Seconds date = 0; ///< 0 where the file does not say
    std::vector<std::pair<quint64, float>> scores; ///< sorted by cveNumber()
    int unreadable = 0; ///< lines that name no CVE or no likelihood

    bool isWhole() const { return unreadable == 0; }
    /// 0 to 1, negative where the id is no CVE or is not in the table.
    float score(QByteArrayView cve) const;
};

struct KevEntry {
    Kev kev = Kev::Yes;
    Seconds due = 0;
};

struct KevTable {
    QString version;
    Seconds date = 0;
    QHash<QByteArray, KevEntry> entries;
    int unreadable = 0; ///< entries without a CVE, or with a date that is none
    bool isWhole = true; ///< no entry is without a CVE: what the list does not name is not in it
};

/// A CVE id as one number, 0 where it is none.
quint64 cveNumber(QByteArrayView id);

/// Reads epss_scores-YYYY-MM-DD.csv, packed or not, of any encoding of decodeText(); at most 64 MiB unpacked.
Result<EpssTable> readEpss(QByteArrayView file);
/// Reads known_exploited_vulnerabilities.json or .csv, likewise. ErrorKind::Decode also where it holds fewer entries
/// than it says.
Result<KevTable> readKev(QByteArrayView file);

struct Priority {
    EpssTable epss;
    KevTable kev;

    /// Sentences on lists that are missing, in part unreadable or old (EPSS after 7 days, KEV after 3); empty where all
    /// is whole and fresh.
    QList<Message> warnings(Seconds now) const;
};

/// What a score is made of.
struct ScoreGrounds {
    Severity severity = Severity::Unknown;
    float epss = -1; ///< negative: not known
    Kev kev = Kev::No;
    bool isFixable = false;
    bool isRunning = false; ///< in a cluster
    bool isExposed = false; ///< carries the label for it
    bool isInBaseImage = false;
    bool isIdle = false; ///< not pulled for 90 days
    bool isFixUnknown = false; ///< not fixable only as far as is known: the report does not say
};

inline constexpr int kMostScore = 1000;

/// 0 to kMostScore.
int score(const ScoreGrounds &grounds);
/// The score term by term: "620 of 1000: known to be exploited (+400), severity critical (+200), no fix yet." In the
/// language of the program, or in English for documents.
QString scoreSentence(const ScoreGrounds &grounds, bool isEnglish = false);

enum class Tier : quint8 { Now, Next, Planned, Watch }; // in the order of choicesOf(Key::Tier)
Tier tier(const ScoreGrounds &grounds);

} // namespace lotse::findings
