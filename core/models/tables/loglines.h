// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/remoteobject.h"

#include <QAbstractListModel>
#include <QPointer>

#include <memory>
#include <vector>

namespace lotse::models {

/**
 * The lines of a log for a view, control characters made visible; `filter` keeps the lines that hold a text, without
 * case. The log is held once, as it came; a line becomes text when it is in view. A long one is cut into lines and
 * searched in a worker. A line of more than 4,000 bytes goes on in the next.
 */
class LogLines : public QAbstractListModel {
    Q_OBJECT
    Q_PROPERTY(lotse::models::RemoteObject *source READ source WRITE setSource NOTIFY sourceChanged)
    Q_PROPERTY(QString filter READ filter WRITE setFilter NOTIFY changed)
    Q_PROPERTY(int shown READ shown NOTIFY changed)
    Q_PROPERTY(int total READ total NOTIFY changed)
    Q_PROPERTY(qint64 bytes READ bytes NOTIFY changed)
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed) ///< what is shown is not of the present log or filter yet
public:
    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    /// A log that is read elsewhere; followed when it is read anew.
    RemoteObject *source() const { return m_source; }
    void setSource(RemoteObject *source);
    void setLog(const QByteArray &log);
    QString filter() const { return m_filter; }
    void setFilter(const QString &filter);
    int shown() const { return m_index ? int(m_index->shown.size()) : 0; }
    int total() const { return m_index ? int(m_index->starts.size()) : 0; }
    qint64 bytes() const { return m_log.size(); }
    bool isBusy() const { return m_isBusy; }
    /// The lines that are shown, as one text.
    Q_INVOKABLE QString copyText() const;

signals:
    void sourceChanged();
    void changed();

private:
    /// Where the lines of a log begin, and which of them are shown. Never changed once it is made.
    struct Index {
        QByteArray log;
        std::vector<quint32> starts;
        std::vector<quint32> shown; ///< indexes into `starts`
        QByteArrayView line(quint32 at) const;
    };
    using IndexPointer = std::shared_ptr<const Index>;
    static IndexPointer indexOf(const QByteArray &log, const IndexPointer &known, const QString &filter);
    void arrange();
    void take(const IndexPointer &index);

    QPointer<RemoteObject> m_source;
    QByteArray m_log;
    QString m_filter;
    IndexPointer m_index;
    quint64 m_turn = 0; ///< counts what was asked of the worker; only the last counts
    bool m_isBusy = false;
};

} // namespace lotse::models
