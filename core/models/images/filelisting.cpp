// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/images/filelisting.h"

#include "models/tables/column.h"

#include <simdjson.h>

namespace lotse::models {

using namespace Qt::StringLiterals;

static constexpr int deepest = 32;
static constexpr int widest = 12; // of "1023.9 MiB" and some air

static bool add(QStringList &lines, const simdjson::dom::array &files, const QString &folder, int depth)
{
    for (const simdjson::dom::element file : files) {
        std::string_view name;
        if (file["name"].get(name) != simdjson::SUCCESS)
            return false;
        const QString path = folder + QString::fromUtf8(name.data(), qsizetype(name.size()));
        simdjson::dom::array children;
        const bool isFolder = file["children"].get(children) == simdjson::SUCCESS && children.size() > 0;
        if (isFolder && depth < deepest) {
            if (!add(lines, children, path + u'/', depth + 1))
                return false;
            continue;
        }
        int64_t size = -1;
        const bool isSized = file["size"].get(size) == simdjson::SUCCESS && size >= 0;
        lines += (isSized ? Cell::size(size).text : QString()).rightJustified(widest) + u"  "_s + path;
    }
    return true;
}

QString fileListing(const QByteArray &json)
{
    simdjson::dom::parser parser;
    simdjson::dom::array files;
    QStringList lines;
    if (parser.parse(json.constData(), size_t(json.size())).get(files) != simdjson::SUCCESS
        || !add(lines, files, {}, 0))
        return QString::fromUtf8(json);
    return lines.join(u'\n');
}

} // namespace lotse::models
