// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/print.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTimer>

namespace lotse::report {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostMs = 120'000;

Error printFailure(ErrorKind kind, const char *sentence, const QString &detail = {})
{
    Error error;
    error.kind = kind;
    error.message = {sentence, {}};
    error.detail = detail;
    return error;
}

} // namespace

QString printProgram()
{
    const QString beside = QCoreApplication::applicationDirPath() + u"/lotse-print"_s;
    return QFileInfo(beside).isExecutable() ? beside : QStandardPaths::findExecutable(u"lotse-print"_s);
}

void printPdf(const QByteArray &report, QObject *context, std::function<void(Result<QByteArray>)> done)
{
    const QString program = printProgram();
    if (program.isEmpty()) {
        QTimer::singleShot(0, context, [done = std::move(done)] {
            done(printFailure(ErrorKind::Unsupported,
                LOTSE_MSG("PDF requires the program lotse-print, which is not installed; it is part of the desktop "
                          "application.")));
        });
        return;
    }
    auto *process = new QProcess(context);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    process->setProcessEnvironment(environment);
    QObject::connect(process, &QProcess::errorOccurred, context, [process, done](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return; // finished() follows
        process->deleteLater();
        done(printFailure(
            ErrorKind::Storage, LOTSE_MSG("The program lotse-print could not be started."), process->errorString()));
    });
    QObject::connect(process, &QProcess::finished, context, [process, done](int code, QProcess::ExitStatus status) {
        process->deleteLater();
        const QByteArray pdf = process->readAllStandardOutput();
        if (status == QProcess::NormalExit && code == 0 && pdf.startsWith("%PDF-"))
            done(pdf);
        else
            done(printFailure(ErrorKind::Storage, LOTSE_MSG("The report could not be printed."),
                QString::fromUtf8(process->readAllStandardError()).left(4000)));
    });
    QTimer::singleShot(kMostMs, process, [process] { process->kill(); });
    process->start(program, {});
    process->write(report);
    process->closeWriteChannel();
}

} // namespace lotse::report
