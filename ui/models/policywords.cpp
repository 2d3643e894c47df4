// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policywords.h"

#include "harbor/replication.h"
#include "harbor/webhook.h"
#include "models/distribution/policytexts.h"
#include "models/kinds/kinds.h"
#include "session/place.h"

namespace lotse::ui {

using namespace Qt::StringLiterals;

QStringList PolicyWords::texts(const QVariant &policy) const
{
    return models::policyTexts(policy);
}

QVariantList PolicyWords::links(const QVariant &policy, const QString &parent) const
{
    QVariantList out;
    if (policy.metaType() == QMetaType::fromType<harbor::ReplicationPolicy>()) {
        const auto replication = policy.value<harbor::ReplicationPolicy>();
        for (const harbor::Registry &registry : {replication.srcRegistry, replication.destRegistry}) {
            if (registry.id > 0)
                out.append(QVariantMap{{u"text"_s, registry.name},
                    {u"place"_s,
                        QVariant::fromValue(Place{{}, u"registry"_s, {{u"id"_s, QString::number(registry.id)}}})}});
        }
    }
    if (!parent.isEmpty()) {
        const QString project = parent.section(u'/', 0, 0);
        out.append(QVariantMap{{u"text"_s, project}, {u"place"_s, QVariant::fromValue(Place::project(project))}});
    }
    return out;
}

bool PolicyWords::isFailure(const QString &status) const
{
    return models::stateOfStatus(status) == "error"_L1;
}

} // namespace lotse::ui
