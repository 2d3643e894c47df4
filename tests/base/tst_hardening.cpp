// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/hardening.h"
#include "base/sanitized.h"

#include <QFile>
#include <QTest>

/// What keeps secrets of the memory out of files and out of the reach of others.
class LockdownTest : public QObject {
    Q_OBJECT
private slots:
    void memoryIsPrivateOnceAsked()
    {
#ifndef Q_OS_LINUX
        QSKIP("Only Linux can tell.");
#endif
        QVERIFY(!lotse::isMemoryPrivate());
        qputenv("LOTSE_DEBUGGER", "1");
        lotse::keepMemoryPrivate();
        QVERIFY2(!lotse::isMemoryPrivate(), "a debugger was asked for");
        qunsetenv("LOTSE_DEBUGGER");
        lotse::keepMemoryPrivate();
#ifdef LOTSE_SANITIZED
        QSKIP("A sanitizer looks into its own process.");
#endif
        QVERIFY(lotse::isMemoryPrivate());
    }
};

QTEST_GUILESS_MAIN(LockdownTest)
#include "tst_hardening.moc"
