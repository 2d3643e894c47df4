// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QUrl>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/// Writes a file that the user chose: whole, or not at all.
class FileSaver : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString sentence READ sentence NOTIFY finished)
    Q_PROPERTY(bool failed READ hasFailed NOTIFY finished)
public:
    using QObject::QObject;

    /// False where it failed; `sentence` says what became of it.
    Q_INVOKABLE bool save(const QUrl &file, const QByteArray &bytes);
    /// A file name of letters, digits, ".", "_" and "-" only: names come from the registry.
    Q_INVOKABLE QString fileName(const QStringList &parts, const QString &suffix) const;
    Q_INVOKABLE void clear();

    QString sentence() const { return m_sentence; }
    bool hasFailed() const { return m_failed; }

signals:
    void finished();

private:
    QString m_sentence;
    bool m_failed = false;
};

} // namespace lotse::ui
