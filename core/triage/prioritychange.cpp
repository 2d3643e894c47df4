// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "triage/prioritychange.h"

#include "base/format.h"

#include <QLocale>

#include <algorithm>

namespace lotse {

using namespace Qt::StringLiterals;
using findings::Context;
using findings::Kev;

namespace {

constexpr qsizetype mostNames = 5;

bool isScored(const Context &context, quint32 vulnerability)
{
    return context.epss(vulnerability) >= 0;
}

QString dayOf(findings::Seconds time)
{
    return time == 0 ? Message{LOTSE_MSG("no date"), {}}.text() : format::isoDay(time);
}

Message likelihoods(const TriageView &before, const TriageView &after)
{
    const quint32 whole = after.context.set->vulnerabilities().size();
    qint64 scored = 0;
    qint64 moved = 0;
    for (quint32 id = 1; id < whole; ++id) {
        const float now = after.context.epss(id);
        scored += isScored(after.context, id);
        moved += now != before.context.epss(id);
    }
    return Message::counted(LOTSE_MSG_N("EPSS of %1: %Ln vulnerabilities have a score, changed: %2.",
                                "EPSS of %1: %Ln vulnerability has a score, changed: %2."),
        scored, {dayOf(after.epss.date), QLocale().toString(moved)});
}

Message exploits(const TriageView &before, const TriageView &after)
{
    const findings::Dictionary &names = after.context.set->vulnerabilities();
    qint64 known = 0;
    QStringList fresh;
    for (quint32 id = 1; id < names.size(); ++id) {
        const bool isKnown = after.context.kev(id) != Kev::No;
        known += isKnown;
        if (isKnown && before.context.kev(id) == Kev::No)
            fresh.append(names.text(id));
    }
    if (fresh.isEmpty())
        return Message::counted(LOTSE_MSG_N("KEV of %1: %Ln known exploited vulnerabilities, none new.",
                                    "KEV of %1: %Ln known exploited vulnerability, none new."),
            known, {dayOf(after.kev.date)});
    const QString more = fresh.size() > mostNames ? u", …"_s : QString();
    return Message::counted(LOTSE_MSG_N("KEV of %1: %Ln known exploited vulnerabilities, new: %2.",
                                "KEV of %1: %Ln known exploited vulnerability, new: %2."),
        known, {dayOf(after.kev.date), fresh.mid(0, mostNames).join(u", "_s) + more});
}

} // namespace

QList<Message> priorityChanges(const TriageView &before, const TriageView &after)
{
    QList<Message> out;
    if (before.hasEpss != after.hasEpss || before.epss.date != after.epss.date
        || before.epss.modelVersion != after.epss.modelVersion)
        out.append(likelihoods(before, after));
    if (before.hasKev != after.hasKev || before.kev.date != after.kev.date || before.kev.version != after.kev.version)
        out.append(exploits(before, after));
    if (out.isEmpty())
        out.append(Message{LOTSE_MSG("This list is already loaded. Nothing changed."), {}});
    return out;
}

} // namespace lotse
