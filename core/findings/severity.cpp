// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/severity.h"

#include <array>

namespace lotse::findings {

using namespace Qt::StringLiterals;

Severity severityOf(QByteArrayView word)
{
    // Scanners agree on the scale and not on the words: Red Hat's and GitHub's are here too.
    static constexpr std::array<std::pair<const char *, Severity>, 10> words{{{"critical", Severity::Critical},
        {"high", Severity::High}, {"important", Severity::High}, {"medium", Severity::Medium},
        {"moderate", Severity::Medium}, {"low", Severity::Low}, {"negligible", Severity::Negligible},
        {"info", Severity::Negligible}, {"informational", Severity::Negligible}, {"none", Severity::None}}};
    const QByteArrayView plain = word.trimmed();
    for (const auto &[name, severity] : words) {
        if (plain.compare(name, Qt::CaseInsensitive) == 0)
            return severity;
    }
    return Severity::Unknown;
}

QString severityWord(Severity severity)
{
    switch (severity) {
    case Severity::None:
        return u"none"_s;
    case Severity::Negligible:
        return u"negligible"_s;
    case Severity::Low:
        return u"low"_s;
    case Severity::Medium:
        return u"medium"_s;
    case Severity::High:
        return u"high"_s;
    case Severity::Critical:
        return u"critical"_s;
    case Severity::Unknown:
        break;
    }
    return u"unknown"_s;
}

QString scanStateWord(ScanState state)
{
    switch (state) {
    case ScanState::NotScanned:
        break;
    case ScanState::Running:
        return u"running"_s;
    case ScanState::Failed:
        return u"failed"_s;
    case ScanState::Done:
        return u"done"_s;
    case ScanState::Unsupported:
        return u"unsupported"_s;
    case ScanState::Unreadable:
        return u"unreadable"_s;
    }
    return u"none"_s;
}

} // namespace lotse::findings
