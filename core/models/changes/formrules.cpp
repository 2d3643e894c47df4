// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/formrules.h"

#include "base/cron.h"
#include "change/sizeformula.h"
#include "models/tables/cronwords.h"

#include <QHash>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::models {

namespace {

/// A rule that a pattern says whole.
struct Pattern {
    const char *pattern = "";
    const char *sentence = ""; ///< LOTSE_MSG
};

const QHash<QByteArray, Pattern> &patterns()
{
    static const QHash<QByteArray, Pattern> all{
        {"project-name",
            {"^[a-z0-9]+(?:[._-][a-z0-9]+)*$",
                LOTSE_MSG("Use lower-case letters and digits, with single dots, dashes or underscores between them.")}},
        {"user-name", {"^[^,\"~#%$\\s]+$", LOTSE_MSG("A user name cannot contain spaces or any of , \" ~ # % $.")}},
        {"plain-name", {"^[^,\"~#%$]+$", LOTSE_MSG("The name cannot contain any of , \" ~ # % $.")}},
        {"mail",
            {"^[^<>()\\[\\].,;:\\s@\"]+(\\.[^<>()\\[\\].,;:\\s@\"]+)*@([^<>()\\[\\].,;:\\s@\"]+\\.)+"
             "[^<>()\\[\\].,;:\\s@\"]{2,}$",
                LOTSE_MSG("Enter an email address such as alice@example.com.")}},
        {"colour", {"^#[0-9A-Fa-f]{6}$", LOTSE_MSG("Enter a colour as # and six hexadecimal digits: #1D5100.")}},
        {"preheat-name",
            {"^[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*$",
                LOTSE_MSG("Use letters and digits, with single dots, dashes or underscores between them.")}},
        {"namespace",
            {"^[a-z0-9]+(?:[._/-][a-z0-9]+)*$",
                LOTSE_MSG("Use lower-case letters and digits, with single slashes, dots, dashes or underscores between "
                          "them.")}},
        {"prefix", {"^\\S+$", LOTSE_MSG("The prefix cannot contain spaces.")}},
    };
    return all;
}

Message ofPassword(const QString &text)
{
    const auto has = [&](auto fits) { return std::any_of(text.begin(), text.end(), fits); };
    const bool isStrong = text.size() >= 8 && text.size() <= 128 && has([](QChar c) { return c.isUpper(); })
        && has([](QChar c) { return c.isLower(); }) && has([](QChar c) { return c.isDigit(); });
    if (isStrong)
        return {};
    return {LOTSE_MSG("8 to 128 characters, with at least one upper-case letter, one lower-case letter and one digit."),
        {}};
}

Message ofUrl(const QString &text, const QStringList &schemes)
{
    const QUrl url(text, QUrl::StrictMode);
    if (url.isValid() && schemes.contains(url.scheme()) && !url.host().isEmpty() && !text.contains(u' '))
        return {};
    return {LOTSE_MSG("Enter an address such as %1://host.example.com."), {schemes.last()}};
}

Message ofCron(const QString &text, bool hasFixedMinute)
{
    const QStringList parts = text.simplified().split(u' ');
    if (parts.size() != 6 || !Cron::parse(text)) {
        return {LOTSE_MSG("Enter six fields: seconds, minutes, hours, day of month, month, day of week. 0 0 2 * * * is "
                          "every day at 02:00 UTC."),
            {}};
    }
    if (parts[0] != u"0"_s)
        return {LOTSE_MSG("The first field, the seconds, must be 0."), {}};
    if (hasFixedMinute && parts[1].startsWith(u'*'))
        return {LOTSE_MSG("The second field, the minutes, cannot be *: a replication runs at most once an hour."), {}};
    return {};
}

Message ofCves(const QString &text)
{
    static const QRegularExpression id(u"^[A-Za-z][A-Za-z0-9]*[-:][A-Za-z0-9._:-]+$"_s);
    for (const QString &line : text.split(u'\n')) {
        if (!line.trimmed().isEmpty() && !id.match(line.trimmed()).hasMatch())
            return {LOTSE_MSG("“%1” is not a vulnerability ID. Enter one ID per line, such as CVE-2021-44228."),
                {line.trimmed()}};
    }
    return {};
}

Message ofRange(const harbor::Member &member, const QString &text)
{
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    if (!isNumber)
        return {LOTSE_MSG("Enter a whole number."), {}};
    const bool isLow = member.least && number < *member.least, isHigh = member.most && number > *member.most;
    if (!isLow && !isHigh)
        return {};
    if (member.least && member.most)
        return {LOTSE_MSG("Enter a number from %1 to %2."),
            {QString::number(*member.least), QString::number(*member.most)}};
    return member.least ? Message{LOTSE_MSG("Enter %1 or more."), {QString::number(*member.least)}}
                        : Message{LOTSE_MSG("Enter %1 or less."), {QString::number(*member.most)}};
}

Message ofFilters(const QVariantList &filters)
{
    QStringList kinds;
    for (const QVariant &one : filters) {
        const QVariantMap filter = one.toMap();
        const QString kind = filter.value(u"type"_s).toString();
        if (filter.value(u"value"_s).toString().trimmed().isEmpty())
            return {LOTSE_MSG("A filter has no value. Enter one, or remove the filter."), {}};
        if (kinds.contains(kind))
            return {LOTSE_MSG("There are two filters of the same kind. Keep one of them."), {}};
        kinds.append(kind);
    }
    return {};
}

/// By the rule of the field; the text is not empty.
Message ofRule(const FormField &field, const harbor::Member &member, const QString &text)
{
    const QByteArray rule = field.rule;
    if (const auto pattern = patterns().constFind(rule); pattern != patterns().constEnd()) {
        static QHash<QByteArray, QRegularExpression> made;
        if (!made.contains(rule))
            made.insert(rule, QRegularExpression(QString::fromLatin1(pattern->pattern)));
        return made.value(rule).match(text).hasMatch() ? Message() : Message{pattern->sentence, {}};
    }
    if (rule == "password")
        return ofPassword(text);
    if (rule == "url")
        return ofUrl(text, {u"http"_s, u"https"_s});
    if (rule == "ldap-url")
        return text.contains(u"://"_s) ? ofUrl(text, {u"ldaps"_s, u"ldap"_s}) : Message();
    if (rule == "cves")
        return ofCves(text);
    if (rule == "speed")
        return ofRange(
            [] {
                harbor::Member any;
                any.least = -1;
                return any;
            }(),
            text);
    if (rule == "workers")
        return ofRange(
            [] {
                harbor::Member few;
                few.least = 1;
                few.most = 5;
                return few;
            }(),
            text);
    if (rule == "certificate" && !text.contains(u"-----BEGIN CERTIFICATE-----"_s))
        return {LOTSE_MSG("Paste a certificate in PEM format; it begins with -----BEGIN CERTIFICATE-----."), {}};
    Q_UNUSED(member)
    return {};
}

} // namespace

Message problemOf(const FormField &field, const harbor::Member &member, const QVariant &value)
{
    if (!value.isValid())
        return {};
    const bool isNeeded = member.isRequired || field.isRequired;
    if (field.type == FieldType::Switch)
        return {};
    if (field.type == FieldType::Filters)
        return ofFilters(value.toList());
    if (field.type == FieldType::Ticks)
        return isNeeded && value.toStringList().isEmpty() ? Message{LOTSE_MSG("Select at least one."), {}} : Message();
    const QString text = field.type == FieldType::Secret ? value.toString() : value.toString().trimmed();
    if (text.isEmpty()) {
        if (!isNeeded)
            return {};
        return field.type == FieldType::Choice
            ? Message{LOTSE_MSG("Select one."), {}}
            : Message{LOTSE_MSG("%1 is required."), {Message{field.label, {}}.text()}};
    }
    if (member.longest > 0 && text.toUtf8().size() > member.longest)
        return {LOTSE_MSG("At most %1 bytes are allowed; this value has %2."),
            {QString::number(member.longest), QString::number(text.toUtf8().size())}};
    switch (field.type) {
    case FieldType::Size:
        if (const Result<qint64> bytes = change::sizeOf(text); !bytes)
            return bytes.error().message;
        return {};
    case FieldType::Whole:
        if (const Message wrong = ofRange(member, text); !wrong.isEmpty())
            return wrong;
        break;
    case FieldType::Cron:
        return ofCron(text, qstrcmp(field.rule, "cron-hourly") == 0);
    case FieldType::Day: {
        const QDate day = QDate::fromString(text, Qt::ISODate);
        return day.isValid() && day.year() > 2000 && day.year() < 2200
            ? Message()
            : Message{LOTSE_MSG("Enter a date such as 2027-01-31, or leave empty for no expiry."), {}};
    }
    default:
        break;
    }
    return ofRule(field, member, text);
}

QString meaningOf(const FormField &field, const QVariant &value, const QDateTime &now)
{
    const QString text = value.toString().trimmed();
    if (field.type == FieldType::Cron && !text.isEmpty() && Cron::parse(text))
        return scheduleText(text, now);
    return {};
}

} // namespace lotse::models
