// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QStringList>

namespace lotse::models {

/// The lines of a log for a view, control characters made visible; `filter` keeps the lines that hold a text.
class LogLines : public QAbstractListModel {
    Q_OBJECT
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY changed)
    Q_PROPERTY(QString filter READ filter WRITE setFilter NOTIFY changed)
    Q_PROPERTY(int shown READ shown NOTIFY changed)
    Q_PROPERTY(int total READ total NOTIFY changed)
public:
    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    QString text() const { return m_text; }
    void setText(const QString &text);
    QString filter() const { return m_filter; }
    void setFilter(const QString &filter);
    int shown() const { return int(m_view.size()); }
    int total() const { return int(m_lines.size()); }

signals:
    void changed();

private:
    void arrange();

    QString m_text;
    QString m_filter;
    QStringList m_lines;
    QList<qsizetype> m_view;
};

} // namespace lotse::models
