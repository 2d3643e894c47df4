// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "posture/check.h"

#include "findings/query.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lotse::posture {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostSubjects = 500;
constexpr qsizetype kMostProofs = 20; // a check over ten thousand images is proved by its first ones
constexpr double kSecondsOfDay = 86400;
constexpr double kNever = std::numeric_limits<double>::infinity();

const QList<std::pair<const char *, const char *>> kFrameworks{
    {"CD", "CIS Docker Benchmark"},
    {"CS", "CIS Software Supply Chain Security Guide 1.0"},
    {"N", "NIST SP 800-190"},
    {"I", "ISO/IEC 27001:2022 Annex A"},
    {"B", "BSI SYS.1.6"},
    {"P", "PCI DSS 4.0.1"},
    {"N2", "NIS2 (EU) 2022/2555, article 21(2)"},
    {"CRA", "Cyber Resilience Act (EU) 2024/2847, annex I"},
    {"DORA", "DORA (EU) 2022/2554, article 9"},
};

// "days=365 most=3"
QString defaultOf(const char *limits, const QString &name)
{
    for (const QString &pair : QString::fromLatin1(limits).split(u' ', Qt::SkipEmptyParts)) {
        if (pair.section(u'=', 0, 0) == name)
            return pair.section(u'=', 1);
    }
    return {};
}

} // namespace

const QList<Check> &checks()
{
    static const QList<Check> all = [] {
        QList<Check> made = accessChecks() + robotChecks() + channelChecks() + scanChecks() + trustChecks()
            + lifecycleChecks() + systemChecks() + imageChecks();
        std::sort(made.begin(), made.end(), [](const Check &a, const Check &b) { return qstrcmp(a.id, b.id) < 0; });
        return made;
    }();
    return all;
}

const Check *check(const QString &id)
{
    for (const Check &one : checks()) {
        if (id == QLatin1StringView(one.id))
            return &one;
    }
    return nullptr;
}

QString frameworkTitle(const QString &shortName)
{
    for (const auto &[name, title] : kFrameworks) {
        if (shortName == QLatin1StringView(name))
            return QString::fromLatin1(title);
    }
    return {};
}

QList<Control> controlsOf(const char *controls, char confidence)
{
    QList<Control> out;
    for (const QString &group : QString::fromLatin1(controls).split(u';', Qt::SkipEmptyParts)) {
        const QString framework = group.trimmed().section(u' ', 0, 0);
        for (const QString &part : group.trimmed().section(u' ', 1).split(u',', Qt::SkipEmptyParts)) {
            const QString mark = part.section(u'~', 1).trimmed();
            out.append({framework, frameworkTitle(framework), part.section(u'~', 0, 0).trimmed(),
                mark.isEmpty() ? confidence : mark.front().toLatin1()});
        }
    }
    return out;
}

bool Sight::has(const QString &kind) const
{
    const Fact *fact = m_facts.find(kind);
    return fact && fact->reading != Reading::Missing;
}

bool Sight::isWholeOf(const QString &kind, const QString &parent) const
{
    const Fact *fact = m_facts.find(kind);
    return fact && fact->isWholeOf(parent);
}

const QList<FactRow> &Sight::rows(const QString &kind) const
{
    static const QList<FactRow> none;
    const Fact *fact = m_facts.find(kind);
    return fact ? fact->rows : none;
}

QJsonObject Sight::one(const QString &kind) const
{
    const QList<FactRow> &all = rows(kind);
    return all.isEmpty() ? QJsonObject() : all.first().json;
}

double Sight::number(const QString &name) const
{
    if (const auto it = m_limits.constFind(name); it != m_limits.cend())
        return it->toDouble();
    return defaultOf(m_check.limits, name).toDouble();
}

QStringList Sight::list(const QString &name) const
{
    if (const auto it = m_limits.constFind(name); it != m_limits.cend())
        return it->toStringList();
    if (const auto it = m_shared.constFind(name); it != m_shared.cend())
        return it->toStringList();
    return defaultOf(m_check.limits, name).split(u',', Qt::SkipEmptyParts);
}

bool Sight::isProduction(const QString &project) const
{
    const QStringList patterns = list(u"production"_s);
    return patterns.isEmpty() || fits(project, patterns);
}

double Sight::daysSince(const QString &time) const
{
    const QDateTime at = timeOf(time);
    return at.isValid() ? double(at.secsTo(now())) / kSecondsOfDay : kNever;
}

double Sight::daysSince(qint64 seconds) const
{
    return seconds > 0 ? double(now().toSecsSinceEpoch() - seconds) / kSecondsOfDay : kNever;
}

bool Sight::isCovered(double days) const
{
    const double covered = daysSince(one(u"audit-oldest"_s)[u"op_time"_s].toString());
    return std::isfinite(covered) && covered >= days;
}

Verdict uncovered(const Sight &sight, double days)
{
    Verdict out = Verdict::notAssessable(Message::counted(LOTSE_MSG_N("The audit trail starts less than %Ln days ago.",
                                                              "The audit trail starts less than %Ln day ago."),
                                             int(days)))
                      .with(u"audit-oldest"_s, 0, u"op_time"_s);
    out.isByAbsence = !sight.isWholeOf(u"audit-oldest"_s, {});
    return out;
}

void Survey::good(qsizetype row, const QString &path)
{
    ++m_good;
    if (m_goodProofs.size() < kMostProofs)
        m_goodProofs.append({m_kind, row, path});
}

void Survey::bad(qsizetype row, const QString &subject, const QString &path)
{
    ++m_bad;
    if (m_subjects.size() < kMostSubjects)
        m_subjects.append(subject);
    if (m_badProofs.size() < kMostProofs)
        m_badProofs.append({m_kind, row, path});
}

Verdict Survey::verdict(const char *good, const char *bad, const char *none, Outcome ofNone) const
{
    Verdict out;
    if (m_bad > 0) {
        out.outcome = Outcome::Failed;
        out.message = {bad, {QString::number(m_bad), QString::number(count())}};
        out.subjects = m_subjects;
        out.proofs = m_badProofs;
    } else if (m_good > 0) {
        out.outcome = Outcome::Passed;
        // "All 1 projects" is no English; the title of the check says what the one is.
        out.message = m_good == 1 ? Message{LOTSE_MSG("There is one to check, and it passes."), {}}
                                  : Message{good, {QString::number(m_good)}};
        out.proofs = m_goodProofs;
    } else {
        out.outcome = ofNone;
        out.message = {none, {}};
        out.proofs = {{m_kind, -1, {}}};
    }
    return out;
}

QDateTime timeOf(const QString &text)
{
    const QDateTime at = QDateTime::fromString(text, Qt::ISODateWithMs).toUTC();
    return at.isValid() && at.date().year() >= 1970 && at.toSecsSinceEpoch() > 0 ? at : QDateTime();
}

QString textOf(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? u"true"_s : u"false"_s;
    if (value.isDouble())
        return QString::number(value.toInteger());
    return value.toString();
}

QJsonValue settingOf(const QJsonObject &configuration, const QString &key)
{
    return configuration[key].toObject()[u"value"_s];
}

bool fits(const QString &text, const QStringList &patterns)
{
    const QByteArray bytes = text.toUtf8();
    return std::any_of(patterns.begin(), patterns.end(),
        [&](const QString &pattern) { return findings::fitsPattern(bytes, pattern.toUtf8()); });
}

} // namespace lotse::posture
