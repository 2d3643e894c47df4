// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/filesaver.h"

#include "base/safefile.h"

#include <QDir>

namespace lotse::ui {

using namespace Qt::StringLiterals;

bool FileSaver::save(const QUrl &file, const QByteArray &bytes)
{
    const QString path = file.toLocalFile();
    m_failed = true;
    if (path.isEmpty()) {
        m_sentence = tr("This is not a file on this computer. Choose another place.");
    } else if (bytes.isEmpty()) {
        m_sentence = tr("There is nothing to save yet.");
    } else if (const Result<void> written = writeWhole(path, bytes); !written) {
        m_sentence = written.error().text();
    } else {
        m_failed = false;
        m_sentence = tr("Saved as %1").arg(QDir::toNativeSeparators(path));
    }
    emit finished();
    return !m_failed;
}

QString FileSaver::fileName(const QStringList &parts, const QString &suffix) const
{
    QString name;
    for (const QChar c : parts.join(u'_')) {
        const ushort u = c.unicode();
        const bool isPlain = (u >= u'a' && u <= u'z') || (u >= u'A' && u <= u'Z') || (u >= u'0' && u <= u'9')
            || u == u'.' || u == u'_' || u == u'-';
        name += isPlain ? c : QChar(u'-');
    }
    // No hidden file, no option of a command, and room for the suffix.
    while (name.startsWith(u'.') || name.startsWith(u'-'))
        name.remove(0, 1);
    return (name.isEmpty() ? u"artifact"_s : name.left(120)) + suffix;
}

void FileSaver::clear()
{
    m_sentence.clear();
    m_failed = false;
    emit finished();
}

} // namespace lotse::ui
