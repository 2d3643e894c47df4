// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QObject>
#include <QUrl>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

#include <functional>

namespace lotse::ui {

/// Who has to approve the plans for a registry, and the form that adds a key. Files are read and written on a worker;
/// what is done here holds at once.
class ApprovalForm : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString origin READ origin WRITE setOrigin NOTIFY changed) ///< URL of the registry
    Q_PROPERTY(bool required READ isRequired NOTIFY changed)
    Q_PROPERTY(bool fixed READ isFixed NOTIFY changed) ///< by the file of the system, which is not changed here
    Q_PROPERTY(QString file READ file NOTIFY changed)
    Q_PROPERTY(QVariantList approvers READ approvers NOTIFY changed) ///< {user, algorithm, fingerprint}
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    Q_PROPERTY(QString user READ user CONSTANT) ///< who sits here, by the operating system
    Q_PROPERTY(QString key READ key WRITE setKey NOTIFY keyChanged) ///< a public key in PEM form
    Q_PROPERTY(QString keyFacts READ keyFacts NOTIFY keyChanged) ///< its kind and fingerprint
    Q_PROPERTY(QString keyProblem READ keyProblem NOTIFY keyChanged)
public:
    explicit ApprovalForm(QObject *parent = nullptr);
    /// Other files than those of this person and this system.
    ApprovalForm(QStringList files, QObject *parent);

    QString origin() const { return m_origin; }
    void setOrigin(const QString &origin);
    bool isRequired() const { return m_isRequired; }
    bool isFixed() const { return m_isFixed; }
    QString file() const { return m_file; }
    QVariantList approvers() const { return m_approvers; }
    QString problem() const { return m_problem; }
    QString user() const;
    QString key() const { return m_key; }
    void setKey(const QString &pem);
    QString keyFacts() const { return m_keyFacts; }
    QString keyProblem() const { return m_keyProblem; }

    Q_INVOKABLE void refresh();
    /// Reads a key file into `key`.
    Q_INVOKABLE void readKey(const QUrl &file);
    /// added() follows, or `problem`.
    Q_INVOKABLE void add(const QString &user);
    Q_INVOKABLE void remove(const QString &fingerprint);
    Q_INVOKABLE void release(); ///< no approval is required any more

signals:
    void changed();
    void keyChanged();
    void added();

private:
    void change(std::function<Result<void>()> work, bool isAddition = false);

    QStringList m_files;
    QString m_origin, m_file, m_problem, m_key, m_keyFacts, m_keyProblem;
    QVariantList m_approvers;
    bool m_isRequired = false;
    bool m_isFixed = false;
};

} // namespace lotse::ui
