// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/endpoint.h"
#include "run.h"

namespace lotse::cli {

using namespace Qt::StringLiterals;

static QString whatItNeeds(const harbor::Endpoint &endpoint)
{
    QStringList open;
    for (const QString &name : harbor::pathParameters(endpoint)) {
        if (!endpoint.fixed.contains(name))
            open.append(name + u"=..."_s);
    }
    if (endpoint.walks)
        return {};
    return open.isEmpty() ? u"--raw-query name=..."_s : open.join(u' ');
}

static void startKinds(Run &run)
{
    QList<QStringList> rows;
    for (const harbor::Endpoint &endpoint : harbor::endpoints()) {
        rows.append({QString::fromLatin1(endpoint.kind), Message{endpoint.title, {}}.text(), whatItNeeds(endpoint),
            QString::fromLatin1(endpoint.path)});
    }
    if (run.output().format() == Format::Json) {
        QList<QByteArray> names;
        for (const QStringList &row : std::as_const(rows))
            names.append('"' + row.first().toLatin1() + '"');
        run.output().jsonArray(names);
    } else {
        run.output().table({u"kind"_s, u"what"_s, u"needs"_s, u"path"_s}, rows);
    }
    run.done();
}

Command kindsCommand()
{
    return {.name = "kinds",
        .arguments = "",
        .summary = "List the kinds for \"get\".",
        .details =
            "NEEDS names the filters that \"get\" requires. Kinds without an entry are of the whole registry, or are\n"
            "read of each project in turn (project-members, project-robots, ...); --project names one.",
        .takes = "json csv",
        .start = &startKinds};
}

} // namespace lotse::cli
