// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/networklink.h"

#include "net/httptransport.h"
#include "session/tokenkeeper.h"

namespace lotse {

LinkFactory networkLinks(NetworkThread *thread, Clock *clock, const Proxies *proxies)
{
    return [thread, clock, proxies](const Account &account) {
        TransportConfig config;
        config.base = QUrl(account.url);
        config.caPem = account.caPem.toUtf8();
        config.pinSpkiSha256 = account.pinSpkiSha256.toLatin1();
        config.plainHttp = account.isPlainHttp(); // an address with http was typed so; it never comes about by itself
        config.proxyFor = [proxies](const QUrl &origin) { return proxies->of(origin); };
        const QString registry = guard::originOf(config.base).text();
        for (const QString &realm : account.confirmedRealms)
            config.confirmedRealms.append({registry, realm});
        config.client = {account.clientCertificate, account.clientKey};
        config.timeout = std::chrono::seconds(account.timeoutSeconds);
        config.deadline = std::chrono::seconds(account.deadlineSeconds);
        const auto transport = thread->adopt(std::make_unique<HttpTransport>(std::move(config), clock));
        const auto setCredentials = [transport](
                                        const Credentials &credentials) { transport->setCredentials(credentials); };
        Line line{transport, setCredentials, [transport] { return transport->peerInfo(); }};
        line.setRepeating = [transport](bool repeats) { transport->setRepeating(repeats); };
        line.setKeyPassphrase = [transport](const SecureBytes &words) { transport->setKeyPassphrase(words); };
        if (account.signIn == SignIn::IdToken && !account.oidcIssuer.isEmpty()) {
            line.keeper =
                std::make_shared<oidc::TokenKeeper>(oidc::ProviderClient(networkLinks(thread, clock, proxies), clock),
                    oidc::Client{account.oidcIssuer, account.oidcClient, account.caPem.toUtf8()});
        }
        return line;
    };
}

} // namespace lotse
