// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/accountproblems.h"

#include "oci/reference.h"
#include "session/oidc.h"

#include <QCoreApplication>
#include <QUrl>

#include <functional>

namespace lotse::ui {

using namespace Qt::StringLiterals;

// The account's own check, of an account that has nothing but this field.
static QString alone(const std::function<void(Account &)> &set)
{
    const Result<Account> made = makeAccount(u"https://registry.test"_s, u"user"_s, u"name"_s);
    if (!made)
        return {};
    Account account = *made;
    set(account);
    const Error error = checkAccount(account);
    return error ? error.text() : QString();
}

QVariantMap accountProblems(const Account &typed)
{
    QVariantMap out;
    const auto put = [&out](const QString &field, const QString &problem) {
        if (!problem.isEmpty())
            out.insert(field, problem);
    };
    put(u"user"_s, alone([&](Account &one) {
        if (!typed.user.isEmpty()) {
            one.user = typed.user;
            one.signIn = typed.signIn == SignIn::Robot ? SignIn::Robot : SignIn::Password;
        }
    }));
    put(u"pin"_s, alone([&](Account &one) { one.pinSpkiSha256 = typed.pinSpkiSha256; }));
    put(u"colour"_s, alone([&](Account &one) { one.colour = typed.colour; }));
    put(u"name"_s, alone([&](Account &one) {
        if (!typed.name.isEmpty())
            one.name = typed.name;
    }));
    if (!typed.oidcIssuer.isEmpty()) {
        if (const Error error = oidc::checkAddress(QUrl(typed.oidcIssuer, QUrl::StrictMode)))
            out.insert(u"oidcIssuer"_s, error.text());
    }
    for (const QString &repository : typed.repositories) {
        if (!oci::isRepositoryName(repository)) {
            out.insert(u"repositories"_s,
                QCoreApplication::translate("AccountForm",
                    "%1 is not the name of a repository. Write one a line, in small letters and without host and tag: "
                    "library/nginx.")
                    .arg(repository));
            break;
        }
    }
    return out;
}

} // namespace lotse::ui
