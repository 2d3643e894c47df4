// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/decisionbook.h"

#include "base/sha256.h"
#include "findings/jsonread.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QUuid>

#include <algorithm>

namespace lotse::findings {

using namespace Qt::StringLiterals;

namespace {

QString newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

QByteArray bodyOf(const DecisionEvent &event, bool hasHash)
{
    QJsonObject out{{u"id"_s, event.id}, {u"at"_s, isoTime(event.at)}, {u"author"_s, event.author},
        {u"kind"_s, event.kind == DecisionEvent::Kind::Made ? u"made"_s : u"withdrawn"_s}, {u"note"_s, event.note},
        {u"withdrawn"_s, QJsonArray::fromStringList(event.withdrawn)}, {u"undoes"_s, event.undoes},
        {u"previous"_s, QString::fromLatin1(event.previous)}};
    QJsonArray decisions;
    for (const Decision &decision : event.decisions)
        decisions.append(QJsonDocument::fromJson(decisionJson(decision)).object());
    out.insert(u"decisions"_s, decisions);
    // The hash is over all members: events of before there were documents have none.
    if (event.document != ImportedDocument()) {
        out.insert(u"document"_s,
            QJsonObject{{u"id"_s, event.document.id}, {u"author"_s, event.document.author},
                {u"version"_s, event.document.version}});
    }
    if (hasHash)
        out.insert(u"hash"_s, QString::fromLatin1(event.hash));
    return QJsonDocument(out).toJson(QJsonDocument::Compact);
}

QByteArray hashOf(const DecisionEvent &event)
{
    return sha256(bodyOf(event, false)).toHex();
}

} // namespace

QByteArray eventJson(const DecisionEvent &event)
{
    return bodyOf(event, true);
}

Result<DecisionEvent> readEvent(QByteArrayView json)
{
    using namespace jsonread;
    Document document;
    const Result<Element> root = document.parse(json, 64 * 1024 * 1024, u"the history of decisions"_s);
    if (!root)
        return root.error();
    DecisionEvent event;
    event.id = text(*root, "id");
    event.at = time(*root, "at");
    event.author = text(*root, "author");
    event.note = text(*root, "note");
    event.undoes = text(*root, "undoes");
    event.withdrawn = texts(*root, "withdrawn", 1'000'000);
    event.previous = bytes(*root, "previous");
    event.hash = bytes(*root, "hash");
    if (const auto imported = member(*root, "document"))
        event.document = {text(*imported, "id"), text(*imported, "author"), text(*imported, "version")};
    const QString kind = text(*root, "kind");
    event.kind = kind == u"withdrawn"_s ? DecisionEvent::Kind::Withdrawn : DecisionEvent::Kind::Made;
    if (event.id.isEmpty() || (kind != u"made"_s && kind != u"withdrawn"_s))
        return makeError(ErrorKind::Decode, LOTSE_MSG("An entry of the decision history is not readable."));
    for (const Element &item : items(*root, "decisions")) {
        const std::string own = simdjson::minify(item);
        Result<Decision> decision = readDecision(QByteArrayView(own.data(), qsizetype(own.size())));
        if (!decision)
            return decision.error();
        event.decisions.append(std::move(decision.value()));
    }
    return event;
}

QList<ImportedDocument> importedDocuments(const QList<DecisionEvent> &events)
{
    QSet<QString> undone;
    for (const DecisionEvent &event : events)
        undone.insert(event.undoes);
    QList<ImportedDocument> out;
    for (const DecisionEvent &event : events) {
        if (event.document.id.isEmpty() || undone.contains(event.id))
            continue;
        const auto known =
            std::find_if(out.begin(), out.end(), [&](const ImportedDocument &one) { return one.isOf(event.document); });
        if (known == out.end())
            out.append(event.document);
        else if (isEarlierVersion(known->version, event.document.version))
            *known = event.document;
    }
    return out;
}

DecisionEvent DecisionBook::next(DecisionEvent event, const QString &author, Seconds now) const
{
    event.id = newId();
    event.at = now;
    event.author = author;
    event.previous = m_events.isEmpty() ? QByteArray() : m_events.last().hash;
    event.hash = hashOf(event);
    return event;
}

Result<DecisionEvent> DecisionBook::make(
    QList<Decision> decisions, const QString &author, const QString &note, Seconds now, const Import &import) const
{
    DecisionEvent event;
    event.note = note;
    event.document = import.document;
    event.withdrawn = import.withdrawn;
    for (Decision &decision : decisions) {
        decision.id = newId();
        decision.created = now;
        if (decision.author.isEmpty())
            decision.author = author;
        if (const Result<void> checked = checkDecision(decision, m_policy, now); !checked)
            return checked.error();
    }
    if (const QString gone = firstGone(import.withdrawn); !gone.isEmpty())
        return makeError(ErrorKind::NotFound, LOTSE_MSG("Decision %1 not found."), {gone});
    if (decisions.isEmpty() && import.withdrawn.isEmpty())
        return makeError(ErrorKind::Invalid, LOTSE_MSG("No findings to decide on."));
    event.decisions = std::move(decisions);
    return next(std::move(event), author, now);
}

Result<DecisionEvent> DecisionBook::undo(const QString &eventId, const QString &author, Seconds now) const
{
    const auto at =
        std::find_if(m_events.begin(), m_events.end(), [&](const DecisionEvent &event) { return event.id == eventId; });
    if (at == m_events.end())
        return makeError(ErrorKind::NotFound, LOTSE_MSG("The change to undo is not in the history."));
    if (m_undoneBy.contains(eventId))
        return makeError(ErrorKind::Conflict, LOTSE_MSG("This change is already undone."));
    DecisionEvent event;
    event.undoes = eventId;
    event.note = u"undo"_s;
    if (at->kind == DecisionEvent::Kind::Made)
        event.kind = DecisionEvent::Kind::Withdrawn;
    for (const Decision &decision : at->decisions)
        event.withdrawn.append(decision.id);
    for (const QString &id : at->withdrawn)
        event.decisions.append(m_decisions.value(id));
    return next(std::move(event), author, now);
}

Result<DecisionEvent> DecisionBook::withdraw(
    const QStringList &ids, const QString &author, const QString &note, Seconds now) const
{
    if (const QString gone = firstGone(ids); !gone.isEmpty())
        return makeError(ErrorKind::NotFound, LOTSE_MSG("Decision %1 not found."), {gone});
    DecisionEvent event;
    event.kind = DecisionEvent::Kind::Withdrawn;
    event.note = note;
    event.withdrawn = ids;
    return next(std::move(event), author, now);
}

QString DecisionBook::firstGone(const QStringList &ids) const
{
    const auto at = std::find_if(ids.begin(), ids.end(),
        [this](const QString &id) { return !m_decisions.contains(id) || m_isWithdrawn.value(id); });
    return at == ids.end() ? QString() : *at;
}

Result<void> DecisionBook::append(const DecisionEvent &event)
{
    const QByteArray last = m_events.isEmpty() ? QByteArray() : m_events.last().hash;
    if (event.previous != last || event.hash != hashOf(event))
        return makeError(ErrorKind::Conflict,
            LOTSE_MSG("The decision history is inconsistent at %1. Restore it from a backup."), {isoTime(event.at)});
    for (const Decision &decision : event.decisions) {
        m_decisions.insert(decision.id, decision);
        m_isWithdrawn.insert(decision.id, false);
    }
    for (const QString &id : event.withdrawn)
        m_isWithdrawn.insert(id, true);
    if (!event.undoes.isEmpty())
        m_undoneBy.insert(event.undoes, event.id);
    m_events.append(event);
    return {};
}

QList<Decision> DecisionBook::current() const
{
    QSet<QString> superseded;
    QList<Decision> list;
    for (const Decision &decision : m_decisions) {
        if (!m_isWithdrawn.value(decision.id) && !decision.supersedes.isEmpty())
            superseded.insert(decision.supersedes);
    }
    for (const Decision &decision : m_decisions) {
        if (!m_isWithdrawn.value(decision.id) && !superseded.contains(decision.id))
            list.append(decision);
    }
    std::sort(list.begin(), list.end(), [](const Decision &a, const Decision &b) {
        return a.created != b.created ? a.created < b.created : a.id < b.id;
    });
    return list;
}

const Decision *DecisionBook::find(const QString &id) const
{
    const auto at = m_decisions.constFind(id);
    return at == m_decisions.cend() ? nullptr : &*at;
}

QList<DecisionEvent> DecisionBook::history(const QString &decisionId) const
{
    QSet<QString> ids;
    for (QString id = decisionId; !id.isEmpty() && !ids.contains(id); id = m_decisions.value(id).supersedes)
        ids.insert(id);
    QList<DecisionEvent> list;
    for (const DecisionEvent &event : m_events) {
        const bool isMade = std::any_of(
            event.decisions.begin(), event.decisions.end(), [&](const Decision &d) { return ids.contains(d.id); });
        const bool isWithdrawn = std::any_of(
            event.withdrawn.begin(), event.withdrawn.end(), [&](const QString &id) { return ids.contains(id); });
        if (isMade || isWithdrawn)
            list.append(event);
    }
    return list;
}

} // namespace lotse::findings
