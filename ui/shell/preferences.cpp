// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preferences.h"

using namespace Qt::StringLiterals;

namespace lotse::ui {

QLocale localeOf(const QString &language, const QLocale &desktop)
{
    const QLocale words(language);
    if (language.isEmpty() || words.language() == desktop.language())
        return desktop;
    const QLocale there(words.language(), desktop.territory());
    // Not every language is known in every region.
    return there.language() == words.language() ? there : words;
}

Preferences::Preferences(QSettings *settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
{
}

QVariant Preferences::value(const char *key, const QVariant &otherwise) const
{
    QVariant value = m_settings->value(u"program/"_s + QLatin1StringView(key), otherwise);
    // A file keeps everything as text.
    return value.convert(otherwise.metaType()) ? value : otherwise;
}

int Preferences::number(const char *key, int otherwise, int least, int most) const
{
    const int number = value(key, otherwise).toInt();
    return number >= least && number <= most ? number : otherwise;
}

bool Preferences::write(const char *key, const QVariant &value)
{
    const QString name = u"program/"_s + QLatin1StringView(key);
    if (m_settings->contains(name) && m_settings->value(name).toString() == value.toString())
        return false;
    m_settings->setValue(name, value);
    return true;
}

void Preferences::set(const char *key, const QVariant &value)
{
    if (write(key, value))
        emit changed();
}

void Preferences::setProxy(const char *key, const QVariant &value)
{
    if (write(key, value))
        emit proxyChanged();
}

QString Preferences::language() const
{
    const QString language = value("language", QString()).toString();
    return language == u"en"_s || language == u"de"_s ? language : QString();
}

void Preferences::setLanguage(const QString &language)
{
    if (write("language", language))
        emit languageChanged();
}

QString Preferences::proxyKind() const
{
    const QString kind = value("proxyKind", u"environment"_s).toString();
    return kind == u"none"_s || kind == u"manual"_s ? kind : u"environment"_s;
}

void Preferences::setNotice(const QString &notice)
{
    if (notice == m_notice)
        return;
    m_notice = notice;
    emit noticeChanged();
}

} // namespace lotse::ui
