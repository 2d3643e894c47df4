// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/redaction.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <functional>

namespace lotse::report {

using namespace Qt::StringLiterals;

namespace {

// Members that hold a name of a person in Harbor's answers.
const QStringList kPersonMembers{u"username"_s, u"user_name"_s, u"realname"_s, u"email"_s, u"owner_name"_s,
    u"creator"_s, u"operator"_s, u"author"_s, u"approved_by"_s, u"owner"_s, u"by"_s};
// Members that hold a host without a scheme before it.
const QStringList kHostMembers{u"host"_s, u"hostname"_s, u"registry_url"_s, u"external_url"_s, u"endpoint"_s,
    u"ldap_url"_s, u"oidc_endpoint"_s, u"email_host"_s, u"server"_s};

const QRegularExpression &urls()
{
    static const QRegularExpression all(
        uR"((?<scheme>[a-zA-Z][a-zA-Z0-9+.-]*://)(?<user>[^/\s"'\\@<>]+@)?(?<host>\[[0-9a-fA-F:.]+\]|[^/\s"'\\:?#<>,;)]+))"_s);
    return all;
}

// E-mail, URL, IPv6 and IPv4, where they do not stand inside of a longer word or number.
const QRegularExpression &shapes()
{
    static const QRegularExpression all(
        uR"((?<mail>[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+))"
        uR"(|(?<scheme>[a-zA-Z][a-zA-Z0-9+.-]*://)(?<user>[^/\s"'\\@<>]+@)?(?<host>\[[0-9a-fA-F:.]+\]|[^/\s"'\\:?#<>,;)]+))"
        uR"(|(?<six>(?<![\w:.])(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}(?![\w:])|(?<![\w:.])(?:[0-9a-fA-F]{1,4}:){1,7}:(?:[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{1,4}){0,6})?(?![\w:])|(?<![\w:.])::(?:[0-9a-fA-F]{1,4}:){0,5}[0-9a-fA-F]{1,4}(?![\w:])))"
        uR"(|(?<four>(?<![\w.-])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w-]|\.\d)))"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    return all;
}

bool isWord(QChar c)
{
    return c.isLetterOrNumber() || c == u'_';
}

// Whether a name may end before `at`: no word goes on there, over a hyphen or a dot neither.
bool isEnd(QStringView text, qsizetype at)
{
    if (at >= text.size())
        return true;
    if (isWord(text[at]) || text[at] == u'-')
        return false;
    return (text[at] != u'.' && text[at] != u'@') || at + 1 >= text.size() || !isWord(text[at + 1]);
}

bool isBegin(QStringView text, qsizetype at)
{
    if (at == 0)
        return true;
    const QChar before = text[at - 1];
    return !isWord(before) && before != u'-' && (before != u'.' || at < 2 || !isWord(text[at - 2]));
}

QString withoutPort(const QString &host)
{
    const qsizetype colon = host.lastIndexOf(u':');
    const bool isPort = colon > 0 && !host.endsWith(u']') && host.indexOf(u':') == colon;
    return isPort ? host.left(colon) : host;
}

QString kindWord(int what)
{
    static const QStringList words{u"person"_s, u"host"_s, u"address"_s, u"value"_s, u"expression"_s, u"robot"_s};
    return words[what];
}

QJsonValue mapped(const QJsonValue &value, const std::function<QString(const QString &)> &map)
{
    if (value.isString())
        return map(value.toString());
    if (value.isArray()) {
        QJsonArray out;
        for (const QJsonValue one : value.toArray())
            out.append(mapped(one, map));
        return out;
    }
    if (!value.isObject())
        return value;
    QJsonObject out;
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        const bool isFixed = it.key() == "$schema"_L1 || it.key().endsWith("sha256"_L1);
        out.insert(it.key(), isFixed ? it.value() : mapped(it.value(), map));
    }
    return out;
}

} // namespace

Redactor::Redactor(RedactionProfile profile, const Words &words)
    : m_profile(std::move(profile))
    , m_words(words)
{
    // The account that every Harbor has, and what signs nobody in.
    m_profile.keeps += {u"admin"_s, u"anonymous"_s, u"localhost"_s, u"127.0.0.1"_s};
}

void Redactor::know(const QString &given, What what, const QString &identity)
{
    const QString name = given.trimmed();
    if (name.isEmpty() || m_profile.keeps.contains(name))
        return;
    if (what == What::Person && (m_robots.contains(name) || name.startsWith("robot$"_L1)))
        return;
    qsizetype end = 0;
    while (end < name.size() && isWord(name[end]))
        ++end;
    QList<Known> &list = m_known[name.left(std::max<qsizetype>(end, 1)).toLower()];
    if (std::any_of(list.begin(), list.end(), [&](const Known &one) { return one.name == name; }))
        return;
    list.append({name, what, identity.isEmpty() ? name : identity, {}});
    std::stable_sort(
        list.begin(), list.end(), [](const Known &a, const Known &b) { return a.name.size() > b.name.size(); });
}

void Redactor::learnHosts(const QString &text)
{
    if (!text.contains("://"_L1))
        return;
    for (auto it = urls().globalMatch(text); it.hasNext();)
        know(it.next().captured(u"host"_s), What::Host);
}

void Redactor::learnObject(const QJsonObject &object)
{
    // All names in one object are of one person: the account, the full name, the mail address.
    QString identity = object[u"username"_s].toString();
    if (object[u"entity_type"_s].toString() == "u"_L1) {
        identity = object[u"entity_name"_s].toString();
        if (m_profile.persons)
            know(identity, What::Person);
    }
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QJsonValue value = it.value();
        if (value.isObject()) {
            learnObject(value.toObject());
            continue;
        }
        if (value.isArray()) {
            for (const QJsonValue one : value.toArray()) {
                if (one.isObject())
                    learnObject(one.toObject());
                else if (m_profile.hosts)
                    learnHosts(one.toString());
            }
            continue;
        }
        const QString text = value.toString();
        if (text.isEmpty())
            continue;
        if (m_profile.fields.contains(it.key()))
            know(text, What::Value);
        const bool isAccount = it.key() == "username"_L1 || it.key() == "realname"_L1 || it.key() == "email"_L1;
        if (m_profile.persons && kPersonMembers.contains(it.key()))
            know(text, What::Person, isAccount ? identity : QString());
        if (m_profile.hosts) {
            learnHosts(text);
            if (kHostMembers.contains(it.key()) && !text.contains("://"_L1) && !text.contains(u' '))
                know(withoutPort(text.section(u'/', 0, 0)), What::Host);
        }
    }
}

void Redactor::learn(const posture::Facts &facts)
{
    for (const QString &kind : {u"robots"_s, u"project-robots"_s}) {
        for (const posture::FactRow &row : facts.byKind.value(kind).rows)
            m_robots.insert(row.json[u"name"_s].toString());
    }
    for (const QString &robot : std::as_const(m_robots))
        know(robot, What::Robot);
    if (m_profile.hosts) {
        know(withoutPort(facts.host), What::Host);
        // An account here is often called as its host.
        know(facts.registry, What::Host, withoutPort(facts.host));
    }
    if (m_profile.persons)
        know(facts.identity, What::Person);
    // Users first: their numbers do not depend on what else was read.
    QStringList kinds = facts.byKind.keys();
    kinds.sort();
    std::stable_partition(kinds.begin(), kinds.end(), [](const QString &kind) { return kind == "users"_L1; });
    for (const QString &kind : std::as_const(kinds)) {
        for (const posture::FactRow &row : facts.byKind[kind].rows) {
            learnObject(row.json);
            if (m_profile.persons && kind == "audit-of-users"_L1)
                know(row.parent, What::Person);
        }
    }
}

void Redactor::learn(const Document &document)
{
    if (!m_profile.persons)
        return;
    for (const Section &section : document.sections) {
        for (const Table &table : section.tables) {
            for (qsizetype i = 0; i < table.columns.size(); ++i) {
                if (table.columns[i].holds != Holds::Person)
                    continue;
                for (const QStringList &row : table.rows)
                    know(row.value(i), What::Person);
            }
        }
    }
}

QString Redactor::pseudonym(What what, const QString &identity, const QString &word)
{
    const QString kind = what == What::Expression ? u"expression/"_s + word : kindWord(int(what));
    const QString key = kind + u'\n' + (what == What::Host ? identity.toLower() : identity);
    const auto found = m_pseudonyms.constFind(key);
    if (found != m_pseudonyms.cend())
        return *found;
    const QString number = QString::number(++m_counts[kind]);
    static const QHash<What, const char *> texts{{What::Person, LOTSE_MSG("person %1")},
        {What::Host, LOTSE_MSG("host %1")}, {What::Address, LOTSE_MSG("address %1")},
        {What::Value, LOTSE_MSG("value %1")}};
    const QString made = what == What::Expression ? word + u' ' + number : m_words.text(texts[what], {number});
    m_pseudonyms.insert(key, made);
    return made;
}

const Redactor::Known *Redactor::knownAt(QStringView text, qsizetype at) const
{
    qsizetype end = at;
    while (end < text.size() && isWord(text[end]))
        ++end;
    const auto list = m_known.constFind(text.mid(at, std::max<qsizetype>(end - at, 1)).toString().toLower());
    if (list == m_known.cend() || !isBegin(text, at))
        return nullptr;
    for (const Known &one : *list) {
        // Hosts are the same in any case; names of people are not: "guest" is a role, too.
        const auto sensitivity = one.what == What::Host ? Qt::CaseInsensitive : Qt::CaseSensitive;
        if (text.mid(at).startsWith(one.name, sensitivity) && isEnd(text, at + one.name.size()))
            return &one;
    }
    return nullptr;
}

QString Redactor::names(QStringView text)
{
    if (m_known.isEmpty())
        return text.toString();
    QString out;
    for (qsizetype at = 0; at < text.size();) {
        const bool isStart = at == 0 || !isWord(text[at - 1]);
        if (const Known *known = isStart ? knownAt(text, at) : nullptr) {
            out += known->what == What::Robot ? known->name : pseudonym(known->what, known->identity);
            at += known->name.size();
        } else {
            out += text[at++];
        }
    }
    return out;
}

QString Redactor::text(const QString &given)
{
    QString text = given;
    for (const RedactionProfile::Expression &expression : std::as_const(m_profile.expressions)) {
        QString out;
        qsizetype from = 0;
        for (auto it = expression.pattern.globalMatch(text); it.hasNext();) {
            const QRegularExpressionMatch match = it.next();
            if (match.capturedLength() == 0)
                continue;
            out += text.mid(from, match.capturedStart() - from)
                + pseudonym(What::Expression, match.captured(), expression.as);
            from = match.capturedEnd();
        }
        text = out + text.mid(from);
    }
    const bool mayHaveShape = text.contains(u'@') || text.contains(u':') || text.contains(u'.');
    if (!mayHaveShape || (!m_profile.persons && !m_profile.hosts))
        return names(text);
    QString out;
    qsizetype from = 0;
    for (auto it = shapes().globalMatch(text); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        QString made;
        if (const QString mail = match.captured(u"mail"_s); !mail.isEmpty()) {
            const Known *known = knownAt(mail, 0);
            if (known && known->name.size() == mail.size())
                made = pseudonym(known->what, known->identity);
            else if (m_profile.persons)
                made = pseudonym(What::Person, mail);
            else
                continue;
        } else if (const QString host = match.captured(u"host"_s); !host.isEmpty()) {
            if (!m_profile.hosts || m_profile.keeps.contains(host))
                continue;
            const Known *known = knownAt(host, 0);
            made = match.captured(u"scheme"_s) + pseudonym(What::Host, known ? known->identity : host);
        } else {
            if (!m_profile.hosts || m_profile.keeps.contains(match.captured()))
                continue;
            made = pseudonym(What::Address, match.captured());
        }
        out += names(QStringView(text).mid(from, match.capturedStart() - from)) + made;
        from = match.capturedEnd();
    }
    return out + names(QStringView(text).mid(from));
}

QString Redactor::cell(const QString &given, const Column &column)
{
    if (column.holds == Holds::Exact || column.holds == Holds::Passing)
        return given;
    if (column.isTone && given.contains(u'|'))
        return given.section(u'|', 0, 0) + u'|' + text(given.section(u'|', 1));
    return text(given);
}

QString Redactor::summary(bool leavesAnswersOut) const
{
    QStringList parts;
    const auto add = [&](What what, const char *sentence) {
        if (const int count = m_counts.value(kindWord(int(what))); count > 0)
            parts.append(m_words.text(sentence, {m_words.number(count)}));
    };
    add(What::Person, LOTSE_MSG("names of persons: %1"));
    add(What::Host, LOTSE_MSG("hosts: %1"));
    add(What::Address, LOTSE_MSG("addresses: %1"));
    add(What::Value, LOTSE_MSG("values of fields: %1"));
    for (auto it = m_counts.cbegin(); it != m_counts.cend(); ++it) {
        if (it.key().startsWith("expression/"_L1))
            parts.append(it.key().section(u'/', 1) + u": "_s + m_words.number(*it));
    }
    QString out =
        m_words.text(LOTSE_MSG("Profile %1. Replaced by pseudonyms, each the same throughout this report: %2."),
            {m_profile.name, parts.isEmpty() ? m_words.text(LOTSE_MSG("none")) : parts.join(u", "_s)});
    if (leavesAnswersOut)
        out += u' '
            + m_words.text(
                LOTSE_MSG("The responses of the registry are not in the bundle, because they cannot be redacted; "
                          "hashes are those of the original responses."));
    return out;
}

Document Redactor::document(Document document, bool leavesAnswersOut)
{
    if (m_profile.isEmpty())
        return document;
    for (QString *one :
        {&document.title, &document.registry, &document.host, &document.readAs, &document.scope, &document.mark})
        *one = text(*one);
    for (QString &spot : document.blindSpots)
        spot = text(spot);
    for (Section &section : document.sections) {
        for (QString &paragraph : section.paragraphs)
            paragraph = text(paragraph);
        for (Figure &figure : section.figures) {
            figure.value = text(figure.value);
            figure.source = text(figure.source);
        }
        for (Bar &bar : section.bars)
            bar.label = text(bar.label);
        for (Table &table : section.tables) {
            for (QStringList &row : table.rows) {
                for (qsizetype i = 0; i < row.size(); ++i)
                    row[i] = cell(row[i], table.columns.value(i));
            }
        }
    }
    document.redaction = summary(leavesAnswersOut);
    return document;
}

QByteArray Redactor::json(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    const auto map = [this](const QString &one) { return text(one); };
    return document.isArray()
        ? QJsonDocument(mapped(document.array(), map).toArray()).toJson(QJsonDocument::Indented)
        : QJsonDocument(mapped(document.object(), map).toObject()).toJson(QJsonDocument::Indented);
}

} // namespace lotse::report
