// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/securebytes.h"

#include <QByteArray>
#include <QMutex>
#include <QNetworkProxy>
#include <QStringList>
#include <QUrl>

#include <functional>

namespace lotse {

/// How registries are reached.
struct ProxyChoice {
    enum class Kind {
        Environment, ///< by https_proxy, http_proxy, all_proxy and no_proxy
        None, ///< straight
        Manual, ///< by the one that is named here, over HTTP CONNECT
    };
    Kind kind = Kind::Environment;
    QString host;
    quint16 port = 0;
    QString user; ///< empty: without a sign-in
    SecureBytes password;
    QStringList straight; ///< hosts that are reached without it, as in no_proxy
};

/**
 * The proxy on the way to an origin. The program has one for all its transports; every function may be called from any
 * thread, and connections to come follow what was chosen last.
 */
class Proxies {
public:
    /// The value of a variable of the environment; empty where it is not set.
    using Environment = std::function<QByteArray(const char *name)>;

    explicit Proxies(Environment environment = &qgetenv);

    void choose(ProxyChoice choice);
    /// NoProxy where the way leads straight there. ErrorKind::Invalid where the environment names a proxy that cannot
    /// be used: never straight past it, and never without the encryption that it was named with.
    Result<QNetworkProxy> of(const QUrl &origin) const;

    /**
     * Whether `host` is one of `list`: entries are a host, a domain with or without a leading dot (which means its
     * hosts, too), host:port, a network "10.0.0.0/8", or "*" for all.
     */
    static bool isStraight(const QString &host, int port, const QStringList &list);

private:
    Result<QNetworkProxy> ofEnvironment(const QUrl &origin) const;

    const Environment m_environment;
    mutable QMutex m_mutex;
    ProxyChoice m_choice;
};

} // namespace lotse
