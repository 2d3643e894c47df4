// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/dockerauth.h"
#include "shell/application.h"

#include <QAbstractListModel>
#include <QPointer>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/// The hosts of docker's and podman's auth files, each with a way to make an account of it.
class TakeoverList : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(lotse::ui::Application *app READ app WRITE setApp NOTIFY changed)
    Q_PROPERTY(int count READ count NOTIFY changed)
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed) ///< a helper is being asked
    Q_PROPERTY(QStringList files READ files NOTIFY changed) ///< that were read
    Q_PROPERTY(QString sentence READ sentence NOTIFY changed) ///< what went wrong; empty where nothing
    Q_PROPERTY(QString detail READ detail NOTIFY changed)
public:
    enum Role { HostRole = Qt::UserRole, UserRole, KeptRole, FileRole, KnownRole, PossibleRole };

    using QAbstractListModel::QAbstractListModel;

    Application *app() const { return m_app; }
    void setApp(Application *app);
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    int count() const { return int(m_auths.entries.size()); }
    bool isBusy() const { return m_busy; }
    QStringList files() const { return m_auths.files; }
    QString sentence() const { return m_sentence; }
    QString detail() const { return m_detail; }

    /// Reads the files anew.
    Q_INVOKABLE void refresh();
    /// Opens the page of a new account with what is known of this row; asks its helper first.
    Q_INVOKABLE void take(int row);

signals:
    void changed();

private:
    bool isKnown(const DockerEntry &entry) const;
    void open(const DockerEntry &entry);
    void say(const QString &sentence, const QString &detail = {});

    QPointer<Application> m_app;
    DockerAuths m_auths;
    bool m_busy = false;
    QString m_sentence;
    QString m_detail;
};

} // namespace lotse::ui
