// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "registryview.h"

#include "findings/query.h"
#include "pagetable.h"
#include "session/session.h"

#include <QCoreApplication>
#include <QVariantList>
#include <QVariantMap>

using namespace Qt::StringLiterals;

namespace lotse::ui {

namespace {

QString pageText(const char *id)
{
    return QCoreApplication::translate("pages", id);
}

// It has findings from files at most, and those of other registries are not what its tile leads to.
QVariantMap ownFindings(const RegistryView &view)
{
    using findings::Value;
    findings::Term state{findings::Key::State, false, {Value{u"open"_s, findings::Compare::Equal, false, 0}}};
    findings::Term registry{findings::Key::Registry, false, {Value{view.name, findings::Compare::Equal, true, 0}}};
    // It may have been called otherwise when its findings were kept.
    if (const auto *own = qobject_cast<const Session *>(view.session); own && !own->account().registryId.isEmpty())
        registry.values.append(Value{own->account().registryId, findings::Compare::Equal, false, 0});
    return {{u"query"_s, findings::Query{{state, registry}}.canonical()}};
}

} // namespace

QString RegistryView::initials() const
{
    QString letters;
    bool atStart = true;
    for (const QChar letter : name.isEmpty() ? host : name) {
        if (letter.isLetterOrNumber()) {
            if (atStart)
                letters += letter.toUpper();
            atStart = false;
        } else {
            atStart = true;
        }
    }
    return letters.left(2);
}

QVariantList RegistryView::sections() const
{
    QVariantList sections;
    for (const SectionRow &section : sectionRows()) {
        QVariantList pages;
        bool usable = false;
        QString reason;
        for (const PageRow &page : pageRows()) {
            if (qstrcmp(page.section, section.id) != 0 || !page.listed || !isBuilt(page))
                continue;
            const Offer offered = offer && *page.feature ? offer(page.feature) : Offer{};
            if (!offered.present)
                continue;
            usable = usable || offered.reason.isEmpty();
            reason = offered.reason;
            const bool isOwn = plain && qstrcmp(page.id, "findings") == 0;
            pages.append(QVariantMap{{u"id"_s, QString::fromLatin1(page.id)}, {u"title"_s, pageText(page.title)},
                {u"enabled"_s, offered.reason.isEmpty()}, {u"reason"_s, offered.reason},
                {u"params"_s, isOwn ? ownFindings(*this) : QVariantMap()}});
        }
        if (pages.isEmpty())
            continue;
        sections.append(QVariantMap{{u"id"_s, QString::fromLatin1(section.id)}, {u"title"_s, pageText(section.title)},
            {u"icon"_s, QString::fromLatin1(section.icon)}, {u"enabled"_s, usable},
            {u"reason"_s, usable ? QString() : reason}, {u"pages"_s, pages}});
    }
    return sections;
}

int RegistryList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_views.size());
}

QVariant RegistryList::data(const QModelIndex &index, int role) const
{
    return role == Qt::UserRole ? QVariant::fromValue(at(index.row())) : QVariant();
}

QHash<int, QByteArray> RegistryList::roleNames() const
{
    return {{Qt::UserRole, "registry"}};
}

RegistryView *RegistryList::at(int row) const
{
    return row >= 0 && row < m_views.size() ? m_views[row] : nullptr;
}

RegistryView *RegistryList::view(const QString &id) const
{
    for (RegistryView *view : m_views) {
        if (view->id == id)
            return view;
    }
    return nullptr;
}

void RegistryList::add(RegistryView *view)
{
    view->setParent(this);
    const int row = int(m_views.size());
    beginInsertRows({}, row, row);
    m_views.append(view);
    endInsertRows();
    emit countChanged();
}

void RegistryList::remove(const QString &id)
{
    for (int row = 0; row < m_views.size(); ++row) {
        if (m_views[row]->id != id)
            continue;
        beginRemoveRows({}, row, row);
        // It stays until the list goes: what draws the row may outlive the row.
        m_views.takeAt(row)->session = nullptr;
        endRemoveRows();
        emit countChanged();
        return;
    }
}

} // namespace lotse::ui
