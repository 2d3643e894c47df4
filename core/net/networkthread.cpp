// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/networkthread.h"

namespace lotse {

NetworkThread::NetworkThread()
    : m_thread(std::make_shared<QThread>())
{
    m_thread->setObjectName(QStringLiteral("network"));
    m_thread->start();
}

NetworkThread::~NetworkThread()
{
    m_thread->quit();
    m_thread->wait();
}

void NetworkThread::destroy(const std::shared_ptr<QThread> &thread, Transport *transport)
{
    // Without its thread nothing else can touch it any more.
    if (thread->isFinished())
        delete transport;
    else
        transport->deleteLater();
}

} // namespace lotse
