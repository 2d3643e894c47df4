// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application.h"
#include "base/securebytes.h"

#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/// Secrets that a registry showed once, until the person has taken them or let them go. Kept here alone: no journal, no
/// log and no other page has them. Belongs to the dialog that shows them.
class ShownSecrets : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(lotse::ui::Application *app MEMBER m_app NOTIFY changed)
    Q_PROPERTY(int count READ count NOTIFY changed)
    Q_PROPERTY(QVariantList rows READ rows NOTIFY rowsChanged)
    Q_PROPERTY(QVariantList takenRows READ takenRows NOTIFY changed)
    Q_PROPERTY(bool taken READ isTaken NOTIFY changed)
    Q_PROPERTY(QString sentence READ sentence NOTIFY changed)
    Q_PROPERTY(bool failed READ hasFailed NOTIFY changed)
public:
    using QObject::QObject;

    /// `holder` is the user name that it is for: "robot$payments+ci".
    Q_INVOKABLE void add(const QString &host, const QString &holder, const QString &secret);
    Q_INVOKABLE void clear();
    /// {holder, secret}.
    QVariantList rows() const;
    QVariantList takenRows() const; ///< whether each was copied or saved
    int count() const { return int(m_rows.size()); }
    bool isTaken() const; ///< whether each was copied or saved
    QString sentence() const { return m_sentence; }
    bool hasFailed() const { return m_failed; }

    Q_INVOKABLE void markTaken(int row);
    /// "text", "docker" or "kubernetes".
    Q_INVOKABLE QByteArray bytes(int row, const QString &form) const;
    Q_INVOKABLE QString fileName(int row, const QString &form) const;
    /// Into the keychain of the desktop, by its user name and host; `sentence` says what became of it.
    Q_INVOKABLE void keep(int row);

signals:
    void changed();
    void rowsChanged();

private:
    struct Shown {
        QString host, holder;
        SecureBytes secret;
        bool isTaken = false;
    };

    Application *m_app = nullptr;
    QList<Shown> m_rows;
    QString m_sentence;
    bool m_failed = false;
};

} // namespace lotse::ui
