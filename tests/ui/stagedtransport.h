// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demotransport.h"

#include <QMutex>

#include <optional>

namespace lotse::test {

/**
 * The demo registry with a script between: what a path holds decides whether its answer is an error, an empty list, or
 * is held back until release(). Everything else is answered by the demo registry, at once.
 */
class StagedTransport final : public Transport {
    Q_OBJECT
public:
    enum class Play { Fail, Forbid, Empty, Absent, Hold };
    /// The body of the answer to a request; nothing: the demo registry answers.
    using Script = std::function<std::optional<QByteArray>(const Request &)>;

    explicit StagedTransport(const Clock *clock);

    void direct(const QByteArray &pathPart, Play play);
    void undirect();
    void script(Script script);
    /// Sends what was held.
    void release();
    /// What the demo registry itself answers a GET.
    QByteArray ask(const QByteArray &path);
    /// What every request ends with that signs in, or connects at all where it is of TLS; no error: none.
    void refuse(const Error &error);

    CallId send(Request request, Completion completion) override;
    void abort(CallId id) override;
    QUrl origin() const override { return m_demo.origin(); }

private:
    struct Held {
        Request request;
        Completion completion;
    };

    std::optional<Play> playOf(const QByteArray &path) const;
    void answer(const Request &request, const Completion &completion, Result<Response> result);

    std::shared_ptr<demo::Registry> m_registry;
    demo::DemoTransport m_demo;
    const Clock *m_clock;
    mutable QMutex m_mutex;
    QList<std::pair<QByteArray, Play>> m_plays; ///< the last that fits wins
    Script m_script;
    Error m_refusal;
    CallId m_next = CallId(1) << 40; ///< beyond those of the demo registry
    QMap<CallId, Held> m_held;
};

} // namespace lotse::test
