// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "worstview.h"

#include "base/format.h"
#include "base/post.h"
#include "base/safetext.h"
#include "base/stoppedclock.h"
#include "models/findings/securityfacts.h"

#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace lotse::ui {

namespace {

QStringList texts(const QList<Message> &messages)
{
    QStringList out;
    for (const Message &message : messages)
        out.append(message.isEmpty() ? QString() : safetext::cell(message.text()));
    return out;
}

template <typename T>
QVariantList lines(const models::WorstList<T> &list)
{
    QVariantList out;
    for (const T &one : list.here)
        out.append(models::worstLine(one));
    return out;
}

} // namespace

void WorstView::setApp(Application *app)
{
    m_app = app;
    m_triage = app ? app->services().triage : nullptr;
    if (m_triage)
        connect(m_triage, &FindingsService::changed, this, &WorstView::refresh);
    refresh();
    emit askedChanged();
}

void WorstView::setSummary(const QVariant &summary)
{
    m_summary = summary;
    refresh();
    emit askedChanged();
}

void WorstView::refresh()
{
    const Session *const session = m_app ? m_app->session() : nullptr;
    if (!session || !m_summary.isValid() || !m_triage || !m_triage->wasLoaded())
        return;
    const quint64 turn = ++m_turn;
    QThreadPool::globalInstance()->start(
        [this, turn, theirs = m_summary.value<harbor::SecuritySummary>(), id = session->account().registryId,
            view = m_triage->view(), plan = m_triage->cachePlan(), clock = StoppedClock(*m_app->services().clock),
            post = Post(this)] {
            post([this, turn, answer = models::worstAnswer(theirs, id, view, plan, clock)] {
                if (turn != m_turn)
                    return;
                m_answer = answer;
                m_isAnswered = true;
                emit changed();
            });
        });
}

QString WorstView::state() const
{
    if (!m_isAnswered)
        return u"loading"_s;
    return m_answer.isRead ? u"ready"_s : u"unread"_s;
}

QString WorstView::read() const
{
    return m_answer.isRead ? tr("The oldest report was synced %1.").arg(format::dateTime(m_answer.oldestRead))
                           : QString();
}

QVariantList WorstView::artifacts() const
{
    return lines(m_answer.artifacts);
}

QVariantList WorstView::vulnerabilities() const
{
    return lines(m_answer.vulnerabilities);
}

QStringList WorstView::artifactMarks() const
{
    return texts(m_answer.artifacts.theirMarks);
}

QStringList WorstView::vulnerabilityMarks() const
{
    return texts(m_answer.vulnerabilities.theirMarks);
}

QStringList WorstView::artifactHereMarks() const
{
    return texts(m_answer.artifacts.hereMarks);
}

QStringList WorstView::vulnerabilityHereMarks() const
{
    return texts(m_answer.vulnerabilities.hereMarks);
}

QString WorstView::artifactWhy() const
{
    return texts(m_answer.artifacts.why).join(u'\n');
}

QString WorstView::vulnerabilityWhy() const
{
    return texts(m_answer.vulnerabilities.why).join(u'\n');
}

} // namespace lotse::ui
