// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demosession.h"

namespace lotse {

std::unique_ptr<Session> demoSession(const Clock *clock, const QString &user, demo::Latency latency)
{
    // Two runs of the command line show the same data only if both are told when these were made.
    const QDateTime madeAt = QDateTime::fromString(qEnvironmentVariable("LOTSE_DEMO_TIME"), Qt::ISODateWithMs);
    const auto transport = std::make_shared<demo::DemoTransport>(
        std::make_shared<demo::Registry>(clock, madeAt), demo::Identity{user}, latency);
    Account account;
    account.id = account.registryId = QStringLiteral("00000000-0000-4000-8000-00000000de30");
    account.name = QStringLiteral("Demo");
    account.url = transport->origin().toString();
    account.user = user;
    if (user.isEmpty())
        account.signIn = SignIn::Anonymous;
    else if (user.startsWith(QStringLiteral("robot$")))
        account.signIn = SignIn::Robot;
    else
        account.signIn = SignIn::Password;
    Line line{transport};
    line.isDemo = true;
    return std::make_unique<Session>(account, line, nullptr, clock);
}

} // namespace lotse
