// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policytexts.h"

#include "harbor/immutability.h"
#include "harbor/preheat.h"
#include "harbor/replication.h"
#include "harbor/webhook.h"
#include "models/cronwords.h"
#include "models/kindtables.h"

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
        return say(LOTSE_MSG("Takes repositories matching %1."), {texts});
    if (type == "tag"_L1)
        return isExcluding ? say(LOTSE_MSG("Takes tags that do not match %1."), {texts})
                           : say(LOTSE_MSG("Takes tags matching %1."), {texts});
    if (type == "label"_L1)
        return isExcluding ? say(LOTSE_MSG("Leaves out what has the label %1."), {texts})
                           : say(LOTSE_MSG("Takes what has the label %1."), {texts});
    if (type == "resource"_L1)
        return say(LOTSE_MSG("Takes only things of the kind %1."), {texts});
    if (type == "signature"_L1)
        return texts == "true"_L1 ? word(LOTSE_MSG("Takes only what has a signature attached."))
                                  : word(LOTSE_MSG("Asks for no signature."));
    if (type == "vulnerability"_L1)
        return say(LOTSE_MSG("Takes only what has no finding of severity %1 or worse."), {texts});
    return say(LOTSE_MSG("Filter %1: %2."), {type, texts});
}

QString triggerText(const QString &type, const QString &cron)
{
    if (type == "manual"_L1)
        return word(LOTSE_MSG("Runs by hand only."));
    if (type == "scheduled"_L1)
        return say(LOTSE_MSG("Runs %1."), {cronText(cron)});
    if (type == "event_based"_L1)
        return word(LOTSE_MSG("Runs whenever something that fits is pushed."));
    return say(LOTSE_MSG("Trigger %1."), {type});
}

QStringList textsOf(const harbor::ReplicationPolicy &policy)
{
    QStringList out;
    if (!policy.enabled)
        out += word(LOTSE_MSG("Switched off: it does nothing."));
    const QString from = registryName(policy.srcRegistry);
    const QString to = registryName(policy.destRegistry);
    out += policy.destNamespace.isEmpty()
        ? say(LOTSE_MSG("Copies from %1 to %2, under the same names."), {from, to})
        : say(LOTSE_MSG("Copies from %1 to %2, into %3."), {from, to, policy.destNamespace});
    if (policy.filters.isEmpty())
        out += word(LOTSE_MSG("Takes everything."));
    for (const harbor::ReplicationFilter &filter : policy.filters)
        out += filterText(filter.type, filter.value.text, filter.decoration == "excludes"_L1);
    out += triggerText(policy.trigger.type, policy.trigger.triggerSettings.cron);
    out += policy.overwrites ? word(LOTSE_MSG("Overwrites tags that are there already."))
                             : word(LOTSE_MSG("Leaves tags alone that are there already."));
    if (policy.replicateDeletion)
        out += word(LOTSE_MSG("Deletes at the target what is deleted at the source."));
    if (policy.speed > 0)
        out += say(LOTSE_MSG("At most %1 kbit/s for each copy."), {QString::number(policy.speed)});
    if (policy.copyByChunk)
        out += word(LOTSE_MSG("Copies layers in pieces."));
    if (policy.singleActiveReplication)
        out += word(LOTSE_MSG("One run at a time: what comes meanwhile is left out."));
    return out;
}

QStringList textsOf(const harbor::WebhookPolicy &policy)
{
    QStringList out;
    if (!policy.enabled)
        out += word(LOTSE_MSG("Switched off: it does nothing."));
    for (const harbor::WebhookTarget &target : policy.targets) {
        out += target.type == "slack"_L1 ? say(LOTSE_MSG("Sends a Slack message to %1."), {target.address})
            : target.payloadFormat.isEmpty() || target.payloadFormat == "Default"_L1
            ? say(LOTSE_MSG("Sends to %1 in Harbor's own form."), {target.address})
            : say(LOTSE_MSG("Sends to %1 as %2."), {target.address, target.payloadFormat});
        if (!target.authHeader.isEmpty())
            out += word(LOTSE_MSG("Signs in with a header of its own, which is not shown."));
        if (target.skipCertVerify)
            out += word(LOTSE_MSG("Does not check the certificate of the receiver."));
    }
    out += say(LOTSE_MSG("Tells of these events: %1."), {eventTypesText(policy.eventTypes)});
    return out;
}

QStringList textsOf(const harbor::PreheatPolicy &policy)
{
    QStringList out;
    if (!policy.enabled)
        out += word(LOTSE_MSG("Switched off: it does nothing."));
    out += say(LOTSE_MSG("Loads images into %1 before they are asked for."), {policy.providerName});
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
        out += word(LOTSE_MSG("Switched off: it protects nothing."));
    for (const harbor::Selector &selector : rule.tagSelectors)
        out += selector.decoration == "excludes"_L1
            ? say(LOTSE_MSG("Tags that do not match %1 can be neither moved nor deleted."), {selector.pattern})
            : say(LOTSE_MSG("Tags matching %1 can be neither moved nor deleted."), {selector.pattern});
    for (const harbor::Selector &selector : rule.scopeSelectors.value(u"repository"_s))
        out += selector.decoration == "repoExcludes"_L1
            ? say(LOTSE_MSG("In repositories that do not match %1."), {selector.pattern})
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
