// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/message.h"

#include <QDateTime>
#include <QLocale>

#include <memory>

class QTranslator;

namespace lotse::report {

/**
 * The words of a report, in the language of the report and not of the program. English where a text has no translation
 * yet. Cheap to copy.
 */
class Words {
public:
    /// "en" or "de"; anything else is English.
    explicit Words(const QString &language = QStringLiteral("en"));
    /// With translations of one's own.
    Words(const QString &language, std::shared_ptr<QTranslator> translator);

    QString language() const { return m_language; }
    QLocale locale() const { return m_locale; }
    QString text(const Message &message) const;
    QString text(const char *id, const QStringList &args = {}) const { return text(Message{id, args}); }
    QString number(qint64 value) const { return m_locale.toString(value); }
    /// "2026-11-29 14:54:18 UTC": the same in every language, for a time in a report is evidence.
    static QString time(const QDateTime &at);
    static QStringList languages() { return {QStringLiteral("en"), QStringLiteral("de")}; }

private:
    QString m_language;
    QLocale m_locale;
    std::shared_ptr<QTranslator> m_translator; ///< null for English
};

} // namespace lotse::report
