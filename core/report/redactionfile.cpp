// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/redaction.h"

#include "base/safefile.h"
#include "json/strict.h"

#include <QFileInfo>
#include <QJsonArray>

namespace lotse::report {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMostRedaction = 1024 * 1024;

/// The texts of an array; nothing where it holds anything else.
std::optional<QStringList> textsOf(const QJsonValue &value)
{
    QStringList out;
    if (!value.isUndefined() && !value.isArray())
        return {};
    for (const QJsonValue one : value.toArray()) {
        if (!one.isString() || one.toString().isEmpty())
            return {};
        out.append(one.toString());
    }
    return out;
}

Result<RedactionProfile> readProfile(const QByteArray &text, const QString &path)
{
    QString flaw;
    const QJsonObject root = json::strictObject(text, flaw);
    if (root.isEmpty())
        return usageError(LOTSE_MSG("The redaction profile %1 is not a JSON object: %2"), {path, flaw});
    static const QStringList known{u"name"_s, u"base"_s, u"fields"_s, u"expressions"_s, u"keep"_s};
    for (auto it = root.begin(); it != root.end(); ++it) {
        if (!known.contains(it.key()))
            return usageError(LOTSE_MSG("The redaction profile has the unknown member %1."), {it.key()});
    }
    RedactionProfile out;
    out.name = root[u"name"_s].toString(QFileInfo(path).completeBaseName());
    const auto base = textsOf(root[u"base"_s]), fields = textsOf(root[u"fields"_s]), keep = textsOf(root[u"keep"_s]);
    if (!base || !fields || !keep)
        return usageError(
            LOTSE_MSG("The members base, fields and keep of a redaction profile must be lists of strings."));
    for (const QString &one : *base) {
        if (one != "persons"_L1 && one != "hosts"_L1)
            return usageError(
                LOTSE_MSG("The member base of a redaction profile accepts persons and hosts, not %1."), {one});
        (one == "persons"_L1 ? out.persons : out.hosts) = true;
    }
    out.fields = *fields;
    out.keeps = QSet<QString>(keep->begin(), keep->end());
    for (const QJsonValue one : root[u"expressions"_s].toArray()) {
        RedactionProfile::Expression expression{
            QRegularExpression(one[u"pattern"_s].toString(), QRegularExpression::UseUnicodePropertiesOption),
            one[u"as"_s].toString()};
        if (expression.as.isEmpty() || expression.pattern.pattern().isEmpty())
            return usageError(LOTSE_MSG("An expression of a redaction profile requires pattern and as."));
        if (!expression.pattern.isValid())
            return usageError(LOTSE_MSG("The expression %1 of the redaction profile is invalid: %2"),
                {expression.pattern.pattern(), expression.pattern.errorString()});
        out.expressions.append(expression);
    }
    if (out.isEmpty())
        return usageError(
            LOTSE_MSG("The redaction profile %1 redacts nothing: it has no base, fields or expressions."), {path});
    return out;
}

} // namespace

QStringList builtInRedactions()
{
    return {u"none"_s, u"persons"_s, u"hosts"_s, u"all"_s};
}

Result<RedactionProfile> findRedaction(const QString &nameOrFile)
{
    if (builtInRedactions().contains(nameOrFile)) {
        RedactionProfile out;
        out.name = nameOrFile;
        out.persons = nameOrFile == "persons"_L1 || nameOrFile == "all"_L1;
        out.hosts = nameOrFile == "hosts"_L1 || nameOrFile == "all"_L1;
        return out;
    }
    const Result<QByteArray> text = readWhole(nameOrFile, kMostRedaction);
    return text ? readProfile(*text, nameOrFile) : Result<RedactionProfile>(text.error());
}

} // namespace lotse::report
