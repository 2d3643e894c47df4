// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "posture/facts.h"

#include "json/reader.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace lotse::posture {

using namespace Qt::StringLiterals;

namespace {

bool descend(json::Value &value, const QStringList &steps, qsizetype at, QByteArray &out)
{
    if (at == steps.size()) {
        const std::string_view raw = value.raw();
        out = QByteArray(raw.data(), qsizetype(raw.size()));
        return true;
    }
    bool found = false;
    if (value.kind() == json::Value::Kind::Object) {
        const QByteArray wanted = steps[at].toUtf8();
        value.members([&](std::string_view key, json::Value &member) {
            if (key != std::string_view(wanted.constData(), size_t(wanted.size())))
                return true;
            found = descend(member, steps, at + 1, out);
            return false;
        });
    } else if (value.kind() == json::Value::Kind::Array) {
        qsizetype left = steps[at].toLongLong();
        value.items([&](json::Value &item) {
            if (left-- > 0)
                return true;
            found = descend(item, steps, at + 1, out);
            return false;
        });
    }
    return found;
}

Error errorOf(const QString &word)
{
    Error error;
    error.kind = word == "forbidden"_L1 ? ErrorKind::Forbidden
        : word == "unreachable"_L1      ? ErrorKind::Unreachable
        : word == "unsupported"_L1      ? ErrorKind::Unsupported
        : word == "unauthorized"_L1     ? ErrorKind::Unauthorized
                                        : ErrorKind::Server;
    error.message = {LOTSE_MSG("It could not be read: %1"), {word}};
    return error;
}

} // namespace

QString nameOf(const FactRow &row)
{
    return row.json[u"name"_s].toString();
}

QString sha256Of(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

QString Answer::sha256() const
{
    return sha256Of(body);
}

bool Fact::isWholeOf(const QString &parent) const
{
    return reading == Reading::Whole || (reading == Reading::Partial && lacks && !lacks->contains(parent));
}

const Fact *Facts::find(const QString &kind) const
{
    const auto it = byKind.constFind(kind);
    return it == byKind.cend() ? nullptr : &*it;
}

void Facts::prepare()
{
    for (Fact &fact : byKind) {
        for (FactRow &row : fact.rows) {
            if (row.json.isEmpty() && !row.raw.isEmpty())
                row.json = QJsonDocument::fromJson(row.raw).object();
        }
    }
}

qint64 Facts::answerCount() const
{
    qint64 count = 0;
    for (const Fact &fact : byKind)
        count += fact.answers.size();
    return count;
}

bool listsBuiltInAdmin(const QList<FactRow> &users)
{
    return std::any_of(users.begin(), users.end(), [](const FactRow &row) {
        return row.json[u"user_id"_s].toInteger() == 1 || row.json[u"username"_s].toString() == kBuiltInAdmin;
    });
}

QString Gap::text(const std::function<QString(const Message &)> &say) const
{
    constexpr qsizetype most = 6;
    const QString named = subjects.size() <= most
        ? subjects.join(u", "_s)
        : say(Message::counted(LOTSE_MSG_N("%1 and %Ln more", "%1 and %Ln more"), subjects.size() - most,
            {subjects.first(most).join(u", "_s)}));
    const QString why = say(reason);
    return named.isEmpty() || why.isEmpty() ? named + why : named + u": "_s + why;
}

QByteArray slice(const QByteArray &raw, const QString &path)
{
    if (path.isEmpty())
        return raw;
    QByteArray out;
    const QStringList steps = path.split(u'.');
    const Error error = json::visit(QByteArrayView(raw), [&](json::Value &root) { descend(root, steps, 0, out); });
    return error ? QByteArray() : out;
}

Result<Facts> factsFromJson(const QByteArray &text)
{
    QJsonParseError parsing;
    const QJsonObject root = QJsonDocument::fromJson(text, &parsing).object();
    if (parsing.error != QJsonParseError::NoError || !root[u"facts"_s].isObject()) {
        Error error;
        error.kind = ErrorKind::Decode;
        error.message = {LOTSE_MSG("This is not a facts file: %1"), {parsing.errorString()}};
        return error;
    }
    Facts out;
    out.host = root[u"host"_s].toString();
    out.registry = root[u"registry"_s].toString(out.host);
    out.version = root[u"version"_s].toString();
    out.isHarbor = root[u"harbor"_s].toBool(true);
    out.at = QDateTime::fromString(root[u"at"_s].toString(), Qt::ISODate).toUTC();
    const QJsonObject kinds = root[u"facts"_s].toObject();
    for (auto it = kinds.begin(); it != kinds.end(); ++it) {
        const QJsonObject given = it.value().toObject();
        Fact fact;
        fact.kind = it.key();
        fact.at = out.at;
        fact.right = given[u"right"_s].toString();
        if (given.contains(u"missing"_s)) {
            fact.error = errorOf(given[u"missing"_s].toString());
        } else {
            for (const QJsonValue gap : given[u"partial"_s].toArray())
                fact.gaps.append(Gap::verbatim(gap.toString()));
            fact.reading = fact.gaps.isEmpty() ? Reading::Whole : Reading::Partial;
            for (const QJsonValue value : given[u"rows"_s].toArray()) {
                const QJsonObject row = value.toObject();
                const bool isWrapped = row.contains(u"row"_s);
                const QJsonObject object = isWrapped ? row[u"row"_s].toObject() : row;
                const QByteArray raw = QJsonDocument(object).toJson(QJsonDocument::Compact);
                fact.rows.append({row[u"parent"_s].toString(), raw, object});
                fact.answers.append({u"GET "_s + fact.kind, out.at, 200, {}, raw});
            }
        }
        out.add(fact);
    }
    return out;
}

} // namespace lotse::posture
