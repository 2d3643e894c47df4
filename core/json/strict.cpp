// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/strict.h"

#include "json/reader.h"
#include "json/repeated.h"

#include <QJsonDocument>

namespace lotse::json {

using namespace Qt::StringLiterals;

namespace {

std::optional<QString> repeatedIn(Value &root)
{
    return repeatedMember(root, [](Value &value, auto &onMember, auto &onItem) {
        if (value.kind() == Value::Kind::Array)
            value.items([&](Value &item) { return onItem(item); });
        else if (value.kind() == Value::Kind::Object)
            value.members([&](std::string_view name, Value &member) { return onMember(name, member); });
    });
}

} // namespace

QJsonObject strictObject(const QByteArray &text, QString &flaw)
{
    flaw.clear();
    QJsonParseError parsing;
    const QJsonDocument document = QJsonDocument::fromJson(text, &parsing);
    if (parsing.error != QJsonParseError::NoError) {
        flaw = parsing.errorString();
        return {};
    }
    if (!document.isObject()) {
        flaw = u"the root is no object"_s;
        return {};
    }
    std::optional<QString> twice;
    const QByteArray plain = text.startsWith("\xEF\xBB\xBF") ? text.mid(3) : text;
    const Error error = visit(plain, [&](Value &root) { twice = repeatedIn(root); });
    if (error)
        flaw = error.detail.isEmpty() ? error.message.english() : error.detail;
    else if (twice)
        flaw = u"the member \"%1\" is there twice"_s.arg(twice->left(128));
    return flaw.isEmpty() ? document.object() : QJsonObject();
}

} // namespace lotse::json
