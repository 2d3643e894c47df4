// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/words.h"

#include "base/keptmessage.h"

#include <QTranslator>

#include <algorithm>
#include <limits>
#include <utility>

namespace lotse::report {

using namespace Qt::StringLiterals;

Words::Words(const QString &language)
    : m_language(language == "de"_L1 ? language : u"en"_s)
    , m_locale(language == "de"_L1 ? QLocale(QLocale::German) : QLocale(QLocale::English))
{
    if (m_language == "en"_L1)
        return;
    auto translator = std::make_shared<QTranslator>();
    if (translator->load(u":/translations/lotse_%1.qm"_s.arg(m_language)))
        m_translator = translator;
}

Words::Words(const QString &language, std::shared_ptr<QTranslator> translator)
    : m_language(language == "de"_L1 ? language : u"en"_s)
    , m_locale(language == "de"_L1 ? QLocale(QLocale::German) : QLocale(QLocale::English))
    , m_translator(std::move(translator))
{
}

QString Words::text(const Message &message) const
{
    if (!m_translator || message.isEmpty())
        return message.english();
    const auto number = int(std::clamp<qint64>(message.count, 0, std::numeric_limits<int>::max()));
    const QString found = m_translator->translate("core", message.id, message.one, message.one ? number : -1);
    if (found.isEmpty())
        return message.english();
    // The arguments go in as in English: all at once, so that one with "%1" in it stays as it is.
    QString out;
    const QString pattern = QString(found).replace(u"%Ln"_s, m_locale.toString(message.count));
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == u'%' && i + 1 < pattern.size() && pattern[i + 1] >= u'1' && pattern[i + 1] <= u'9')
            out += keptWords(
                message.args.value(pattern[++i].digitValue() - 1), [this](const Message &one) { return text(one); });
        else
            out += pattern[i];
    }
    return out;
}

QString Words::time(const QDateTime &at)
{
    return at.isValid() ? at.toUTC().toString(u"yyyy-MM-dd HH:mm:ss 'UTC'"_s) : QString();
}

} // namespace lotse::report
