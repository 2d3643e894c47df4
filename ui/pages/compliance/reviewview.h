// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/reviewtable.h"
#include "pagejob.h"

#include <QUrl>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/// The access reviews of the registry that is shown, with the ways to a plan and a report. Belongs to a page.
class ReviewView : public models::ReviewTable {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(lotse::ui::Application *app READ app WRITE setApp NOTIFY appChanged)
    Q_PROPERTY(QString said READ said NOTIFY saidChanged)
    Q_PROPERTY(bool prints READ prints CONSTANT)
    Q_PROPERTY(QVariantList otherAccounts READ otherAccounts NOTIFY appChanged)
public:
    explicit ReviewView(QObject *parent = nullptr);

    Application *app() const { return m_app; }
    void setApp(Application *app);
    /// Stages what the decisions change; what no change makes is told in `said`.
    Q_INVOKABLE void stage();
    /// "review-harbor.example.com-20261130.pdf"
    Q_INVOKABLE QString fileName(const QString &format) const;
    /// html, csv, json or pdf.
    Q_INVOKABLE void save(const QUrl &file, const QString &format);
    QString said() const { return m_said; }
    bool prints() const;
    /// {id, name, host, online} of the accounts at other registries, one of each.
    QVariantList otherAccounts() const;

signals:
    void appChanged();
    void saidChanged();

protected:
    const Proxies *proxies() const override;
    Session *sessionOf(const QString &accountId) const override;

private:
    void say(const QString &text);
    /// What is staged at a registry; null where no account of it is there.
    models::ChangeList *listOf(const QString &registryId) const;

    QPointer<Application> m_app;
    PageJob m_job;
    QString m_said;
};

} // namespace lotse::ui
