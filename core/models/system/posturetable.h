// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/tablemodel.h"
#include "models/tables/watchedsession.h"
#include "posture/evaluate.h"
#include "posture/gather.h"

#include <QPointer>

namespace lotse::models {

/// A check and what became of it, as a row shows it.
struct PostureRow {
    Q_GADGET
public:
    FIELD(QString, id)
    FIELD(QString, outcome) ///< outcomeWord()
    FIELD(int, outcomeOrder)
    FIELD(int, severity)
    bool operator==(const PostureRow &) const = default;
};

/**
 * The posture of a registry: the checks of a set, failures first, with the evidence of each. Reads nothing before
 * run(). The last run is kept with the session, so that a page that comes back shows it. Belongs to a page.
 */
class PostureTable : public TableModel {
    Q_OBJECT
    Q_PROPERTY(lotse::Session *session READ session WRITE setSession NOTIFY sourceChanged)
    Q_PROPERTY(QStringList sets READ sets CONSTANT)
    Q_PROPERTY(QString set READ set WRITE setSet NOTIFY sourceChanged)
    Q_PROPERTY(QString headline READ headline NOTIFY ran)
    Q_PROPERTY(QString compared READ compared NOTIFY ran)
    Q_PROPERTY(QStringList blindSpots READ blindSpots NOTIFY ran)
    Q_PROPERTY(QVariantMap counts READ counts NOTIFY ran)
    Q_PROPERTY(QString only READ only WRITE setOnly NOTIFY onlyChanged)
public:
    explicit PostureTable(QObject *parent = nullptr);

    Session *session() const { return m_session.get(); }
    void setSession(Session *session);
    QStringList sets() const { return posture::builtInSets(); }
    QString set() const { return m_set; } ///< a built-in one, or the path of a file
    void setSet(const QString &set);

    Q_INVOKABLE void run();
    void refresh() override { run(); }
    void cancel() override;
    bool isCancellable() const override { return true; }
    qint64 progressDone() const override { return m_done; }
    qint64 progressTotal() const override { return m_total; }

    QString headline() const; ///< "26 failed, 9 not assessable, 20 passed"; empty before the first run
    QString compared() const; ///< what is another than at the run before; empty where there was none
    QStringList blindSpots() const;
    QVariantMap counts() const; ///< of failed, unknown, passed
    QString only() const { return m_only; } ///< failed, unknown, passed; empty: all
    void setOnly(const QString &only);
    /// {title, severity, outcome, message, subjects, missing, mend, page, controls} of a check.
    Q_INVOKABLE QVariantMap detail(const QString &key) const;
    /// {request, time, path, piece, sha256} of each piece of evidence.
    Q_INVOKABLE QVariantList evidence(const QString &key) const;

    std::shared_ptr<const posture::Posture> posture() const { return m_posture; }

signals:
    void sourceChanged();
    void ran();
    void onlyChanged();

protected:
    /// The facts of the local store, where there is one.
    virtual QList<posture::Fact> given() const { return {}; }
    virtual const Clock *clock() const;
    virtual const Proxies *proxies() const { return nullptr; }

private:
    void take(std::shared_ptr<const posture::Posture> posture);
    void show();
    const posture::Judged *judged(const QString &key) const;

    WatchedSession m_session;
    SystemClock m_clock;
    QString m_set = QStringLiteral("trusted-registry");
    QString m_only;
    std::shared_ptr<const posture::Posture> m_posture;
    std::shared_ptr<const posture::Posture> m_before;
    QPointer<QObject> m_run;
    qint64 m_done = 0, m_total = 0;
};

} // namespace lotse::models

Q_DECLARE_METATYPE(std::shared_ptr<const lotse::posture::Posture>)
