// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/savedviews.h"

#include "base/safefile.h"
#include "base/safetext.h"
#include "findings/pivot.h"
#include "findings/query.h"
#include "json/codec.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>

namespace lotse::models {

using namespace Qt::StringLiterals;

// What the file holds.
struct StoredView {
    Q_GADGET
public:
    FIELD(QString, name)
    FIELD(QString, query)
    FIELD(QString, pivot)
    bool operator==(const StoredView &) const = default;
};

struct StoredViews {
    Q_GADGET
public:
    FIELD_AS(int, version, "lotse_views")
    FIELD(QList<lotse::models::StoredView>, views)
    bool operator==(const StoredViews &) const = default;
};

namespace {

constexpr qint64 kMostBytes = 1024 * 1024;
constexpr qsizetype kMostViews = 500;
constexpr qsizetype kLongestName = 80;

} // namespace

void SavedViews::setSettings(QSettings *settings)
{
    m_settings = settings;
    m_views.clear();
    if (settings) {
        if (const auto kept = read(settings->value(u"findings/views"_s).toString().toUtf8()))
            m_views = *kept;
    }
    emit changed();
}

QVariantList SavedViews::views() const
{
    struct BuiltIn {
        const char *name;
        const char *query;
        const char *pivot;
    };
    static constexpr BuiltIn builtIn[] = {{LOTSE_MSG("All open"), "state:open", "finding"},
        {LOTSE_MSG("Fix first"), "state:open sev:>=high fix:yes", "fix"},
        {LOTSE_MSG("Known exploited"), "state:open kev:yes", "cve"}, {LOTSE_MSG("Overdue"), "due:breached", "finding"},
        {LOTSE_MSG("New this week"), "state:open new:7d", "finding"},
        {LOTSE_MSG("Review due"), "state:review,expired", "finding"},
        {LOTSE_MSG("Hidden by decisions"), "state:hidden", "finding"}};
    QVariantList out;
    for (const BuiltIn &view : builtIn)
        out.append(
            QVariantMap{{u"name"_s, Message{view.name, {}}.text()}, {u"query"_s, QString::fromLatin1(view.query)},
                {u"pivot"_s, QString::fromLatin1(view.pivot)}, {u"builtIn"_s, true}});
    for (const View &view : m_views)
        out.append(QVariantMap{
            {u"name"_s, view.name}, {u"query"_s, view.query}, {u"pivot"_s, view.pivot}, {u"builtIn"_s, false}});
    return out;
}

bool SavedViews::tell(const QString &sentence, bool hasFailed)
{
    m_sentence = sentence;
    m_hasFailed = hasFailed;
    emit told();
    return !hasFailed;
}

void SavedViews::clearSentence()
{
    tell({}, false);
}

void SavedViews::store()
{
    if (m_settings)
        m_settings->setValue(u"findings/views"_s, QString::fromUtf8(written(m_views)));
    emit changed();
}

bool SavedViews::keep(const QString &name, const QString &query, const QString &pivot)
{
    const QString plain = safetext::visible(name.trimmed()).left(kLongestName);
    if (plain.isEmpty())
        return tell(Message{LOTSE_MSG("Enter a name for the view."), {}}.text(), true);
    if (const findings::ParsedQuery parsed = findings::parseQuery(query); !parsed.ok())
        return tell(parsed.error->message.text(), true);
    m_views.removeIf([&](const View &view) { return view.name == plain; });
    m_views.append({plain, query, findings::pivotOf(pivot) ? pivot : u"finding"_s});
    store();
    return tell({}, false);
}

void SavedViews::remove(const QString &name)
{
    m_views.removeIf([&](const View &view) { return view.name == name; });
    store();
}

QByteArray SavedViews::written(const QList<View> &views)
{
    QJsonArray list;
    for (const View &view : views)
        list.append(QJsonObject{{u"name"_s, view.name}, {u"query"_s, view.query}, {u"pivot"_s, view.pivot}});
    return QJsonDocument(QJsonObject{{u"lotse_views"_s, 1}, {u"views"_s, list}}).toJson(QJsonDocument::Indented);
}

Result<QList<SavedViews::View>> SavedViews::read(const QByteArray &json)
{
    const Result<StoredViews> stored = json::decode<StoredViews>(json);
    if (!stored || stored->version != 1 || stored->views.size() > kMostViews)
        return makeError(
            ErrorKind::Decode, LOTSE_MSG("This is not a file of saved views. Choose a file exported by Lotse."));
    QList<View> out;
    for (const StoredView &view : stored->views) {
        const QString name = safetext::visible(view.name.trimmed()).left(kLongestName);
        if (name.isEmpty() || !findings::parseQuery(view.query).ok())
            return makeError(ErrorKind::Invalid,
                LOTSE_MSG("The query of the view \"%1\" is invalid. Nothing was imported."), {name});
        out.append({name, view.query, findings::pivotOf(view.pivot) ? view.pivot : u"finding"_s});
    }
    return out;
}

bool SavedViews::exportTo(const QUrl &file)
{
    if (m_views.isEmpty())
        return tell(Message{LOTSE_MSG("No custom views to save yet."), {}}.text(), true);
    const Result<void> saved = writeWhole(file.toLocalFile(), written(m_views));
    if (!saved)
        return tell(saved.error().text(), true);
    return tell(Message{LOTSE_MSG("Saved as %1"), {QDir::toNativeSeparators(file.toLocalFile())}}.text(), false);
}

bool SavedViews::importFrom(const QUrl &file)
{
    const Result<QByteArray> bytes = readWhole(file.toLocalFile(), kMostBytes);
    if (!bytes)
        return tell(bytes.error().text(), true);
    const Result<QList<View>> taken = read(*bytes);
    if (!taken)
        return tell(taken.error().text(), true);
    for (const View &view : *taken) {
        m_views.removeIf([&](const View &other) { return other.name == view.name; });
        m_views.append(view);
    }
    store();
    return tell(
        Message{LOTSE_MSG("Views imported from the file: %1."), {QLocale().toString(taken->size())}}.text(), false);
}

} // namespace lotse::models

#include "savedviews.moc"
