// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/registry.h"
#include "net/transport.h"

#include <chrono>
#include <memory>

namespace lotse::demo {

/// How long answers take: a real server's cost of the call, at least `floor` and at most `ceiling`, and by chance up to
/// `spread` longer, so that answers overtake each other. Zero for tests.
struct Latency {
    std::chrono::milliseconds floor{2};
    std::chrono::milliseconds ceiling{250};
    std::chrono::milliseconds spread{0};
    static Latency none() { return {std::chrono::milliseconds(0), std::chrono::milliseconds(0)}; }
};

/**
 * The demo registry as a transport: no socket, no file. Answers on a thread of its own, so that nothing waits in the
 * asker's; several transports (accounts) can share one registry.
 */
class DemoTransport final : public Transport {
    Q_OBJECT
public:
    DemoTransport(std::shared_ptr<Registry> registry, Identity who, Latency latency = {}, QObject *parent = nullptr);
    ~DemoTransport() override;

    CallId send(Request request, Completion completion) override;
    void abort(CallId id) override;
    QUrl origin() const override;

protected:
    void endCalls() override;

private:
    struct Worker;
    std::shared_ptr<Worker> m_worker; ///< the thread has a share of it
};

} // namespace lotse::demo
