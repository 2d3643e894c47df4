// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/strict.h"

#include "json/reader.h"

#include <QJsonDocument>
#include <QSet>

namespace lotse::json {

using namespace Qt::StringLiterals;

namespace {

// The first member that is there twice; names are compared with their escapes undone.
bool hasMemberTwice(Value &value, QString &name)
{
    bool isTwice = false;
    if (value.kind() == Value::Kind::Array) {
        value.items([&](Value &item) {
            isTwice = hasMemberTwice(item, name);
            return !isTwice;
        });
    } else if (value.kind() == Value::Kind::Object) {
        QSet<QString> seen;
        value.members([&](std::string_view key, Value &member) {
            const QString own = QString::fromUtf8(key.data(), qsizetype(key.size()));
            isTwice = seen.contains(own);
            if (isTwice)
                name = own;
            else
                isTwice = hasMemberTwice(member, name);
            seen.insert(own);
            return !isTwice;
        });
    }
    return isTwice;
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
    QString name;
    bool isTwice = false;
    const QByteArray plain = text.startsWith("\xEF\xBB\xBF") ? text.mid(3) : text;
    const Error error = visit(plain, [&](Value &root) { isTwice = hasMemberTwice(root, name); });
    if (error)
        flaw = error.detail.isEmpty() ? error.message.english() : error.detail;
    else if (isTwice)
        flaw = u"the member \"%1\" is there twice"_s.arg(name.left(128));
    return flaw.isEmpty() ? document.object() : QJsonObject();
}

} // namespace lotse::json
