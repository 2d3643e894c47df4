// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QObject>
#include <QUrl>
#include <QtQml/qqmlregistration.h>

class QTemporaryDir;

namespace lotse::ui {

/// Writes files that the user chose: whole, or not at all. Belongs to a page.
class FileSaver : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString sentence READ sentence NOTIFY finished)
    Q_PROPERTY(bool failed READ hasFailed NOTIFY finished)
public:
    using QObject::QObject;

    /// Writes on a worker; `sentence` says what became of it once `finished` came.
    Q_INVOKABLE void save(const QUrl &file, const QByteArray &bytes);
    /// Lends a file to another program (a drag): in a folder that only its owner can enter, until the program ends.
    /// Empty where it failed; `sentence` says why.
    Q_INVOKABLE QUrl lend(const QString &fileName, const QByteArray &bytes);
    /// A file name of letters, digits, ".", "_" and "-" only: names come from the registry. Empty parts are left out;
    /// `suffix` with its dot or without.
    Q_INVOKABLE QString fileName(const QStringList &parts, const QString &suffix) const;
    Q_INVOKABLE QByteArray utf8(const QString &text) const { return text.toUtf8(); }
    Q_INVOKABLE void clear();

    QString sentence() const { return m_sentence; }
    bool hasFailed() const { return m_failed; }

signals:
    void finished();

private:
    void finish(bool failed, const QString &sentence);

    QTemporaryDir *m_lent = nullptr; ///< outlives the page: whoever was given a file may read it late
    QString m_sentence;
    bool m_failed = false;
};

} // namespace lotse::ui
