// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "firstinstance.h"

#include "base/safefile.h"

#include <QCryptographicHash>
#include <QDataStream>
#include <QDir>
#include <QFileInfo>
#include <QLocalSocket>
#include <QStandardPaths>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace lotse {

namespace {

constexpr int patience = 3000; // ms, for one that is busy starting
constexpr qsizetype longestPath = 100; // a socket's address has 107 bytes
constexpr qint64 longestWish = 64 * 1024;
constexpr char taken = '+';

QString socketPath(const QString &profile)
{
    const QString own = QDir(profile).absoluteFilePath(u"window.socket"_s);
    if (own.toLocal8Bit().size() <= longestPath)
        return own;
    const QByteArray hash = QCryptographicHash::hash(own.toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
    const QString runtime = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    return runtime + u"/lotse-"_s + QString::fromLatin1(hash);
}

} // namespace

FirstInstance::FirstInstance(const QString &profile, QObject *parent)
    : QObject(parent)
    , m_socket(socketPath(profile))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &FirstInstance::take);
    if (!ensurePrivateFolder(profile))
        m_socket.clear();
}

Result<FirstInstance::Role> FirstInstance::claim(const StartWish &wish, bool beside)
{
    if (m_socket.isEmpty())
        return Role::First;
    QLocalSocket other;
    other.connectToServer(m_socket);
    if (other.waitForConnected(patience)) {
        if (beside)
            return Role::Beside;
        QByteArray bytes;
        QDataStream stream(&bytes, QIODevice::WriteOnly);
        stream.setVersion(QDataStream::Qt_6_4);
        stream << wish.address << wish.activation;
        QByteArray size(4, 0);
        qToBigEndian(quint32(bytes.size()), size.data());
        other.write(size + bytes);
        char answer = 0;
        if (other.waitForBytesWritten(patience) && other.waitForReadyRead(patience) && other.getChar(&answer)
            && answer == taken)
            return Role::Handed;
        Error error;
        error.kind = ErrorKind::Storage;
        error.message = {
            LOTSE_MSG("Another Lotse process with profile %1 is not responding. Quit it, or set LOTSE_PROFILE to "
                      "another profile."),
            {QFileInfo(m_socket).path()}};
        return error;
    }
    // Nobody listens: what lies there was left by one that crashed.
    QLocalServer::removeServer(m_socket);
    m_server.listen(m_socket);
    return Role::First;
}

void FirstInstance::take()
{
    while (QLocalSocket *other = m_server.nextPendingConnection()) {
        connect(other, &QLocalSocket::disconnected, other, &QObject::deleteLater);
        connect(other, &QLocalSocket::readyRead, this, [this, other] {
            QByteArray size = other->peek(4);
            if (size.size() < 4)
                return;
            const qint64 length = qFromBigEndian<quint32>(size.constData());
            if (length > longestWish)
                return other->abort();
            if (other->bytesAvailable() < length + 4)
                return;
            other->read(4);
            QDataStream stream(other->read(length));
            stream.setVersion(QDataStream::Qt_6_4);
            StartWish wish;
            stream >> wish.address >> wish.activation;
            if (stream.status() != QDataStream::Ok)
                return other->abort();
            other->putChar(taken);
            other->disconnectFromServer();
            emit wished(wish);
        });
    }
}

} // namespace lotse
