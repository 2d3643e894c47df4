// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/client.h"
#include "harbor/label.h"
#include "support/borrowed.h"
#include "support/exchange.h"
#include "support/scriptedtransport.h"

#include <QPointer>
#include <QTest>

#include <optional>

/// Answers of a scripted registry, and a walk that is waited for.
namespace lotse::test {

using namespace harbor;
using namespace Qt::StringLiterals;

inline QByteArray labelsFrom(qint64 first, qint64 last)
{
    QByteArray out = "[";
    for (qint64 id = first; id <= last; ++id)
        out += (id > first ? ",{\"id\":" : "{\"id\":") + QByteArray::number(id) + '}';
    return out + ']';
}

inline QByteArray projectsNamed(const QByteArrayList &names)
{
    QByteArrayList projects;
    for (qsizetype i = 0; i < names.size(); ++i)
        projects.append("{\"name\":\"" + names[i] + "\",\"project_id\":" + QByteArray::number(i + 1) + '}');
    return '[' + projects.join(',') + ']';
}

inline Error failure(ErrorKind kind)
{
    Error error;
    error.kind = kind;
    return error;
}

inline Response answer(const QByteArray &body, const QByteArray &type)
{
    Response response = ScriptedTransport::json(body);
    response.headers = {{"Content-Type", type}};
    return response;
}

inline QString valueOf(const Request &request, const QString &name)
{
    return test::queryOf(request.path).value(name);
}

inline int pageOf(const Request &request)
{
    return valueOf(request, u"page"_s).toInt();
}

inline Response refusal(int status)
{
    return ScriptedTransport::json(R"({"errors":[{"code":"X","message":"words of the server"}]})", status);
}

inline QSet<qint64> idsOf(const PagedList &walk)
{
    QSet<qint64> ids;
    for (const json::Record &row : walk.rows)
        ids.insert(row.value.value<Label>().id);
    return ids;
}

inline constexpr char twoProjects[] = R"([{"name":"web","project_id":3,"metadata":{"retention_id":"9"}},)"
                                      R"({"name":"data","project_id":4,"metadata":{}}])";

inline Result<PagedList> walk(
    ScriptedTransport &transport, const char *kind, const Params &params = {}, QList<Progress> *seen = nullptr)
{
    std::optional<Result<PagedList>> result;
    QObject context;
    QPointer<QObject> pager = Client(borrowed(transport))
                                  .walk(
                                      *endpoint(kind), params, &context,
                                      [seen](const Progress &progress) {
                                          if (seen)
                                              seen->append(progress);
                                      },
                                      [&](Result<PagedList> walked) { result = std::move(walked); });
    if (!QTest::qWaitFor([&] { return result.has_value(); }, 60'000))
        return failure(ErrorKind::Timeout);
    // Gone afterwards, so that nothing piles up below a context that lives long.
    if (!QTest::qWaitFor([&] { return pager.isNull(); }, 60'000))
        return failure(ErrorKind::Storage);
    return *result;
}

} // namespace lotse::test
