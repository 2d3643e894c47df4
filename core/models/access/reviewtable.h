// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/tablemodel.h"
#include "models/tables/watchedsession.h"
#include "posture/gather.h"
#include "review/reviewbook.h"

#include <QPointer>
#include <QThreadPool>

namespace lotse::models {

/// A reviewed permission, as a row shows it.
struct ReviewRow {
    Q_GADGET
public:
    FIELD(QString, key)
    FIELD(int, decision)
    bool operator==(const ReviewRow &) const = default;
};

/**
 * The access reviews of a registry: one of them as a table, its permissions with what was decided. Starting one reads
 * the registry; decisions are kept at once, beside those on findings. Belongs to a page.
 */
class ReviewTable : public TableModel {
    Q_OBJECT
    Q_PROPERTY(lotse::Session *session READ session WRITE setSession NOTIFY sourceChanged)
    Q_PROPERTY(QVariantList reviews READ reviews NOTIFY reviewsChanged)
    Q_PROPERTY(int current READ current WRITE setCurrent NOTIFY reviewsChanged)
    Q_PROPERTY(QString headline READ headline NOTIFY reviewsChanged)
    Q_PROPERTY(QStringList gaps READ gaps NOTIFY reviewsChanged)
    Q_PROPERTY(bool open READ isOpen NOTIFY reviewsChanged)
    Q_PROPERTY(QVariantMap counts READ counts NOTIFY reviewsChanged)
    Q_PROPERTY(QString only READ only WRITE setOnly NOTIFY reviewsChanged)
    Q_PROPERTY(QString problem READ problem NOTIFY reviewsChanged)
    Q_PROPERTY(QVariantList roles READ roles CONSTANT)
public:
    explicit ReviewTable(QObject *parent = nullptr);
    ~ReviewTable() override;

    Session *session() const { return m_session.get(); }
    void setSession(Session *session);
    /// {title, text} of each review of this registry, the newest first.
    QVariantList reviews() const;
    int current() const { return m_current; } ///< of reviews(); -1 where there is none
    void setCurrent(int current);
    QString headline() const; ///< "7 of 23 permissions decided"; empty without a review
    QStringList gaps() const;
    bool isOpen() const;
    QVariantMap counts() const; ///< of open, keep, change, revoke
    QString only() const { return m_only; } ///< one of these; empty: all
    void setOnly(const QString &only);
    QString problem() const { return m_problem; } ///< why the last thing was not done; empty: it was
    QVariantList roles() const; ///< {role, text}

    /// Reads the permissions in these projects (patterns with commas; empty: all) and keeps them as a new review; of
    /// the registries of these accounts, too, one after the other.
    Q_INVOKABLE void start(const QString &title, const QString &projects, const QStringList &accounts = {});
    /// "keep", "change", "revoke", or "" to take a decision back; `role` for a change of members.
    Q_INVOKABLE void decide(
        const QStringList &keys, const QString &what, int role, const QString &reason, const QString &reviewer);
    /// Ends the review; nothing in it changes after that.
    Q_INVOKABLE void closeReview();
    /// {isMember, text (what it allows), decision, role, reason, reviewer} of a permission.
    Q_INVOKABLE QVariantMap detail(const QString &key) const;
    void refresh() override;
    void cancel() override;
    bool isCancellable() const override { return m_run != nullptr; }
    qint64 progressDone() const override { return m_done; }
    qint64 progressTotal() const override { return m_total; }

    /// Where they are kept: with the decisions.
    void setKept(const store::Plan &decisions);
    const review::Campaign *campaign() const;

signals:
    void sourceChanged();
    void reviewsChanged();

protected:
    virtual const Clock *clock() const { return &systemClock(); }
    virtual const Proxies *proxies() const { return nullptr; }
    /// Of another account that is online; null where there is none.
    virtual Session *sessionOf(const QString &accountId) const
    {
        Q_UNUSED(accountId)
        return nullptr;
    }

private:
    using Work = std::function<Result<QString>(review::ReviewBook &)>; ///< gives the id that is shown after it
    void keep(Work work);
    void show();
    QString registryId() const;
    void readNext(); ///< of the registries that are left; keeps the review where none is
    void keepRead();

    WatchedSession m_session;
    std::optional<store::Plan> m_kept;
    QThreadPool m_keeper; ///< of one thread: what is kept keeps its order
    QList<review::Campaign> m_reviews; ///< of this registry, the newest first
    int m_current = -1;
    QString m_only, m_problem;
    QPointer<QObject> m_run;
    struct Plan;
    std::shared_ptr<Plan> m_plan; ///< of the review that is being read
    qint64 m_done = 0, m_total = 0;
};

} // namespace lotse::models
