// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What libFuzzer calls. One program holds all targets; LOTSE_FUZZ_TARGET names the one to run, "?" lists them.
#include "target.h"

#include <QCoreApplication>

#include <cstdio>
#include <cstdlib>

namespace {

const lotse::fuzz::Target *chosen = nullptr;

} // namespace

extern "C" int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    static QCoreApplication application(*argc, *argv);
    const QByteArray name = qgetenv("LOTSE_FUZZ_TARGET");
    chosen = lotse::fuzz::target(name);
    if (chosen)
        return 0;
    for (const auto &one : lotse::fuzz::targets())
        std::printf("%s\n", one.name);
    std::exit(name == "?" ? 0 : 2);
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    chosen->run(QByteArrayView(data, qsizetype(size)));
    return 0;
}
