// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demotransport.h"
#include "session/session.h"

#include <atomic>

namespace lotse::test {

/// The demo registry behind a cable that can be cut and mended.
class CuttableTransport final : public Transport {
    Q_OBJECT
public:
    explicit CuttableTransport(const Clock *clock);

    void cut() { m_isCut = true; }
    void mend() { m_isCut = false; }

    CallId send(Request request, Completion completion) override;
    void abort(CallId id) override;
    QUrl origin() const override { return m_demo.origin(); }

private:
    demo::DemoTransport m_demo;
    std::atomic<bool> m_isCut = false;
};

/// A session at it, idle. `clock` outlives it.
std::unique_ptr<Session> cuttableSession(const std::shared_ptr<CuttableTransport> &transport, const Clock *clock);

} // namespace lotse::test
