// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/message.h"

#include "base/keptmessage.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <limits>

namespace lotse {

// All arguments go in at once: an argument that itself holds "%1" must stay as it is.
static QString fill(QString pattern, QStringList args, QString (*inWords)(const QString &))
{
    for (QString &argument : args)
        argument = inWords(argument); // one that was kept is a sentence itself
    QString out;
    out.reserve(pattern.size() + 64);
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == u'%' && i + 1 < pattern.size() && pattern[i + 1] >= u'1' && pattern[i + 1] <= u'9') {
            const qsizetype index = pattern[i + 1].digitValue() - 1;
            out += index < args.size() ? args[index] : QString();
            ++i;
        } else {
            out += pattern[i];
        }
    }
    return out;
}

Message Message::counted(const char *id, const char *one, qint64 count, const QStringList &args)
{
    Message out{id, args};
    out.one = one;
    out.count = count;
    return out;
}

// As QCoreApplication puts a number in.
static QString withCount(const char *text, qint64 count, const QLocale &locale)
{
    return QString::fromUtf8(text).replace(QLatin1String("%Ln"), locale.toString(count));
}

QString Message::text() const
{
    if (isEmpty())
        return {};
    if (!one)
        return fill(QCoreApplication::translate("core", id), args, &keptText);
    const auto number = int(std::clamp<qint64>(count, 0, std::numeric_limits<int>::max()));
    const QString translated = QCoreApplication::translate("core", id, one, number);
    // Where there is no translation, Qt gives the text for several back.
    const bool isUntranslated = translated == withCount(id, number, QLocale());
    return fill(isUntranslated ? withCount(count == 1 ? one : id, count, QLocale()) : translated, args, &keptText);
}

QString Message::english() const
{
    if (isEmpty())
        return {};
    if (!one)
        return fill(QString::fromUtf8(id), args, &keptEnglish);
    return fill(withCount(count == 1 ? one : id, count, QLocale::c()), args, &keptEnglish);
}

} // namespace lotse
