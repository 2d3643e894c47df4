// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace lotse::fuzz {

const QList<Target> &targets()
{
    static const QList<Target> all = [] {
        QList<Target> list = wireTargets() + documentTargets() + textTargets() + fileTargets() + trustTargets();
        std::sort(
            list.begin(), list.end(), [](const Target &a, const Target &b) { return std::strcmp(a.name, b.name) < 0; });
        return list;
    }();
    return all;
}

const Target *target(QByteArrayView name)
{
    for (const Target &one : targets()) {
        if (name == one.name)
            return &one;
    }
    return nullptr;
}

void require(bool holds, const char *promise)
{
    if (holds)
        return;
    std::fprintf(stderr, "A promise is broken: %s\n", promise);
    std::abort();
}

} // namespace lotse::fuzz
