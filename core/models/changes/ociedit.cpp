// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/ociedit.h"

#include "base/format.h"
#include "change/ociplan.h"
#include "models/tables/kindtables.h"
#include "oci/reference.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::models {

using change::PlanStatement;

void OciEdit::setSession(Session *session)
{
    m_session = session;
    emit changed();
}

QVariantList OciEdit::offers(const QStringList &tags) const
{
    QVariantList out;
    if (!m_session || !m_changes || tags.isEmpty() || m_session->kind() == RegistryKind::Harbor)
        return out;
    const QString reason = isBusy() ? word(LOTSE_MSG("The registry is being read.")) : QString();
    const auto add = [&](const char *id, const char *text) {
        out.append(QVariantMap{{u"id"_s, QString::fromLatin1(id)}, {u"text"_s, word(text)},
            {u"enabled"_s, reason.isEmpty()}, {u"reason"_s, reason}});
    };
    if (tags.size() == 1)
        add("tag", LOTSE_MSG("Add another tag…"));
    add("untag", LOTSE_MSG("Remove tag"));
    add("delete", LOTSE_MSG("Delete image with all its tags"));
    return out;
}

void OciEdit::act(const QString &id, const QStringList &tags)
{
    m_outcome.clear();
    if (id == u"tag"_s) {
        m_tag = tags.value(0);
        m_newTag.clear();
        emit changed();
        return;
    }
    QList<PlanStatement> statements;
    for (const QString &tag : tags) {
        PlanStatement statement;
        const bool isDeletion = id == u"delete"_s;
        statement.verb = isDeletion ? PlanStatement::Verb::ArtifactDelete : PlanStatement::Verb::TagRemove;
        statement.words = {m_repository + u':' + tag};
        if (!isDeletion)
            statement.words.append(tag);
        statements.append(statement);
    }
    plan(statements);
}

void OciEdit::close()
{
    m_tag.clear();
    m_newTag.clear();
    emit changed();
}

void OciEdit::setNewTag(const QString &tag)
{
    m_newTag = tag.trimmed();
    emit changed();
}

QString OciEdit::problem() const
{
    if (m_newTag.isEmpty() || oci::isTagName(m_newTag))
        return {};
    return word(
        LOTSE_MSG("A tag has at most 128 letters, digits, “_”, “.” and “-”, and does not start with “.” or “-”."));
}

void OciEdit::stage()
{
    if (m_tag.isEmpty() || m_newTag.isEmpty() || !problem().isEmpty() || isBusy())
        return;
    PlanStatement statement;
    statement.verb = PlanStatement::Verb::TagAdd;
    statement.words = {m_repository + u':' + m_tag, m_newTag};
    plan({statement});
}

void OciEdit::plan(const QList<PlanStatement> &statements)
{
    if (!m_session || !m_changes || isBusy())
        return;
    m_run = std::make_unique<QObject>();
    emit changed();
    change::planForOci(m_session->oci(), statements, m_run.get(), [this](const Result<QList<change::Change>> &planned) {
        m_run.release()->deleteLater(); // it may be what calls
        m_hasFailed = true;
        if (!planned) {
            m_outcome = planned.error().text();
        } else if (planned->isEmpty()) {
            m_hasFailed = false;
            m_outcome = word(LOTSE_MSG("The image already has this tag."));
        } else if (!m_changes || !m_changes->stage(*planned)) {
            m_outcome = m_changes ? m_changes->problem() : QString();
        } else {
            m_hasFailed = false;
            m_tag.clear();
            m_outcome =
                Message::counted(LOTSE_MSG_N("%Ln changes staged. Review them with Ctrl+Enter; nothing was sent.",
                                     "%Ln change staged. Review it with Ctrl+Enter; nothing was sent."),
                    planned->size())
                    .text();
            m_changes->whenNoLongerStaged(this, [this] {
                m_outcome.clear();
                emit changed();
            });
            const auto has = [&planned](const char *operation) {
                return std::any_of(planned->begin(), planned->end(),
                    [operation](const change::Change &one) { return one.operation == operation; });
            };
            const bool ofImages = has("oci.deleteManifest");
            const bool deletes = ofImages || has("oci.deleteTag");
            const QDateTime refused = deletes && m_desk && m_session
                ? change::deletionRefusedAt(m_desk->courses(), m_session->account().url, !ofImages)
                : QDateTime();
            if (refused.isValid())
                m_outcome += u' '
                    + Message{LOTSE_MSG("This registry rejected a deletion on %1 (405): it does not allow deletion, "
                                        "unless this has "
                                        "been changed since."),
                        {format::dateTime(refused)}}
                          .text();
        }
        emit changed();
    });
}

} // namespace lotse::models
