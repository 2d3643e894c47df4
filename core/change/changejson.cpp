// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/changejson.h"

using namespace Qt::StringLiterals;

namespace lotse::change {

QJsonObject paramsJson(const harbor::Params &params)
{
    QJsonObject out;
    for (auto it = params.begin(); it != params.end(); ++it)
        out.insert(it.key(), it.value());
    return out;
}

harbor::Params paramsOf(const QJsonObject &object)
{
    harbor::Params out;
    for (auto it = object.begin(); it != object.end(); ++it)
        out.insert(it.key(), it.value().toString());
    return out;
}

QJsonArray editsJson(const QList<Edit> &edits)
{
    QJsonArray out;
    for (const Edit &edit : edits) {
        QJsonObject one{{u"path"_s, edit.path}};
        if (!edit.before.isUndefined())
            one.insert(u"before"_s, edit.before);
        if (!edit.after.isUndefined())
            one.insert(u"after"_s, edit.after);
        out.append(one);
    }
    return out;
}

QList<Edit> editsOf(const QJsonValue &array)
{
    QList<Edit> out;
    for (const QJsonValue &value : array.toArray()) {
        const QJsonObject edit = value.toObject();
        out.append({edit.value(u"path"_s).toString(), edit.value(u"before"_s), edit.value(u"after"_s)});
    }
    return out;
}

} // namespace lotse::change
