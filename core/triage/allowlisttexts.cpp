// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/format.h"
#include "base/safetext.h"
#include "findings/jsonread.h"
#include "triage/allowlistproposal.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace lotse {

using namespace Qt::StringLiterals;

namespace {

QJsonObject listObject(const Allowlist &list)
{
    QJsonArray items;
    for (const QString &id : list.ids)
        items.append(QJsonObject{{u"cve_id"_s, id}});
    QJsonObject out{{u"items"_s, items}};
    if (list.expires > 0)
        out.insert(u"expires_at"_s, list.expires);
    return out;
}

QJsonObject bodyObject(const AllowlistProposal &proposal)
{
    QJsonObject list = listObject(proposal.after);
    if (proposal.wish.project.isEmpty())
        return list;
    list.insert(u"project_id"_s, proposal.projectId);
    QJsonObject body{{u"cve_allowlist"_s, list}};
    if (proposal.switchesList)
        body.insert(u"metadata"_s, QJsonObject{{u"reuse_sys_cve_allowlist"_s, u"false"_s}});
    return body;
}

QString nameOf(const AllowlistImage &image)
{
    const QString tags = image.tags.isEmpty() ? QString() : u" ("_s + image.tags.mid(0, 5).join(u", "_s) + u')';
    return image.repository + u'@' + image.digest + tags;
}

QJsonArray imagesWhere(const QList<AllowlistImage> &images, bool (AllowlistImage::*is)() const)
{
    QJsonArray out;
    for (const AllowlistImage &image : images) {
        if ((image.*is)())
            out.append(QJsonObject{{u"project"_s, image.project}, {u"repository"_s, image.repository},
                {u"digest"_s, image.digest}, {u"tags"_s, QJsonArray::fromStringList(image.tags)}});
    }
    return out;
}

/// How the end of the whole list would move.
Message endSentence(const AllowlistProposal &proposal)
{
    const qint64 before = proposal.before.expires;
    const qint64 after = proposal.after.expires;
    if (after == 0)
        return {LOTSE_MSG("The whole list would have no end any more; now it is %1."), {format::isoDay(before)}};
    if (before == 0)
        return {LOTSE_MSG("The whole list would end on %1; now it has no end."), {format::isoDay(after)}};
    return {
        LOTSE_MSG("The whole list would end on %1 instead of %2."), {format::isoDay(after), format::isoDay(before)}};
}

} // namespace

QByteArray AllowlistProposal::path() const
{
    return wish.project.isEmpty() ? QByteArray("/api/v2.0/system/CVEAllowlist")
                                  : "/api/v2.0/projects/" + QByteArray::number(projectId);
}

QByteArray AllowlistProposal::body() const
{
    return QJsonDocument(bodyObject(*this)).toJson(QJsonDocument::Indented);
}

QStringList AllowlistProposal::sentences() const
{
    const QString list = wish.project.isEmpty() ? Message{LOTSE_MSG("the list of the whole registry"), {}}.text()
                                                : Message{LOTSE_MSG("the list of project %1"), {wish.project}}.text();
    const QString names = changed.mid(0, 5).join(u", "_s);
    QStringList out;
    if (changed.isEmpty() && movesEnd())
        out.append(Message{LOTSE_MSG("No name changes on %1."), {list}}.text());
    else if (changed.isEmpty())
        out.append(Message{LOTSE_MSG("Nothing changes on %1."), {list}}.text());
    else if (wish.isAddition)
        out.append(changed.size() <= 5 ? Message{LOTSE_MSG("%1 would be put on %2."), {names, list}}.text()
                                       : Message::counted(LOTSE_MSG_N("%Ln vulnerabilities would be put on %1: %2, …",
                                                              "%Ln vulnerability would be put on %1: %2, …"),
                                           changed.size(), {list, names})
                                             .text());
    else
        out.append(changed.size() <= 5
                ? Message{LOTSE_MSG("%1 would be taken off %2."), {names, list}}.text()
                : Message::counted(LOTSE_MSG_N("%Ln vulnerabilities would be taken off %1: %2, …",
                                       "%Ln vulnerability would be taken off %1: %2, …"),
                    changed.size(), {list, names})
                      .text());
    if (movesEnd())
        out.append(endSentence(*this).text());
    if (freed > 0)
        out.append(Message::counted(LOTSE_MSG_N("%Ln images that cannot be pulled now could be.",
                                        "%Ln image that cannot be pulled now could be."),
            freed)
                       .text());
    if (stopped > 0)
        out.append(Message::counted(LOTSE_MSG_N("%Ln images that can be pulled now could not be any more.",
                                        "%Ln image that can be pulled now could not be any more."),
            stopped)
                       .text());
    if (freed == 0 && stopped == 0)
        out.append(Message{LOTSE_MSG("No image that was read could be pulled that cannot be pulled now, or the other "
                                     "way round."),
            {}}.text());
    if (lessened > 0)
        out.append(Message::counted(LOTSE_MSG_N("%Ln images hold it and stay blocked by other findings.",
                                        "%Ln image holds it and stays blocked by other findings."),
            lessened)
                       .text());
    if (unscanned > 0)
        out.append(Message::counted(LOTSE_MSG_N("%Ln images without a report stay blocked whatever the list says.",
                                        "%Ln image without a report stays blocked whatever the list says."),
            unscanned)
                       .text());
    return out;
}

QString AllowlistProposal::summary() const
{
    QStringList lines{Message{LOTSE_MSG("Proposal for an allowlist of %1"), {registry}}.text(), {}};
    lines += sentences();
    for (const Message &one : remarks)
        lines.append(one.text());
    lines += {{},
        Message{LOTSE_MSG("Nothing was changed at the registry. What was read: reports of the local store, "
                          "policies and lists on %1."),
            {findings::isoTime(made)}}
            .text()};
    const auto part = [&](const char *title, bool (AllowlistImage::*is)() const) {
        QStringList names;
        for (const AllowlistImage &image : images) {
            if ((image.*is)())
                names.append(u"  "_s + nameOf(image));
        }
        if (!names.isEmpty())
            lines += QStringList{QString(), Message{title, {}}.text()} + names;
    };
    part(LOTSE_MSG("Could be pulled:"), &AllowlistImage::isFreed);
    part(LOTSE_MSG("Could not be pulled any more:"), &AllowlistImage::isStopped);
    lines += {{}, Message{LOTSE_MSG("The request, for who may send it:"), {}}.text(),
        u"PUT "_s + QString::fromLatin1(path()), QString::fromUtf8(body())};
    return safetext::visible(lines.join(u'\n'), true);
}

QByteArray AllowlistProposal::json() const
{
    QJsonArray said;
    for (const Message &one : remarks)
        said.append(one.english());
    const QJsonObject request{
        {u"method"_s, u"PUT"_s}, {u"path"_s, QString::fromLatin1(path())}, {u"body"_s, bodyObject(*this)}};
    const QJsonObject out{{u"kind"_s, u"lotse-allowlist-proposal"_s}, {u"version"_s, 1}, {u"registry"_s, registry},
        {u"made"_s, findings::isoTime(made)}, {u"sent"_s, false},
        {u"list"_s, wish.project.isEmpty() ? u"registry"_s : u"project"_s}, {u"project"_s, wish.project},
        {wish.isAddition ? u"added"_s : u"removed"_s, QJsonArray::fromStringList(changed)},
        {u"unchanged"_s, QJsonArray::fromStringList(idle)}, {u"before"_s, listObject(before)}, {u"request"_s, request},
        {u"would_unblock"_s, imagesWhere(images, &AllowlistImage::isFreed)},
        {u"would_block"_s, imagesWhere(images, &AllowlistImage::isStopped)}, {u"stay_blocked"_s, qint64(lessened)},
        {u"blocked_without_report"_s, qint64(unscanned)}, {u"remarks"_s, said}};
    return QJsonDocument(out).toJson(QJsonDocument::Indented);
}

} // namespace lotse
