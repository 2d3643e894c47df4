// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QFont>
#include <QPointer>
#include <QSet>
#include <QSettings>
#include <QTimer>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

#include <optional>

namespace lotse::ui {

/**
 * A table as one person sees it: another model's columns in the person's order and widths, without the hidden ones, and
 * which rows are selected. The layout is kept by table id in the settings given. The selection is a set of row keys, so
 * that it survives sorting and new rows. Belongs to the ResourceTable that shows it.
 *
 * The source has the roles "key", "display", ... and a property `columns`, as models::TableModel has.
 */
class ArrangedTable : public QAbstractTableModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QAbstractItemModel *source READ source WRITE setSource NOTIFY sourceChanged)
    Q_PROPERTY(QString tableId MEMBER m_tableId WRITE setTableId NOTIFY arrangementChanged)
    Q_PROPERTY(QSettings *settings MEMBER m_settings WRITE setSettings NOTIFY arrangementChanged)
    Q_PROPERTY(qreal available MEMBER m_available WRITE setAvailable NOTIFY arrangementChanged)
    Q_PROPERTY(qreal zoom MEMBER m_zoom WRITE setZoom NOTIFY arrangementChanged)
    /// What the cells are drawn in: with these, columns whose words are cut get what others can spare.
    Q_PROPERTY(QFont font READ font WRITE setFont NOTIFY arrangementChanged)
    Q_PROPERTY(QFont monoFont READ monoFont WRITE setMonoFont NOTIFY arrangementChanged)
    Q_PROPERTY(bool settled MEMBER m_settled WRITE setSettled NOTIFY settledChanged) ///< rows are there, no more come
    Q_PROPERTY(bool picksFirst MEMBER m_picksFirst WRITE setPicksFirst NOTIFY settledChanged) ///< one is always current
    /// What is staged for cells, by "key/column": the text of the new value.
    Q_PROPERTY(QVariantMap staged MEMBER m_staged WRITE setStaged NOTIFY stagedChanged)
    Q_PROPERTY(QVariantList columns READ columns NOTIFY arrangementChanged)
    Q_PROPERTY(QVariantList allColumns READ allColumns NOTIFY arrangementChanged)
    Q_PROPERTY(int rows READ rows NOTIFY rowsChanged)
    Q_PROPERTY(int currentRow READ currentRow NOTIFY currentChanged)
    Q_PROPERTY(QString currentKey READ currentKey NOTIFY currentChanged)
    Q_PROPERTY(QStringList selectedKeys READ selectedKeys NOTIFY selectionChanged)
    Q_PROPERTY(int selectedCount READ selectedCount NOTIFY selectionChanged)
public:
    explicit ArrangedTable(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    QAbstractItemModel *source() const { return m_source; }
    void setSource(QAbstractItemModel *source);
    void setTableId(const QString &id);
    void setSettings(QSettings *settings);
    void setAvailable(qreal width);
    void setZoom(qreal zoom);
    void setSettled(bool settled);
    void setPicksFirst(bool picks);
    void setStaged(const QVariantMap &staged);
    QFont font() const { return m_font.value_or(QFont()); }
    void setFont(const QFont &font);
    QFont monoFont() const { return m_monoFont.value_or(QFont()); }
    void setMonoFont(const QFont &font);
    int rows() const { return rowCount(); }

    /// {id, title, width, kind, right, sortable, x} of the visible columns, in the person's order.
    QVariantList columns() const;
    /// {id, title, hidden} of every column.
    QVariantList allColumns() const;
    Q_INVOKABLE qreal widthOf(int column) const;
    /// {column, row} at a point of the content where all rows are as high; {-1, -1} where there is none. A TableView
    /// that is asked the same (cellAtPos) while it loads a column reads what is not there yet.
    Q_INVOKABLE QPoint cellAt(qreal x, qreal y, qreal rowHeight) const;
    Q_INVOKABLE void setWidth(int column, qreal width);
    Q_INVOKABLE void moveColumn(int from, int to);
    /// Hides or shows a column; the last visible one stays.
    Q_INVOKABLE void setHidden(const QString &id, bool hidden);
    Q_INVOKABLE void resetLayout();

    int currentRow() const;
    QString currentKey() const { return m_current; }
    /// In the order of the rows.
    QStringList selectedKeys() const;
    int selectedCount() const { return int(m_selected.size()); }
    Q_INVOKABLE QString keyAt(int row) const;
    Q_INVOKABLE bool isSelected(int row) const { return m_selected.contains(keyAt(row)); }
    /// Those of `count` rows from `first` on, counted from there.
    Q_INVOKABLE QList<int> selectedIn(int first, int count) const;
    /// Makes a row current. Plain: selects it alone; `extend`: from the anchor to it; `toggle`: it changes sides.
    Q_INVOKABLE void choose(int row, bool extend, bool toggle);
    /// Makes a row current and leaves what is selected as it is.
    Q_INVOKABLE void moveTo(int row);
    /// All rows, and those that are read after them, until another row is chosen.
    Q_INVOKABLE void selectAll();
    Q_INVOKABLE void clearSelection();
    /// Selects the row of this key, if it is there.
    Q_INVOKABLE void chooseKey(const QString &key);

signals:
    void sourceChanged();
    void arrangementChanged();
    void rowsChanged();
    void currentChanged();
    void selectionChanged();
    void settledChanged();
    void stagedChanged();

private slots:
    void takeColumns(); // the source has other columns now

private:
    struct Shown {
        int source = 0;
        QString id;
        qreal width = 140;
        bool isSet = false; // by the person
    };
    void follow();
    void readColumns();
    void keep() const;
    void touchSelection();
    void settle();
    void touchRows();
    int roleOf(const char *name) const;
    int rowOf(const QString &key) const;
    QList<qreal> widths() const; ///< of the shown columns, in pixels
    void spread(QList<qreal> &widths) const;
    void giveWay(QList<qreal> &widths) const;
    qreal room(const QList<qreal> &widths) const;
    qreal part(qsizetype shown) const; ///< of its width that a column may give away; 0 for none
    qreal least(qsizetype shown) const; ///< what it keeps of it, in pixels
    void measure();
    qreal needOf(int column) const; ///< of a source column, in pixels; 0 where it is not known
    QVariantMap sourceColumn(int column) const;

    QPointer<QAbstractItemModel> m_source;
    QString m_tableId;
    QPointer<QSettings> m_settings;
    qreal m_available = 0;
    qreal m_zoom = 1;
    std::optional<QFont> m_font;
    std::optional<QFont> m_monoFont;
    QList<qreal> m_needs; ///< of the source columns: what their heads and first rows need
    QTimer m_measure;
    bool m_settled = false;
    bool m_picksFirst = false;
    QTimer m_settle;
    QVariantMap m_staged;
    QVariantList m_sourceColumns;
    QList<Shown> m_shown;
    QStringList m_hidden;
    QString m_current;
    QString m_anchor;
    QSet<QString> m_selected;
    bool m_choosesAll = false;
    int m_keyRole = -1;
    bool m_knowsPlaces = false; // the source finds the row of a key itself
    mutable int m_currentRow = -1; // a guess, checked against m_current
};

} // namespace lotse::ui
