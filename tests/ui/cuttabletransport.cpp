// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cuttabletransport.h"

using namespace Qt::StringLiterals;

namespace lotse::test {

CuttableTransport::CuttableTransport(const Clock *clock)
    : m_demo(std::make_shared<demo::Registry>(clock), demo::Identity::admin())
{
    connect(&m_demo, &Transport::requestChanged, this, &Transport::requestChanged, Qt::DirectConnection);
}

CallId CuttableTransport::send(Request request, Completion completion)
{
    // What is on its way when the cable is cut is lost.
    return m_demo.send(std::move(request), [this, completion = std::move(completion)](Result<Response> response) {
        if (!m_isCut) {
            completion(std::move(response));
            return;
        }
        Error error;
        error.kind = ErrorKind::Unreachable;
        error.message = {LOTSE_MSG("The connection to %1 was cut."), {origin().host()}};
        completion(error);
    });
}

void CuttableTransport::abort(CallId id)
{
    m_demo.abort(id);
}

std::unique_ptr<Session> cuttableSession(const std::shared_ptr<CuttableTransport> &transport, const Clock *clock)
{
    Account account;
    account.id = account.registryId = u"00000000-0000-4000-8000-00000000de30"_s;
    account.name = u"Demo"_s;
    account.url = transport->origin().toString();
    account.user = u"admin"_s;
    account.signIn = SignIn::Password;
    Line line{transport};
    line.isDemo = true;
    return std::make_unique<Session>(account, line, nullptr, clock);
}

} // namespace lotse::test
