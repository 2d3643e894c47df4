// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "samplepages.h"

using namespace Qt::StringLiterals;

namespace lotse::test {

static QVariantMap keysOf(const QString &repository = {}, const QString &reference = {})
{
    QVariantMap keys{{u"project_name"_s, u"payments"_s}, {u"project_name_or_id"_s, u"payments"_s}};
    if (!repository.isEmpty())
        keys.insert(u"repository_name"_s, repository);
    if (!reference.isEmpty())
        keys.insert(u"reference"_s, reference);
    return keys;
}

QVariantMap sampleOf(const QString &page)
{
    if (page == u"project"_s || page == u"project-access"_s)
        return {{u"keys"_s, keysOf()}};
    if (page == u"artifacts"_s)
        return {{u"keys"_s, keysOf(u"backend/api"_s)}};
    if (page == u"artifact"_s)
        return {{u"keys"_s, keysOf(u"backend/api"_s, u"latest"_s)}};
    if (page == u"oci-tags"_s)
        return {{u"repository"_s, u"payments/backend/api"_s}};
    if (page == u"rows"_s)
        return {{u"kind"_s, u"retention-executions"_s}, {u"keys"_s, QVariantMap{{u"id"_s, u"1"_s}}}};
    if (page == u"retention-log"_s)
        return {{u"keys"_s, QVariantMap{{u"id"_s, u"1"_s}, {u"eid"_s, u"1"_s}, {u"tid"_s, u"1"_s}}}};
    if (page == u"log"_s)
        return {{u"kind"_s, u"gc-log"_s}, {u"keys"_s, QVariantMap{{u"gc_id"_s, u"1"_s}}}};
    if (page == u"vex"_s)
        return {{u"repository"_s, u"payments/backend/api"_s}, {u"referrer"_s, u"latest"_s}};
    if (page == u"compare"_s)
        return {{u"repository"_s, u"payments/backend/api"_s}, {u"after"_s, u"latest"_s}};
    if (page == u"cve"_s)
        return {{u"id"_s, u"CVE-2021-44228"_s}};
    return {};
}

} // namespace lotse::test
