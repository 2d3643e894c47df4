// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <functional>

namespace lotse::test {

/// SQLite's file layer of this system with faults: before each write and each cut of a file it asks what to answer.
class FaultyVfs {
public:
    FaultyVfs();
    ~FaultyVfs();
    Q_DISABLE_COPY_MOVE(FaultyVfs)

    QByteArray name() const { return "faulty"; }
    /// Called with the number of the write, from 1; gives 0 (SQLITE_OK) or the code that the write fails with.
    void onWrite(std::function<int(int number)> answer);
    int writes() const;
    void restart(); ///< counts from 1 again
};

} // namespace lotse::test
