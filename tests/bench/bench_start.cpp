// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From exec to the first frame of the full window on the demo registry, beside an empty QML window of the same size,
// and to the numbers of the overview. Prints "name value unit [ratio]".
#include "median.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QHash>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

constexpr int rounds = 9;
constexpr double mostRatio = 2; // of an empty window
constexpr double mostNumbers = 300; // ms
constexpr int longest = 20'000; // ms

using Times = QHash<QByteArray, double>; // ms by milestone

Times run(const QString &program, const QStringList &arguments, const QProcessEnvironment &environment)
{
    Times times;
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QElapsedTimer timer;
    timer.start();
    process.start(program, arguments, QIODevice::ReadOnly);
    while (process.waitForReadyRead(longest)) {
        const double now = double(timer.nsecsElapsed()) / 1e6;
        while (process.canReadLine())
            times.insert(process.readLine().trimmed(), now);
    }
    process.waitForFinished(longest);
    return times;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LOTSE_PROFILE"_s, folder.filePath(u"profile"_s));
    environment.insert(u"LOTSE_DATA"_s, folder.filePath(u"data"_s));
    if (!environment.contains(u"DISPLAY"_s) && !environment.contains(u"WAYLAND_DISPLAY"_s)) {
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        environment.insert(u"QT_QUICK_BACKEND"_s, u"software"_s);
    }
    const QString bin = QCoreApplication::applicationDirPath() + u'/';
    QList<double> empty;
    QList<double> first;
    QList<double> numbers;
    for (int round = 0; round <= rounds; ++round) {
        const Times peer = run(bin + u"bench_emptywindow"_s, {}, environment);
        const Times ours = run(bin + u"lotse"_s, {u"--demo"_s, u"--milestones"_s}, environment);
        if (!peer.contains("first_frame") || !ours.contains("first_frame") || !ours.contains("overview_numbers")) {
            std::fprintf(stderr, "bench_start: a window did not come up\n");
            return 1;
        }
        if (round == 0)
            continue; // the files were cold
        empty.append(peer["first_frame"]);
        first.append(ours["first_frame"]);
        numbers.append(ours["overview_numbers"]);
    }
    std::printf("empty_window %.0f ms\n", median(empty));
    const double ratio = median(first) / median(empty);
    std::printf("first_frame %.0f ms %.2f at most %g: %s\n", median(first), ratio, mostRatio,
        ratio <= mostRatio ? "holds" : "DOES NOT HOLD");
    std::printf("overview_numbers %.0f ms at most %g: %s\n", median(numbers), mostNumbers,
        median(numbers) <= mostNumbers ? "holds" : "DOES NOT HOLD");
    return 0;
}
