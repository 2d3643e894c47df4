// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QObject>
#include <QPointer>
#include <QSettings>
#include <QUrl>
#include <QVariantList>

namespace lotse::models {

/// Questions that are kept under a name: filter and pivot. They lie in the settings and can be given away as a file of
/// JSON, {"lotse_views": 1, "views": [{"name", "query", "pivot"}]}. Belongs to a page.
class SavedViews : public QObject {
    Q_OBJECT
    Q_PROPERTY(QSettings *settings READ settings WRITE setSettings NOTIFY changed)
    Q_PROPERTY(QVariantList views READ views NOTIFY changed)
    Q_PROPERTY(QString sentence READ sentence NOTIFY told)
    Q_PROPERTY(bool failed READ hasFailed NOTIFY told)
public:
    struct View {
        QString name, query, pivot;
        bool operator==(const View &) const = default;
    };

    using QObject::QObject;

    QSettings *settings() const { return m_settings; }
    void setSettings(QSettings *settings);
    /// {name, query, pivot}, those that come with the program first (`builtIn`).
    QVariantList views() const;
    QString sentence() const { return m_sentence; }
    bool hasFailed() const { return m_hasFailed; }

    /// Keeps a view; one of the same name is replaced. False, with a sentence, where the name is empty or the query is
    /// none.
    Q_INVOKABLE bool keep(const QString &name, const QString &query, const QString &pivot);
    Q_INVOKABLE void remove(const QString &name);
    Q_INVOKABLE bool exportTo(const QUrl &file);
    /// Takes the views of a file beside those that are there; of the same name the file's are kept.
    Q_INVOKABLE bool importFrom(const QUrl &file);
    Q_INVOKABLE void clearSentence();

    /// The file's views; ErrorKind::Decode where it holds none, Invalid where one of its queries does not read.
    static Result<QList<View>> read(const QByteArray &json);
    static QByteArray written(const QList<View> &views);

signals:
    void changed();
    void told();

private:
    bool tell(const QString &sentence, bool hasFailed);
    void store();

    QPointer<QSettings> m_settings;
    QList<View> m_views;
    QString m_sentence;
    bool m_hasFailed = false;
};

} // namespace lotse::models
