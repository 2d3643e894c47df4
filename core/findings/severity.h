// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QObject>
#include <QString>

namespace lotse::findings {

/// How bad a scanner says that a finding is, by the number under which it is stored. A word that nobody knows is
/// Unknown, and the word itself is kept beside it. What is shown goes by displayRank (severityorder.h).
namespace Severities {
Q_NAMESPACE
enum class Severity : quint8 { None, Negligible, Low, Medium, High, Critical, Unknown };
Q_ENUM_NS(Severity)
} // namespace Severities
using Severities::Severity;

inline constexpr int kSeverityCount = 7;

/// Reads a scanner's word, in any case ("CRITICAL", "Important", "moderate"). Empty and foreign words are Unknown.
Severity severityOf(QByteArrayView word);

/// The word of the query language: "none", "negligible", "low", "medium", "high", "critical", "unknown".
QString severityWord(Severity severity);

/// Whether the scan of an image can be trusted to say something.
namespace ScanStates {
Q_NAMESPACE
enum class ScanState : quint8 {
    NotScanned,
    Running,
    Failed,
    Done,
    Unsupported,
    Unreadable, ///< there is a report that could not be read, or not all of its lines: never the same as clean
};
Q_ENUM_NS(ScanState)
} // namespace ScanStates
using ScanStates::ScanState;

/// The word of the query language: "none", "running", "failed", "done", "unsupported", "unreadable".
QString scanStateWord(ScanState state);

} // namespace lotse::findings
