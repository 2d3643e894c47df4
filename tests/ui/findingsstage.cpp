// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findingsstage.h"

#include "findings/filter.h"
#include "store/schema.h"

#include <QAccessible>

using namespace Qt::StringLiterals;

namespace lotse::test {

FindingsStage::FindingsStage(QObject *parent)
    : QObject(parent)
    , m_store(&m_clock)
    , m_triage(store::cachePlan(m_store.folder()), store::decisionPlan(m_store.folder()), &m_clock)
    , m_settings(m_store.folder() + u"/window.ini"_s, QSettings::IniFormat)
    , m_app(&m_settings)
{
    QAccessible::setActive(true);
    m_triage.setAuthor(u"Platform Security"_s);
    ui::Services services;
    services.clock = &m_clock;
    services.triage = &m_triage;
    m_app.setServices(services);
    m_triage.reload();
}

void FindingsStage::fill(int images)
{
    QList<std::pair<QString, QString>> list;
    for (int i = 0; i < images; ++i)
        list.append({u"web/app-%1"_s.arg(i), u"sha256:%1"_s.arg(i)});
    m_store.list(list);
    for (int i = 0; i < images; ++i) {
        QList<SampleLine> lines{{"CVE-2026-" + QByteArray::number(100 + i), "openssl", "3.0.1", "3.0.2", "High"},
            {"CVE-2026-7", "zlib", "1.2", "", "Low"}};
        if (i == 0)
            lines.append({"CVE-2026-1", "curl", "8.1", "8.2", "Critical"});
        m_store.report(list[i].second, lines);
    }
    m_triage.reload();
}

int FindingsStage::count(const QString &query) const
{
    return int(findings::select(findings::parseQuery(query).query, m_triage.context()).size());
}

static void collect(QQuickItem *item, QStringList &out)
{
    if (!item->isVisible())
        return;
    const bool takesInput = item->activeFocusOnTab() || item->inherits("QQuickAbstractButton")
        || item->inherits("QQuickTextInput") || item->inherits("QQuickComboBox");
    QAccessibleInterface *face = takesInput ? QAccessible::queryAccessibleInterface(item) : nullptr;
    if (takesInput && (!face || face->text(QAccessible::Name).trimmed().isEmpty()))
        out +=
            QString::fromLatin1(item->metaObject()->className()) + u" \"%1\""_s.arg(item->property("text").toString());
    for (QQuickItem *child : item->childItems())
        collect(child, out);
}

QStringList FindingsStage::nameless(QQuickItem *root) const
{
    QStringList out;
    collect(root, out);
    return out;
}

} // namespace lotse::test
