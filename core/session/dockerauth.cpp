// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/dockerauth.h"

#include "base/safefile.h"
#include "session/account.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>
#include <QStandardPaths>

#include <simdjson.h>

using namespace Qt::StringLiterals;

namespace lotse {

namespace {

namespace dom = simdjson::dom;

constexpr qint64 largest = 1024 * 1024;

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QString member(const dom::element &object, std::string_view key)
{
    std::string_view text;
    return object[key].get(text) == simdjson::SUCCESS ? textOf(text) : QString();
}

Error unreadable(const char *sentence, const QStringList &args)
{
    Error error;
    error.kind = ErrorKind::Decode;
    error.message = {sentence, args};
    return error;
}

/// "user:password" in base64, as docker login writes it.
void takeAuth(DockerEntry &entry, const QString &auth)
{
    QByteArray plain = QByteArray::fromBase64(auth.toLatin1());
    const qsizetype colon = plain.indexOf(':');
    if (colon > 0) {
        entry.user = QString::fromUtf8(plain.left(colon));
        QByteArray secret = plain.mid(colon + 1);
        // Older dockers padded it with zeros.
        while (secret.endsWith('\0'))
            secret.chop(1);
        entry.secret = SecureBytes(secret);
        SecureBytes::wipe(secret);
    }
    SecureBytes::wipe(plain);
}

void readFile(const QString &file, DockerAuths &found, QSet<QString> &known)
{
    Result<QByteArray> bytes = readWhole(file, largest);
    if (!bytes) {
        found.errors.append(bytes.error());
        return;
    }
    found.files.append(file);
    dom::parser parser;
    dom::element root;
    const bool isJson = parser.parse(bytes->constData(), size_t(bytes->size())).get(root) == simdjson::SUCCESS;
    SecureBytes::wipe(bytes.value());
    const auto isUsable = [&root](const char *key) {
        dom::element value;
        return root[key].get(value) != simdjson::SUCCESS || value.is_object() || value.is_null();
    };
    if (!isJson) {
        found.errors.append(
            unreadable(LOTSE_MSG("%1 is no file of docker or podman: it is not JSON. It was left alone."), {file}));
        return;
    }
    if (!root.is_object() || !isUsable("auths") || !isUsable("credHelpers")) {
        found.errors.append(unreadable(
            LOTSE_MSG("%1 is no file of docker or podman: it does not say which registries it holds sign-ins "
                      "for. It was left alone."),
            {file}));
        return;
    }
    const QString store = member(root, "credsStore");
    QList<std::pair<QString, dom::element>> hosts;
    dom::object object;
    if (root["auths"].get(object) == simdjson::SUCCESS) {
        for (const auto field : object)
            hosts.emplaceBack(textOf(field.key), field.value);
    }
    QSet<QString> named;
    for (const auto &[server, value] : std::as_const(hosts))
        named.insert(server);
    // Hosts that only a helper knows.
    dom::element helpers;
    const bool hasHelpers = root["credHelpers"].get(helpers) == simdjson::SUCCESS && helpers.is_object();
    if (hasHelpers) {
        for (const auto field : dom::object(helpers)) {
            if (!named.contains(textOf(field.key)))
                hosts.emplaceBack(textOf(field.key), field.value);
        }
    }
    for (const auto &[server, value] : std::as_const(hosts)) {
        DockerEntry entry;
        entry.server = server;
        entry.file = file;
        const Result<QString> url = normaliseUrl(server);
        if (!url) {
            found.errors.append(unreadable(
                LOTSE_MSG("%1 names %2, which is no address of a registry. It was left out."), {file, server}));
            continue;
        }
        entry.url = *url;
        if (value.is_object()) {
            takeAuth(entry, member(value, "auth"));
            if (entry.user.isEmpty())
                entry.user = member(value, "username");
        }
        if (hasHelpers)
            entry.helper = member(helpers, server.toStdString());
        if (entry.helper.isEmpty() && entry.secret.isEmpty())
            entry.helper = store;
        const QString key = entry.url + u'\n' + entry.user;
        if (known.contains(key))
            continue;
        known.insert(key);
        found.entries.append(entry);
    }
}

} // namespace

QStringList dockerAuthFiles()
{
    const QString home = QDir::homePath();
    const QString docker = qEnvironmentVariable("DOCKER_CONFIG", home + u"/.docker"_s);
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    const QString config = qEnvironmentVariable("XDG_CONFIG_HOME", home + u"/.config"_s);
    QStringList files{docker + u"/config.json"_s};
    if (const QString chosen = qEnvironmentVariable("REGISTRY_AUTH_FILE"); !chosen.isEmpty())
        files.append(chosen);
    if (!runtime.isEmpty())
        files.append(runtime + u"/containers/auth.json"_s);
    files.append(config + u"/containers/auth.json"_s);
    files.removeIf([](const QString &file) { return !QFileInfo(file).isFile(); });
    files.removeDuplicates();
    return files;
}

DockerAuths readDockerAuths(const QStringList &files)
{
    DockerAuths found;
    QSet<QString> known;
    for (const QString &file : files)
        readFile(file, found, known);
    return found;
}

} // namespace lotse
