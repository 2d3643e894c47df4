// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/endpoint.h"
#include "store/auditscan.h"

#include <QDate>
#include <QObject>
#include <QVariantList>

namespace lotse::models {

/// What the audit trail is asked for: of the local store, or of the server, which knows less of it. The server's names
/// of the columns are those of its table: the result is "op_result" there, and a key that it does not know it ignores
/// without a word.
class AuditFilter : public QObject {
    Q_OBJECT
    Q_PROPERTY(QDate from READ from WRITE setFrom NOTIFY changed)
    Q_PROPERTY(QDate to READ to WRITE setTo NOTIFY changed)
    /// The days as they were typed; what is no day stays there, and is said in `problem`.
    Q_PROPERTY(QString fromText MEMBER m_from NOTIFY changed)
    Q_PROPERTY(QString toText MEMBER m_to NOTIFY changed)
    Q_PROPERTY(QString user MEMBER m_user NOTIFY changed)
    Q_PROPERTY(QString operation MEMBER m_operation NOTIFY changed)
    Q_PROPERTY(QString resource MEMBER m_resource NOTIFY changed)
    Q_PROPERTY(QString resourceType MEMBER m_resourceType NOTIFY changed)
    Q_PROPERTY(QString result MEMBER m_result NOTIFY changed)
    Q_PROPERTY(QString project MEMBER m_project NOTIFY changed)
    Q_PROPERTY(QString repository MEMBER m_repository NOTIFY changed)
    Q_PROPERTY(QString text MEMBER m_text NOTIFY changed)
    Q_PROPERTY(QString registry MEMBER m_registry NOTIFY changed)
    Q_PROPERTY(bool robots MEMBER m_onlyRobots NOTIFY changed)
    Q_PROPERTY(int weekday MEMBER m_weekday NOTIFY changed)
    Q_PROPERTY(int hour MEMBER m_hour NOTIFY changed)
    Q_PROPERTY(QVariantList inForce READ inForce NOTIFY changed)
    Q_PROPERTY(QString serverProblem READ serverProblem NOTIFY changed)
    Q_PROPERTY(QStringList localOnly READ localOnly NOTIFY changed)
    Q_PROPERTY(QVariantMap params READ paramMap NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    Q_PROPERTY(bool isEmpty READ isEmpty NOTIFY changed)
public:
    explicit AuditFilter(QObject *parent = nullptr)
        : QObject(parent)
    {
    }

    /// `q` and `sort` for the server; days are the user's local days, whole, the last one included.
    harbor::Params params() const;
    QVariantMap paramMap() const;
    /// Why the filter cannot be asked for, or empty: a day that is none, a comma in a value, an end before its
    /// beginning.
    QString problem() const;
    /// The rule that the text of a day breaks; empty for a day, and for no text.
    Q_INVOKABLE QString dayProblem(const QString &text) const;
    QDate from() const { return dateOf(m_from); }
    QDate to() const { return dateOf(m_to); }
    void setFrom(const QDate &day);
    void setTo(const QDate &day);
    bool isEmpty() const;
    /// The last days up to today; 0 for all time. A saved view keeps it as a number of days.
    Q_INVOKABLE void lastDays(int days);
    /// A date as typed (2026-11-23), invalid where it is none.
    Q_INVOKABLE QDate dateOf(const QString &text) const;
    Q_INVOKABLE QString textOf(const QDate &date) const;
    Q_INVOKABLE void clear();

    /// What the local store is asked for. Days are whole, in the zone of the person.
    store::AuditWish wish() const;
    /// {id, text} of each filter that is in force, as a sentence part: "User: admin".
    QVariantList inForce() const;
    Q_INVOKABLE void remove(const QString &id);
    /// Those of them that the server cannot answer.
    QStringList localOnly() const;
    /// Why the server cannot be asked; empty where it can: `problem`, or a comma in a value.
    QString serverProblem() const;
    void setRegistryNames(const QHash<QString, QString> &names) { m_names = names; }
    /// Narrows to an hour of the week; to a day, or to several.
    Q_INVOKABLE void narrowToHour(int weekday, int hour);
    Q_INVOKABLE void narrowToDays(const QString &from, const QString &to);
    /// For saved views; a text that is none leaves everything as it is and gives false.
    Q_INVOKABLE QString asText() const;
    Q_INVOKABLE bool takeText(const QString &text);

signals:
    void changed();

private:
    QString m_from;
    QString m_to;
    int m_days = 0; ///< of lastDays(), which m_daysFrom is the beginning of; another beginning ends it
    QString m_daysFrom;
    QString m_user;
    QString m_operation;
    QString m_resource;
    QString m_resourceType;
    QString m_result; ///< "", "true", "false"
    QString m_project;
    QString m_repository; ///< with the project
    QString m_text;
    QString m_registry; ///< id; empty: all
    bool m_onlyRobots = false;
    int m_weekday = -1; ///< 0 is Monday
    int m_hour = -1;
    QHash<QString, QString> m_names;
};

} // namespace lotse::models
