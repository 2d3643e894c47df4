// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demotransport.h"
#include "models/tables/tablemodel.h"
#include "support/scriptedtransport.h"

#include <QTest>

namespace lotse::test {

/// The demo registry without delays.
inline std::unique_ptr<Transport> demoTransport(const Clock *clock, const QString &user = QStringLiteral("admin"))
{
    return std::make_unique<demo::DemoTransport>(
        std::make_shared<demo::Registry>(clock), demo::Identity{user}, demo::Latency::none());
}

inline bool waitFor(const models::TableModel &model, const QString &state)
{
    return QTest::qWaitFor([&] { return model.state() == state && !model.isLoading(); }, 10000);
}

/// What one cell shows.
inline QString cellText(const models::TableModel &model, const QString &key, const QString &column)
{
    const QList<models::Row> rows = model.rowsNamed({key});
    for (const models::Column &one : model.tableColumns()) {
        if (one.id == column && !rows.isEmpty())
            return one.cell(rows.first()).text;
    }
    return {};
}

inline Response forbidden()
{
    return ScriptedTransport::json(R"({"errors":[{"code":"FORBIDDEN","message":"no"}]})", 403);
}

} // namespace lotse::test
