// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileDialog>
#include <QObject>
#include <QPointer>
#include <QUrl>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/**
 * Asks for a file or a folder: with the dialog of the desktop, or with the one of Qt Widgets where the desktop brings
 * none. The one of Qt Quick 6.4 takes no typed name. open() does not wait; accepted() or rejected() follows.
 */
class FileChooser : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString title MEMBER m_title NOTIFY changed)
    Q_PROPERTY(FileMode fileMode MEMBER m_mode NOTIFY changed)
    Q_PROPERTY(QStringList nameFilters MEMBER m_filters NOTIFY changed)
    Q_PROPERTY(QString defaultSuffix MEMBER m_suffix NOTIFY changed)
    Q_PROPERTY(QString fileName MEMBER m_name NOTIFY changed) ///< what is proposed
    Q_PROPERTY(QUrl selectedFile READ selectedFile NOTIFY selectedFileChanged)
    Q_PROPERTY(QString selectedPath READ selectedPath NOTIFY selectedFileChanged) ///< its path, decoded
public:
    enum FileMode { OpenFile, SaveFile, OpenFolder };
    Q_ENUM(FileMode)

    explicit FileChooser(QObject *parent = nullptr);
    ~FileChooser() override;

    QUrl selectedFile() const { return m_file; }
    QString selectedPath() const { return m_file.toLocalFile(); }
    Q_INVOKABLE void open();

signals:
    void changed();
    void selectedFileChanged();
    void accepted();
    void rejected();

private:
    void finish(int result);

    QString m_title;
    FileMode m_mode = OpenFile;
    QStringList m_filters;
    QString m_suffix;
    QString m_name;
    QUrl m_file;
    QPointer<QFileDialog> m_dialog;
};

} // namespace lotse::ui
