// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "models/tables/tablemodel.h"
#include "net/transport.h"

#include <QAbstractListModel>
#include <QSet>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/// The last requests to all registries, newest first, as the dock shows them. Belongs to the Application.
class RequestList : public models::TableModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the Application")
public:
    explicit RequestList(QObject *parent = nullptr);

    /// Takes what Transport::requestChanged says; connect it with this object as context. `host` names the registry.
    void take(const QString &host, const RequestRecord &record);
    /// How many are in flight now.
    int running() const;
    /// The request as a curl command without the secret.
    Q_INVOKABLE QString curl(const QString &key) const;

private:
    QSet<QString> m_running; ///< keys of those without an answer
};

/// What a problem is about: only one of a source is open at a time.
struct ProblemSource {
    QString id{}; ///< empty: nothing can solve it
    QString account{}; ///< its name, for people
};

/// What went wrong lately, newest first, and whether it still is so. Belongs to the Application.
class ProblemList : public models::TableModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the Application")
    Q_PROPERTY(int open READ open NOTIFY openChanged) ///< how many are not solved
public:
    using Source = ProblemSource;
    struct Problem {
        QString registry;
        QDateTime when;
        Error error;
        Source source{};
        bool isSolved = false;
    };

    explicit ProblemList(QObject *parent = nullptr);

    void report(const QString &registry, const Error &error, const QDateTime &when, const Source &source = {});
    /// What was reported of this source is over.
    void solve(const QString &sourceId);
    int open() const;
    Q_INVOKABLE QString detail(const QString &key) const;
    /// Newest first.
    QList<Problem> all() const;
    Q_INVOKABLE void clear();

signals:
    void openChanged();

private:
    bool close(const QString &sourceId); ///< true where one was open
    void publish();

    QList<models::Row> m_kept;
    quint64 m_next = 1;
};

/// Long work with its progress. Belongs to the Application.
class JobList : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the Application")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(int running READ running NOTIFY countChanged)
public:
    enum Role { IdRole = Qt::UserRole, TitleRole, SentenceRole, ConditionRole, ShareRole, ProgressRole, LogRole };

    struct Job {
        quint64 id = 0;
        QString title; ///< "Reading audit entries of harbor.example.com"
        QString sentence; ///< what it is doing or how it ended
        QString condition; ///< running, ok, warning, error, off (cancelled)
        qint64 done = 0;
        qint64 total = -1; ///< -1 while it is not known
        QString log;
    };

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    int count() const { return int(m_jobs.size()); }
    int running() const;

    /// Begins a job; whoever began it listens to cancelRequested.
    quint64 begin(const QString &title);
    void progress(quint64 id, qint64 done, qint64 total, const QString &sentence);
    void end(quint64 id, const QString &condition, const QString &sentence);
    /// Takes a job away that has ended; nothing where there is none.
    void remove(quint64 id);
    Q_INVOKABLE void cancel(quint64 id) { emit cancelRequested(id); }
    Q_INVOKABLE void clearFinished();

signals:
    void cancelRequested(quint64 id);
    void countChanged();

private:
    void touch(quint64 id, const std::function<void(Job &)> &change);

    QList<Job> m_jobs;
    quint64 m_next = 1;
};

} // namespace lotse::ui

Q_DECLARE_METATYPE(lotse::ui::JobList::Job)
