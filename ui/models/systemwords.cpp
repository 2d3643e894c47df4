// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/systemwords.h"

#include "harbor/system.h"
#include "models/tables/column.h"
#include "json/codec.h"

#include <QCoreApplication>
#include <QQmlEngine>

namespace lotse::ui {

using namespace Qt::StringLiterals;

models::HealthWatch *SystemWords::watch(Session *session) const
{
    models::HealthWatch *watch = models::HealthWatch::of(session);
    // It is the session's: the engine must not throw it away with the page.
    if (watch)
        QQmlEngine::setObjectOwnership(watch, QQmlEngine::CppOwnership);
    return watch;
}

static QString words(const char *text)
{
    return QCoreApplication::translate("SystemWords", text);
}

static QVariantMap fact(const char *name, const QString &value)
{
    return {{u"name"_s, words(name)}, {u"value"_s, value}};
}

// A banner of an older registry, or of another hand, is no JSON: it is told as it came.
static QString bannerText(const QString &message)
{
    const auto banner = json::decode<harbor::Banner>(message.toUtf8());
    return banner && !banner->message.isEmpty() ? banner->message : message;
}

static QString signInWord(const QString &mode)
{
    return mode == "db_auth"_L1  ? words(QT_TRANSLATE_NOOP("SystemWords", "Harbor database"))
        : mode == "ldap_auth"_L1 ? u"LDAP"_s
        : mode == "oidc_auth"_L1 ? u"OIDC"_s
                                 : mode;
}

static QString makersWord(const QString &restriction)
{
    return restriction == "adminonly"_L1 ? words(QT_TRANSLATE_NOOP("SystemWords", "administrators"))
        : restriction == "everyone"_L1   ? words(QT_TRANSLATE_NOOP("SystemWords", "everyone"))
                                         : restriction;
}

static QString yesNo(bool yes)
{
    return models::Cell::yesNo(yes).text;
}

QVariantList SystemWords::facts(const QVariant &info) const
{
    if (info.metaType() != QMetaType::fromType<harbor::SystemInfo>())
        return {};
    const auto about = info.value<harbor::SystemInfo>();
    QVariantList out{fact(QT_TRANSLATE_NOOP("SystemWords", "Version"), about.harborVersion),
        fact(QT_TRANSLATE_NOOP("SystemWords", "Registry URL"), about.registryUrl),
        fact(QT_TRANSLATE_NOOP("SystemWords", "External URL"), about.externalUrl),
        fact(QT_TRANSLATE_NOOP("SystemWords", "Server time"), models::Cell::time(about.currentTime).text),
        fact(QT_TRANSLATE_NOOP("SystemWords", "Authentication"), signInWord(about.authMode)),
        fact(QT_TRANSLATE_NOOP("SystemWords", "Primary sign-in service"), about.oidcProviderName),
        fact(QT_TRANSLATE_NOOP("SystemWords", "Project creation"), makersWord(about.projectCreationRestriction)),
        fact(QT_TRANSLATE_NOOP("SystemWords", "Self-registration"), yesNo(about.selfRegistration)),
        fact(QT_TRANSLATE_NOOP("SystemWords", "Webhooks enabled"), yesNo(about.notificationEnable)),
        fact(QT_TRANSLATE_NOOP("SystemWords", "CA certificate available"), yesNo(about.hasCaRoot)),
        fact(QT_TRANSLATE_NOOP("SystemWords", "Storage backend"), about.registryStorageProviderName)};
    QVariantMap readOnly = fact(QT_TRANSLATE_NOOP("SystemWords", "Read-only"), yesNo(about.readOnly));
    if (about.readOnly)
        readOnly.insert(u"condition"_s, u"warning"_s);
    out.append(readOnly);
    out.append(fact(QT_TRANSLATE_NOOP("SystemWords", "Banner"), bannerText(about.bannerMessage)));
    return out;
}

QVariantList SystemWords::volumes(models::TableModel *list, const QDateTime &) const
{
    QVariantList out;
    for (int row = 0; list && row < list->rowCount(); ++row) {
        const auto volume = list->rowValue(list->rowKey(row)).value<harbor::Volume>();
        const bool isKnown = volume.total > 0;
        const QString free = models::Cell::size(volume.free).text;
        out.append(QVariantMap{
            {u"text"_s,
                isKnown ? words(QT_TRANSLATE_NOOP("SystemWords", "%1 of %2 free"))
                              .arg(free, models::Cell::size(volume.total).text)
                        : words(QT_TRANSLATE_NOOP("SystemWords", "The registry reports no size for this volume."))},
            {u"share"_s, isKnown ? double(volume.total - volume.free) / double(volume.total) : -1.0}});
    }
    return out;
}

} // namespace lotse::ui
