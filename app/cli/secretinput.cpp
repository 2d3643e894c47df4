// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "secretinput.h"

#include "base/safetext.h"

#include <QFile>
#include <QHash>

#include <cstdio>
#include <cstdlib>
#include <cstring>

#ifdef Q_OS_UNIX
#include <termios.h>
#include <unistd.h>
#endif

namespace lotse::cli::secretinput {

constexpr qint64 kLongest = 64 * 1024;

static SecureBytes firstLine(QByteArray &bytes)
{
    const qsizetype end = bytes.indexOf('\n');
    QByteArrayView line(bytes.constData(), end < 0 ? bytes.size() : end);
    if (line.endsWith('\r'))
        line.chop(1);
    const SecureBytes secret(line);
    SecureBytes::wipe(bytes);
    return secret;
}

// Of the process, as the environment itself is.
static QHash<QByteArray, SecureBytes> &taken()
{
    static QHash<QByteArray, SecureBytes> secrets;
    return secrets;
}

void takeEnvironment()
{
    for (const char *name :
        {"LOTSE_PASSWORD", "LOTSE_MASTER_PASSWORD", "LOTSE_KEY_PASSPHRASE", "LOTSE_SIGN_PASSWORD"}) {
        char *value = std::getenv(name);
        if (!value)
            continue;
        taken().insert(name, SecureBytes(QByteArrayView(value, qsizetype(std::strlen(value)))));
        // In place: the kernel shows these very bytes in /proc, whatever becomes of the variable.
        for (volatile char *at = value; *at; ++at)
            *at = '\0';
        qunsetenv(name);
    }
}

std::optional<SecureBytes> fromEnvironment(const char *name)
{
    const auto found = taken().constFind(name);
    if (found == taken().constEnd())
        return std::nullopt;
    return taken().take(name);
}

static Error unreadable(const QString &number)
{
    Error error;
    error.kind = ErrorKind::Usage;
    error.message = {LOTSE_MSG("No secret could be read from file descriptor %1. Open it in the shell, as in "
                               "--password-fd 3 3< file."),
        {number}};
    return error;
}

Result<SecureBytes> fromDescriptor(const QString &number)
{
    bool isNumber = false;
    const int descriptor = number.toInt(&isNumber);
    QFile file;
    if (!isNumber || descriptor < 0 || !file.open(descriptor, QIODevice::ReadOnly | QIODevice::Unbuffered))
        return unreadable(number);
    QByteArray bytes;
    bytes.reserve(kLongest);
    // Until the line ends: a terminal or a pipe may stay open behind it.
    char c = 0;
    while (bytes.size() < kLongest && file.read(&c, 1) == 1 && c != '\n')
        bytes.append(c);
    const SecureBytes secret = firstLine(bytes);
    return secret.isEmpty() ? Result<SecureBytes>(unreadable(number)) : secret;
}

std::optional<SecureBytes> fromTerminal(const QString &question)
{
#ifdef Q_OS_UNIX
    if (!::isatty(STDIN_FILENO) || !::isatty(STDERR_FILENO))
        return std::nullopt;
    struct termios before = {};
    if (::tcgetattr(STDIN_FILENO, &before) != 0)
        return std::nullopt;
    struct termios silent = before;
    silent.c_lflag &= ~tcflag_t(ECHO);
    std::fputs(qPrintable(safetext::cell(question) + QStringLiteral(": ")), stderr);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    const Result<SecureBytes> secret = fromDescriptor(QString::number(STDIN_FILENO));
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    std::fputc('\n', stderr);
    if (secret)
        return *secret;
#else
    Q_UNUSED(question)
#endif
    return std::nullopt;
}

} // namespace lotse::cli::secretinput
