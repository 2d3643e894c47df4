// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "filechooser.h"

#include <QDir>
#include <QGuiApplication>
#include <QStandardPaths>
#include <QWindow>

namespace lotse::ui {

namespace {

/// Where the last file was chosen: the next one is often beside it.
QString &lastFolder()
{
    static QString folder;
    return folder;
}

} // namespace

FileChooser::FileChooser(QObject *parent)
    : QObject(parent)
{
}

FileChooser::~FileChooser()
{
    delete m_dialog;
}

void FileChooser::open()
{
    if (m_dialog) {
        m_dialog->raise();
        m_dialog->activateWindow();
        return;
    }
    const bool saves = m_mode == SaveFile;
    if (lastFolder().isEmpty())
        lastFolder() = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    if (!QDir(lastFolder()).exists())
        lastFolder() = QDir::homePath();
    m_dialog = new QFileDialog(
        nullptr, m_title.isEmpty() ? (saves ? tr("Save as") : tr("Choose a file")) : m_title, lastFolder());
    const bool isFolder = m_mode == OpenFolder;
    m_dialog->setOption(QFileDialog::ShowDirsOnly, isFolder);
    m_dialog->setAcceptMode(saves ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    m_dialog->setFileMode(saves ? QFileDialog::AnyFile : isFolder ? QFileDialog::Directory : QFileDialog::ExistingFile);
    m_dialog->setLabelText(QFileDialog::Accept, saves ? tr("Save") : isFolder ? tr("Choose") : tr("Open"));
    m_dialog->setLabelText(QFileDialog::Reject, tr("Cancel"));
    m_dialog->setLabelText(QFileDialog::FileName, tr("Name:"));
    m_dialog->setLabelText(QFileDialog::FileType, tr("Type:"));
    m_dialog->setLabelText(QFileDialog::LookIn, tr("Folder:"));
    if (!m_filters.isEmpty())
        m_dialog->setNameFilters(m_filters);
    m_dialog->setDefaultSuffix(m_suffix);
    if (!m_name.isEmpty())
        m_dialog->selectFile(m_name);
    // The suffix follows the type that is chosen: "picture" as SVG is picture.svg.
    connect(m_dialog, &QFileDialog::filterSelected, m_dialog, [dialog = m_dialog.data()](const QString &filter) {
        const QString suffix = filter.section(QStringLiteral("(*."), 1).section(u')', 0, 0).section(u' ', 0, 0);
        if (!suffix.isEmpty() && suffix != u"*")
            dialog->setDefaultSuffix(suffix);
    });
    connect(m_dialog, &QFileDialog::finished, this, &FileChooser::finish);
    m_dialog->setWindowModality(Qt::ApplicationModal);
    if (QWindow *window = QGuiApplication::focusWindow()) {
        m_dialog->winId(); // makes its window
        if (QWindow *own = m_dialog->windowHandle())
            own->setTransientParent(window);
    }
    m_dialog->show();
}

void FileChooser::finish(int result)
{
    const QList<QUrl> files = m_dialog->selectedUrls();
    const bool isChosen = result == QDialog::Accepted && !files.isEmpty();
    if (isChosen)
        lastFolder() = m_dialog->directory().absolutePath();
    m_dialog->deleteLater();
    m_dialog = nullptr;
    if (!isChosen) {
        emit rejected();
        return;
    }
    m_file = files.first();
    emit selectedFileChanged();
    emit accepted();
}

} // namespace lotse::ui
