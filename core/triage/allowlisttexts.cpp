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
        return {LOTSE_MSG("The expiry of the allowlist changes from %1 to never."), {format::isoDay(before)}};
    if (before == 0)
        return {LOTSE_MSG("The expiry of the allowlist changes from never to %1."), {format::isoDay(after)}};
    return {LOTSE_MSG("The expiry of the allowlist changes to %1 (now %2)."),
        {format::isoDay(after), format::isoDay(before)}};
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
    const QString list = wish.project.isEmpty()
        ? Message{LOTSE_MSG("the system allowlist"), {}}.text()
        : Message{LOTSE_MSG("the allowlist of project %1"), {wish.project}}.text();
    const QString names = changed.mid(0, 5).join(u", "_s);
    QStringList out;
    if (changed.isEmpty() && movesEnd())
        out.append(Message{LOTSE_MSG("No entry changes on %1."), {list}}.text());
    else if (changed.isEmpty())
        out.append(Message{LOTSE_MSG("Nothing changes on %1."), {list}}.text());
    else if (wish.isAddition)
        out.append(changed.size() <= 5 ? Message{LOTSE_MSG("Adds %1 to %2."), {names, list}}.text()
                                       : Message::counted(LOTSE_MSG_N("Adds %Ln vulnerabilities to %1: %2, …",
                                                              "Adds %Ln vulnerability to %1: %2, …"),
                                           changed.size(), {list, names})
                                             .text());
    else
        out.append(changed.size() <= 5 ? Message{LOTSE_MSG("Removes %1 from %2."), {names, list}}.text()
                                       : Message::counted(LOTSE_MSG_N("Removes %Ln vulnerabilities from %1: %2, …",
                                                              "Removes %Ln vulnerability from %1: %2, …"),
                                           changed.size(), {list, names})
                                             .text());
    if (movesEnd())
        out.append(endSentence(*this).text());
    if (freed > 0)
        out.append(Message::counted(
            LOTSE_MSG_N("%Ln blocked images become pullable.", "%Ln blocked image becomes pullable."), freed)
                       .text());
    if (stopped > 0)
        out.append(Message::counted(
            LOTSE_MSG_N("%Ln pullable images become blocked.", "%Ln pullable image becomes blocked."), stopped)
                       .text());
    if (freed == 0 && stopped == 0)
        out.append(Message{LOTSE_MSG("No change to which images can be pulled."), {}}.text());
    if (lessened > 0)
        out.append(Message::counted(LOTSE_MSG_N("%Ln affected images stay blocked by other findings.",
                                        "%Ln affected image stays blocked by other findings."),
            lessened)
                       .text());
    if (unscanned > 0)
        out.append(Message::counted(
            LOTSE_MSG_N("%Ln images without a report stay blocked.", "%Ln image without a report stays blocked."),
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
        Message{LOTSE_MSG("Nothing was changed in the registry. Based on synced reports, and on policies and "
                          "allowlists of %1."),
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
    part(LOTSE_MSG("Becomes pullable:"), &AllowlistImage::isFreed);
    part(LOTSE_MSG("Becomes blocked:"), &AllowlistImage::isStopped);
    lines += {{}, Message{LOTSE_MSG("Request to send:"), {}}.text(), u"PUT "_s + QString::fromLatin1(path()),
        QString::fromUtf8(body())};
    // No line feed of others begins a line; the body, which is last, has its own.
    for (QString &line : lines)
        line = safetext::visible(line, &line == &lines.last());
    return lines.join(u'\n');
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
