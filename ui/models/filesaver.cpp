// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/filesaver.h"

#include "base/post.h"
#include "base/safefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QThreadPool>

namespace lotse::ui {

using namespace Qt::StringLiterals;

namespace {

/// A folder that goes with the program.
class LentFolder : public QObject {
public:
    using QObject::QObject;
    QTemporaryDir folder{QDir::temp().filePath(u"lotse-XXXXXX"_s)};
};

} // namespace

void FileSaver::finish(bool failed, const QString &sentence)
{
    m_failed = failed;
    m_sentence = sentence;
    emit finished();
}

void FileSaver::save(const QUrl &file, const QByteArray &bytes)
{
    const QString path = file.toLocalFile();
    if (path.isEmpty())
        return finish(true, tr("This is not a local file. Choose another folder."));
    if (bytes.isEmpty())
        return finish(true, tr("Nothing to save yet."));
    QThreadPool::globalInstance()->start([this, post = Post(this), path, bytes] {
        const Result<void> written = writeWhole(path, bytes);
        post([this, path, written] {
            finish(!written, written ? tr("Saved as %1").arg(QDir::toNativeSeparators(path)) : written.error().text());
        });
    });
}

QUrl FileSaver::lend(const QString &name, const QByteArray &bytes)
{
    if (bytes.isEmpty()) {
        finish(true, tr("Nothing to save yet."));
        return {};
    }
    if (!m_lent)
        m_lent = &(new LentFolder(QCoreApplication::instance()))->folder;
    QFile file(m_lent->filePath(name));
    if (!m_lent->isValid() || !file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.flush()) {
        finish(true,
            tr("The file could not be created in %1: %2. Use Save instead.").arg(m_lent->path(), file.errorString()));
        return {};
    }
    return QUrl::fromLocalFile(file.fileName());
}

QString FileSaver::fileName(const QStringList &parts, const QString &suffix) const
{
    QString name;
    QStringList known = parts;
    known.removeAll(QString()); // what has not been read yet
    for (const QChar c : known.join(u'_')) {
        const ushort u = c.unicode();
        const bool isPlain = (u >= u'a' && u <= u'z') || (u >= u'A' && u <= u'Z') || (u >= u'0' && u <= u'9')
            || u == u'.' || u == u'_' || u == u'-';
        name += isPlain ? c : QChar(u'-');
    }
    // No hidden file, no option of a command, and room for the suffix.
    while (name.startsWith(u'.') || name.startsWith(u'-'))
        name.remove(0, 1);
    const bool needsDot = !suffix.isEmpty() && !suffix.startsWith(u'.');
    return (name.isEmpty() ? u"artifact"_s : name.left(120)) + (needsDot ? u"."_s : QString()) + suffix;
}

void FileSaver::clear()
{
    finish(false, {});
}

} // namespace lotse::ui
