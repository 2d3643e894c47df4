// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/joinedsource.h"

namespace lotse::models {

using namespace Qt::StringLiterals;

void JoinedSource::start(const harbor::Client &client, const QList<JoinedPart> &parts)
{
    cancel();
    m_run = new QObject(this);
    m_walks.clear();
    m_progress.clear();
    m_error = {};
    m_refused.clear();
    m_refusals.clear();
    m_without.clear();
    m_unreadable = 0;
    m_left = parts.size();
    for (const JoinedPart &part : parts) {
        const harbor::Endpoint *endpoint = harbor::endpoint(part.kind);
        const bool hasParents = harbor::parentOf(*endpoint, part.params) != nullptr;
        client.walk(
            *endpoint, part.params, m_run,
            [this, kind = part.kind, hasParents](const harbor::Progress &progress) {
                if (!hasParents)
                    return;
                m_progress[kind] = progress;
                emit progressed();
            },
            [this, part](const Result<harbor::PagedList> &walk) { came(part, walk); });
    }
}

void JoinedSource::cancel()
{
    delete m_run;
    m_run = nullptr;
    m_left = 0;
}

const harbor::PagedList &JoinedSource::walk(const QByteArray &kind) const
{
    static const harbor::PagedList none;
    const auto found = m_walks.constFind(kind);
    return found == m_walks.constEnd() ? none : *found;
}

void JoinedSource::came(const JoinedPart &part, const Result<harbor::PagedList> &walk)
{
    --m_left;
    if (walk) {
        m_walks.insert(part.kind, *walk);
        m_unreadable += walk->failed;
        if (part.isSpare)
            return ended();
        for (const harbor::PagedList::Refusal &refusal : walk->refusals) {
            if (refusal.parent.isEmpty()) { // the list itself is not proved to be whole
                m_without.append(refusal.error.message);
                m_refusals.append(refusal.error.text());
                continue;
            }
            const QString line = refusal.parent + u": "_s + refusal.error.text();
            if (!m_refused.contains(refusal.parent))
                m_refused.append(refusal.parent);
            if (!m_refusals.contains(line))
                m_refusals.append(line);
        }
    } else if (part.without.isEmpty() && !part.isSpare) {
        if (!m_error)
            m_error = walk.error();
    } else if (!part.isSpare) {
        m_without.append(part.without);
        m_refusals.append(walk.error().text());
    }
    ended();
}

void JoinedSource::ended()
{
    if (m_left == 0)
        emit finished();
}

Message JoinedSource::note() const
{
    QStringList sentences;
    if (!m_refused.isEmpty())
        sentences += Message{LOTSE_MSG("Incomplete: no response for %1."), {m_refused.join(u", "_s)}}.text();
    if (m_unreadable > 0) {
        sentences += Message::counted(
            LOTSE_MSG_N("%Ln rows could not be read and are not shown.", "%Ln row could not be read and is not shown."),
            m_unreadable)
                         .text();
    }
    for (const Message &message : m_without)
        sentences += message.text();
    return sentences.isEmpty() ? Message() : Message{"%1", {sentences.join(u' ')}};
}

harbor::Progress JoinedSource::progress() const
{
    harbor::Progress sum;
    for (const auto &[kind, progress] : m_progress) {
        sum.done += progress.done;
        sum.total = qMax<qint64>(0, sum.total) + qMax<qint64>(0, progress.total);
        sum.what = progress.what;
    }
    return sum;
}

} // namespace lotse::models
