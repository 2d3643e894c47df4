// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application.h"

#include "oci/reference.h"

using namespace Qt::StringLiterals;

namespace lotse::ui {

namespace {

const QString scheme = u"lotse://"_s;

} // namespace

void Application::openAddress(const QString &address)
{
    if (m_navigator.isHeld())
        return m_navigator.leave([this, address] { openAddress(address); });
    const QString text = address.trimmed();
    if (!text.startsWith(scheme, Qt::CaseInsensitive)) {
        m_navigator.open(u"account"_s, {{u"url"_s, text}});
        return;
    }
    QString place = text.mid(scheme.size());
    while (place.endsWith(u'/'))
        place.chop(1);
    const QString host = place.section(u'/', 0, 0).toLower();
    const RegistryView *view = nullptr;
    for (int row = 0; row < m_registries.count() && !view; ++row) {
        if (m_registries.at(row)->host.toLower() == host)
            view = m_registries.at(row);
    }
    // Of a registry that is not known, only the host is taken: what lies behind it is for after the sign-in.
    if (!view) {
        m_navigator.open(u"account"_s, {{u"url"_s, host}});
        return;
    }
    show(view->id);
    const Result<oci::Reference> reference = oci::Reference::parse(place);
    if (!place.contains(u'/') || !reference)
        return;
    const QString project = reference->repository.section(u'/', 0, 0);
    const QString rest = reference->repository.section(u'/', 1);
    QVariantMap keys{{u"project_name"_s, project}, {u"project_name_or_id"_s, project}, {u"repository_name"_s, rest}};
    if (view->plain)
        m_navigator.open(u"oci-tags"_s, {{u"repository"_s, reference->repository}});
    else if (rest.isEmpty())
        m_navigator.open(u"project"_s, {{u"keys"_s, keys}});
    else if (reference->tag.isEmpty() && !reference->digest.isValid())
        m_navigator.open(u"artifacts"_s, {{u"keys"_s, keys}});
    else {
        keys.insert(u"reference"_s, reference->target());
        m_navigator.open(u"artifact"_s, {{u"keys"_s, keys}});
    }
}

} // namespace lotse::ui
