// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QDateTime>
#include <QHash>
#include <QJsonObject>
#include <QList>

#include <functional>
#include <optional>

namespace lotse::posture {

/// One answer of the registry, word for word, as evidence.
struct Answer {
    QString request; ///< "GET /api/v2.0/projects?page=1"
    QDateTime at; ///< UTC, when it was there
    int status = 0; ///< HTTP status; 0 for what was measured or read from the local store
    QString requestId;
    QByteArray body;

    QString sha256() const; ///< of the body, 64 lower-case hex digits
};

/// One object of a fact.
struct FactRow {
    QString parent; ///< the project that it belongs to; empty at system level
    QByteArray raw; ///< the object as the registry sent it
    QJsonObject json; ///< the same, after Facts::prepare()
};
/// Its member "name".
QString nameOf(const FactRow &row);

/// The name of Harbor's built-in administrator (user 1), and whether a list of users has him: Harbor leaves him out.
inline const QString kBuiltInAdmin = QStringLiteral("admin");
bool listsBuiltInAdmin(const QList<FactRow> &users);

/// An image counts as in use where it was pulled within so many days.
inline constexpr int kDaysInUse = 30;

/// How far a fact could be read.
enum class Reading {
    Whole,
    Partial, ///< something is missing: what is wrong in it is wrong, but it proves nothing right
    Missing, ///< not read at all
};

/// What is missing of a fact or of several, and why; becomes words where it is shown, in the language of the reader.
struct Gap {
    QStringList subjects; ///< what it is missing of: "shop/web@sha256:…", "quotas (quota:list)"; empty: of all of it
    Message reason;

    Gap(const Message &why)
        : reason(why)
    {
    }
    Gap(const QString &subject, const Message &why)
        : subjects(subject)
        , reason(why)
    {
    }
    /// Text that is in nobody's language.
    static Gap verbatim(const QString &text) { return Gap(Message{"%1", {text}}); }
    /// "a, b and 3 more: the reason".
    QString text(const std::function<QString(const Message &)> &say) const;
    bool operator==(const Gap &) const = default;
};

/// What the registry, the connection or the local store says of one subject.
struct Fact {
    QString kind; ///< of the endpoint table, or one of our own: "tls", "http", "anonymous-projects"
    Reading reading = Reading::Missing;
    Error error; ///< why it is missing
    QList<Gap> gaps; ///< why it is partial
    /// Of a partial one: the parents of which rows may be missing. Where that is not known, of any.
    std::optional<QStringList> lacks;
    QString right; ///< the permission that is missing: "quota:list"; empty where it is none
    QList<FactRow> rows;
    QList<Answer> answers;
    QDateTime at; ///< UTC

    /// Whether what it does not have of a parent (a project; in the trail, an account) is not there at the registry.
    bool isWholeOf(const QString &parent) const;
};

/// All facts of one registry at one time. A plain value.
struct Facts {
    QString registry; ///< its name here
    QString host; ///< "harbor.example.com:8443"
    QString version; ///< as the registry names it
    QString identity; ///< as whom they were read
    bool isHarbor = true;
    QDateTime at; ///< UTC
    QHash<QString, Fact> byKind;

    const Fact *find(const QString &kind) const;
    void add(const Fact &fact) { byKind.insert(fact.kind, fact); }
    /// Reads the objects of all rows; slow for many, so off the GUI thread.
    void prepare();
    qint64 answerCount() const;
};

/// The piece of a JSON text at a path of members and places ("metadata.auto_scan", "permissions.0.access"), in the
/// bytes as they came; the whole for an empty path, nothing where there is no such piece.
QByteArray slice(const QByteArray &raw, const QString &path);

QString sha256Of(const QByteArray &bytes);

/// Facts that were written down: {"host", "at", "harbor", "facts": {KIND: {"rows": [...]} or {"rows": [...], "partial":
/// [...]} or {"missing": "forbidden", "right": "quota:list"}}}; a row is an object, or {"parent", "row"}.
Result<Facts> factsFromJson(const QByteArray &text);

} // namespace lotse::posture
