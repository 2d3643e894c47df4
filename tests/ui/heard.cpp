// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "heard.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace lotse::test {

namespace {

QtMessageHandler before = nullptr;
std::atomic<int> heard = 0;

// A part of the text, and why it is no fault of ours.
constexpr std::array allowed{
    // The test machine has no desktop session; the program runs without one.
    "QDBusConnection: ",
    "XDG_RUNTIME_DIR",
    // The platform without a screen cannot do this, and says so at each popup and each picture of a dialog.
    "This plugin does not support",
    "Failed to create platform",
    // Within Qt 6.4, and harmless: a list whose model is replaced while a row beyond its edge is still being made, and
    // its
    // own clock of animations that is asked to stop twice. Both come on a slow machine only.
    "DelegateModel::cancel: index out range",
    "QUnifiedTimer::stopAnimationDriver: driver is not running",
};

void listen(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if ((type == QtWarningMsg || type == QtCriticalMsg) && !isAllowed(text)) {
        ++heard;
        std::fprintf(stderr, "WARNING HEARD (%s): %s\n", context.category ? context.category : "", qPrintable(text));
        if (QTest::currentTestFunction())
            QTest::qFail(qPrintable(u"Qt or QML warned: "_s + text), context.file ? context.file : "", context.line);
    }
    if (before)
        before(type, context, text);
}

} // namespace

bool isAllowed(const QString &text)
{
    return std::any_of(
        allowed.begin(), allowed.end(), [&text](const char *part) { return text.contains(QLatin1StringView(part)); });
}

int warningsHeard()
{
    return heard;
}

void failOnWarnings()
{
    before = qInstallMessageHandler(&listen);
}

} // namespace lotse::test
