// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QTest>

#include <functional>
#include <optional>

namespace lotse::test {

/// Takes the answer of one call and waits for it. For answers of real servers: a minute is the most.
template <typename T>
class Catch {
public:
    std::function<void(Result<T>)> slot()
    {
        return [this](Result<T> result) { m_result = std::move(result); };
    }
    const Result<T> &wait()
    {
        if (!QTest::qWaitFor([this] { return m_result.has_value(); }, 120'000)) {
            Error error;
            error.kind = ErrorKind::Timeout;
            error.message = {"The callback never ran.", {}};
            m_result = Result<T>(error);
        }
        return *m_result;
    }

private:
    std::optional<Result<T>> m_result;
};

} // namespace lotse::test
