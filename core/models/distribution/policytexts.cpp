// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/distribution/policytexts.h"

#include "harbor/immutability.h"
#include "harbor/preheat.h"
#include "harbor/replication.h"
#include "harbor/webhook.h"
#include "models/tables/cronwords.h"
#include "models/tables/kindtables.h"

namespace lotse::models {

using namespace Qt::StringLiterals;

namespace {

struct OneText {
    Q_GADGET
public:
    FIELD(QString, value)
};

struct ManyTexts {
    Q_GADGET
public:
    FIELD(QStringList, value)
};

QString say(const char *id, const QStringList &args = {})
{
    return Message{id, args}.text();
}

QString registryName(const harbor::Registry &registry)
{
    return registry.id == 0 ? word(LOTSE_MSG("this registry")) : registry.name;
}

QString filterText(const QString &type, const QByteArray &value, bool isExcluding)
{
    const QString texts = jsonTexts(value).join(u", "_s);
    if (type == "name"_L1 || type == "repository"_L1)
        return say(LOTSE_MSG("Repositories matching %1."), {texts});
    if (type == "tag"_L1)
        return isExcluding ? say(LOTSE_MSG("Tags not matching %1."), {texts})
                           : say(LOTSE_MSG("Tags matching %1."), {texts});
    if (type == "label"_L1)
        return isExcluding ? say(LOTSE_MSG("Excludes label %1."), {texts}) : say(LOTSE_MSG("Only label %1."), {texts});
    if (type == "resource"_L1)
        return say(LOTSE_MSG("Only type %1."), {texts});
    if (type == "signature"_L1)
        return texts == "true"_L1 ? word(LOTSE_MSG("Only artifacts with a signature."))
                                  : word(LOTSE_MSG("No signature required."));
    if (type == "vulnerability"_L1)
        return say(LOTSE_MSG("Only artifacts without findings of severity %1 or above."), {texts});
    return say(LOTSE_MSG("Filter %1: %2."), {type, texts});
}

QString triggerText(const QString &type, const QString &cron)
{
    if (type == "manual"_L1)
        return word(LOTSE_MSG("Manual trigger."));
    if (type == "scheduled"_L1)
        return say(LOTSE_MSG("Runs %1."), {cronText(cron)});
    if (type == "event_based"_L1)
        return word(LOTSE_MSG("Runs when a matching artifact is pushed."));
    return say(LOTSE_MSG("Trigger %1."), {type});
}

QStringList textsOf(const harbor::ReplicationPolicy &policy)
{
    QStringList out;
    if (!policy.enabled)
        out += word(LOTSE_MSG("Disabled."));
    const QString from = registryName(policy.srcRegistry);
    const QString to = registryName(policy.destRegistry);
    out += policy.destNamespace.isEmpty()
        ? say(LOTSE_MSG("Replicates from %1 to %2, same namespace."), {from, to})
        : say(LOTSE_MSG("Replicates from %1 to %2, namespace %3."), {from, to, policy.destNamespace});
    if (policy.filters.isEmpty())
        out += word(LOTSE_MSG("All resources."));
    for (const harbor::ReplicationFilter &filter : policy.filters)
        out += filterText(filter.type, filter.value.text, filter.decoration == "excludes"_L1);
    out += triggerText(policy.trigger.type, policy.trigger.triggerSettings.cron);
    out += policy.overwrites ? word(LOTSE_MSG("Overwrites existing tags."))
                             : word(LOTSE_MSG("Does not overwrite existing tags."));
    if (policy.replicateDeletion)
        out += word(LOTSE_MSG("Replicates deletions."));
    if (policy.speed > 0)
        out += say(LOTSE_MSG("Bandwidth limit: %1 kbit/s per task."), {QString::number(policy.speed)});
    if (policy.copyByChunk)
        out += word(LOTSE_MSG("Copies layers in chunks."));
    if (policy.singleActiveReplication)
        out += word(LOTSE_MSG("Single active replication: further runs are skipped."));
    return out;
}

QStringList textsOf(const harbor::WebhookPolicy &policy)
{
    QStringList out;
    if (!policy.enabled)
        out += word(LOTSE_MSG("Disabled."));
    for (const harbor::WebhookTarget &target : policy.targets) {
        out += target.type == "slack"_L1 ? say(LOTSE_MSG("Sends a Slack message to %1."), {target.address})
            : target.payloadFormat.isEmpty() || target.payloadFormat == "Default"_L1
            ? say(LOTSE_MSG("Sends to %1 in Harbor's default format."), {target.address})
            : say(LOTSE_MSG("Sends to %1 as %2."), {target.address, target.payloadFormat});
        if (!target.authHeader.isEmpty())
            out += word(LOTSE_MSG("Sends an authorization header (hidden)."));
        if (target.skipCertVerify)
            out += word(LOTSE_MSG("Does not verify the remote certificate."));
    }
    out += say(LOTSE_MSG("Events: %1."), {eventTypesText(policy.eventTypes)});
    return out;
}

QStringList textsOf(const harbor::PreheatPolicy &policy)
{
    QStringList out;
    if (!policy.enabled)
        out += word(LOTSE_MSG("Disabled."));
    out += say(LOTSE_MSG("Preheats images into %1."), {policy.providerName});
    if (const auto filters = json::decodeList(policy.filters.toUtf8(), QMetaType::fromType<harbor::PreheatFilter>())) {
        for (const json::Record &record : filters->rows) {
            const auto filter = record.value.value<harbor::PreheatFilter>();
            out += filterText(filter.type, filter.value.text, false);
        }
    } else {
        out += say(LOTSE_MSG("Filter %1: %2."), {QString(), policy.filters});
    }
    const auto trigger = json::decode<harbor::PreheatTrigger>(policy.trigger.toUtf8());
    out += trigger ? triggerText(trigger->type, trigger->triggerSetting.cron)
                   : say(LOTSE_MSG("Trigger %1."), {policy.trigger});
    return out;
}

QStringList textsOf(const harbor::ImmutableRule &rule)
{
    QStringList out;
    if (rule.disabled)
        out += word(LOTSE_MSG("Disabled: no tags are immutable."));
    for (const harbor::Selector &selector : rule.tagSelectors)
        out += selector.decoration == "excludes"_L1
            ? say(LOTSE_MSG("Tags not matching %1 are immutable."), {selector.pattern})
            : say(LOTSE_MSG("Tags matching %1 are immutable."), {selector.pattern});
    for (const harbor::Selector &selector : rule.scopeSelectors.value(u"repository"_s))
        out += selector.decoration == "repoExcludes"_L1
            ? say(LOTSE_MSG("In repositories not matching %1."), {selector.pattern})
            : say(LOTSE_MSG("In repositories matching %1."), {selector.pattern});
    return out;
}

} // namespace

// The events of Harbor 2.15, as its portal offers them.
QString eventTypeText(const QString &type)
{
    static const QHash<QString, const char *> words{{u"PUSH_ARTIFACT"_s, LOTSE_MSG("Artifact pushed")},
        {u"PULL_ARTIFACT"_s, LOTSE_MSG("Artifact pulled")}, {u"DELETE_ARTIFACT"_s, LOTSE_MSG("Artifact deleted")},
        {u"SCANNING_COMPLETED"_s, LOTSE_MSG("Scan finished")}, {u"SCANNING_FAILED"_s, LOTSE_MSG("Scan failed")},
        {u"SCANNING_STOPPED"_s, LOTSE_MSG("Scan stopped")}, {u"QUOTA_EXCEED"_s, LOTSE_MSG("Quota exceeded")},
        {u"QUOTA_WARNING"_s, LOTSE_MSG("Quota nearly full")}, {u"REPLICATION"_s, LOTSE_MSG("Replication finished")},
        {u"TAG_RETENTION"_s, LOTSE_MSG("Retention finished")}};
    const auto found = words.constFind(type);
    return found == words.constEnd() ? type : word(*found);
}

QString eventTypesText(const QStringList &types)
{
    QStringList out;
    for (const QString &type : types)
        out += eventTypeText(type);
    return out.join(u", "_s);
}

QStringList jsonTexts(const QByteArray &text)
{
    if (const auto one = json::decode<OneText>("{\"value\":" + text + '}'))
        return {one->value};
    if (const auto many = json::decode<ManyTexts>("{\"value\":" + text + '}'))
        return many->value;
    return {QString::fromUtf8(text)};
}

QStringList policyTexts(const QVariant &policy)
{
    if (policy.metaType() == QMetaType::fromType<harbor::ReplicationPolicy>())
        return textsOf(policy.value<harbor::ReplicationPolicy>());
    if (policy.metaType() == QMetaType::fromType<harbor::WebhookPolicy>())
        return textsOf(policy.value<harbor::WebhookPolicy>());
    if (policy.metaType() == QMetaType::fromType<harbor::PreheatPolicy>())
        return textsOf(policy.value<harbor::PreheatPolicy>());
    if (policy.metaType() == QMetaType::fromType<harbor::ImmutableRule>())
        return textsOf(policy.value<harbor::ImmutableRule>());
    return {};
}

} // namespace lotse::models

#include "policytexts.moc"
