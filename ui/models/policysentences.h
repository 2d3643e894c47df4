// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>
#include <QVariantList>
#include <QtQml/qqml.h>

namespace lotse::ui {

/// A retention policy in words: its rules as sentences, its schedule with the next runs, a task's log as a table.
class PolicySentences : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QVariant policy READ policy WRITE setPolicy NOTIFY changed)
    Q_PROPERTY(QVariantList rules READ rules NOTIFY changed)
    Q_PROPERTY(QString schedule READ schedule NOTIFY changed)
    Q_PROPERTY(QStringList nextRuns READ nextRuns NOTIFY changed)
public:
    using QObject::QObject;

    QVariant policy() const { return m_policy; }
    void setPolicy(const QVariant &policy);
    QVariantList rules() const; ///< {text, disabled}
    QString schedule() const; ///< the cron as it came, or that it runs only by hand
    QStringList nextRuns() const; ///< the next three, in local time; empty where the cron cannot be read

signals:
    void changed();

private:
    QString cron() const;

    QVariant m_policy;
};

} // namespace lotse::ui
