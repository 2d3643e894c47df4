// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/tablemodel.h"

#include <QtQml/qqmlregistration.h>

namespace lotse::test {

/// A ship of the test table: one field for each kind of cell.
struct Ship {
    Q_GADGET
public:
    QString name;
    QString digest;
    qint64 size = 0;
    QDateTime seen;
    QString severity;
    QList<qint64> findings;
    QString condition;
    qint64 used = 0;
    QStringList labels;
};

/// A table model with rows made by rule; the states are set from outside.
class Fleet : public models::TableModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(int refreshes MEMBER m_refreshes NOTIFY refreshed)
    Q_PROPERTY(int firstInView MEMBER m_firstInView NOTIFY inViewChanged)
    Q_PROPERTY(int lastInView MEMBER m_lastInView NOTIFY inViewChanged)
public:
    explicit Fleet(QObject *parent = nullptr);

    Q_INVOKABLE void fill(int rows);
    Q_INVOKABLE void fail();
    Q_INVOKABLE void load();
    Q_INVOKABLE void limp();
    void refresh() override;
    void setInView(int first, int last) override;
    QVariant data(const QModelIndex &index, int role) const override;
    /// How often a cell was asked for something.
    Q_INVOKABLE int asked() const { return m_asked; }

signals:
    void refreshed();
    void inViewChanged();

private:
    int m_refreshes = 0;
    int m_firstInView = -1;
    int m_lastInView = -1;
    mutable int m_asked = 0;
};

} // namespace lotse::test

Q_DECLARE_METATYPE(lotse::test::Ship)
