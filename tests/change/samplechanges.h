// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/change.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace lotse::test {

/// One change of each kind, made from what a Harbor holds, for the demo registry and for a real one alike.
struct SampleChange {
    QByteArray name;
    QByteArray shows; ///< path below /api/v2.0 of what it changes, for comparing before and after
    std::function<change::Change()> make;
    bool movesInList = false; ///< made anew, it stands elsewhere
};

/// Where they are made. `ask` sends a request below /api/v2.0 and gives the body; {} for a failure.
struct SamplePlace {
    using Ask = std::function<QByteArray(const QByteArray &method, const QByteArray &path, const QByteArray &body)>;
    Ask ask;
    QString project, repository, reference; ///< an artifact: "payments", "backend/fraud-score", "latest"
    QString member; ///< a user who is a member of the project
    QString other; ///< a user who is none

    QJsonObject object(const QByteArray &path) const { return QJsonDocument::fromJson(ask("GET", path, {})).object(); }
    QJsonArray list(const QByteArray &path) const { return QJsonDocument::fromJson(ask("GET", path, {})).array(); }
    /// The row whose member at `key` is `value`.
    QJsonObject find(const QByteArray &path, const QString &key, const QString &value) const
    {
        for (const QJsonValue &row : list(path)) {
            if (change::valueAt(row.toObject(), key).toString() == value)
                return row.toObject();
        }
        return {};
    }
};

QList<SampleChange> sampleChanges(const SamplePlace &place);
SampleChange sampleNamed(const SamplePlace &place, const QByteArray &name);

/// A body without what moves by itself: times, numbers of what is made anew, and what only tells of use.
QString withoutMovingParts(const QByteArray &body);

} // namespace lotse::test
