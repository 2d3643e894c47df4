// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/policyimport.h"

#include "trust/policycollector.h"
#include "json/strict.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace lotse::trust {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMostFile = 1024 * 1024;

// One text in base64, or several.
QList<QByteArray> dataOf(const QJsonValue &value)
{
    QList<QByteArray> out;
    if (value.isString())
        out.append(QByteArray::fromBase64(value.toString().toLatin1()));
    for (const QJsonValue &one : value.toArray())
        out.append(QByteArray::fromBase64(one.toString().toLatin1()));
    return out;
}

// The authority and the log that stand in the policy become a trusted root of its own.
QString fulcioOf(
    const QJsonObject &fulcio, const QList<QByteArray> &logKeys, const QString &scope, PolicyCollector &out)
{
    QList<QByteArray> authority = out.filesOf(fulcio[u"caPath"_s], scope);
    authority += dataOf(fulcio[u"caData"_s]);
    const QString root = out.rootOf(authority, logKeys, scope);
    if (root.isEmpty())
        return {};
    NamedIdentity identity;
    identity.root = root;
    identity.issuer.exact = fulcio[u"oidcIssuer"_s].toString();
    identity.subject.exact = fulcio[u"subjectEmail"_s].toString();
    return out.identityOf(identity, u"fulcio"_s, scope);
}

// "issuer" to the letter, or "issuerRegExp", which fits a part in Go.
IdentityPattern patternOf(const QJsonObject &from, const QString &plain, const QString &where, PolicyCollector &out)
{
    IdentityPattern side;
    const QString expression = from.value(plain + u"RegExp"_s).toString();
    side.exact = expression.isEmpty() ? from.value(plain).toString() : QString();
    if (expression.isEmpty())
        return side;
    const bool isWhole = expression.startsWith(u'^') && expression.endsWith(u'$') && !expression.contains(u'|');
    side.expression = isWhole ? expression.mid(1, expression.size() - 2) : u".*(?:%1).*"_s.arg(expression);
    if (!flawOfExpression(side.expression).isEmpty() && flawOfExpression(expression).contains(u"every identity"_s)) {
        side.isAny = true;
        side.expression.clear();
        out.miss({LOTSE_MSG("%1: the expression \"%2\" fits every %3, and is imported as such."),
            {where, expression, plain}});
    }
    return side;
}

// A subject of Kyverno may have stars.
IdentityPattern globOf(const QJsonObject &from, const QString &plain, const QString &where, PolicyCollector &out)
{
    IdentityPattern side = patternOf(from, plain, where, out);
    if (!side.exact.contains(u'*') && !side.exact.contains(u'?'))
        return side;
    if (side.exact == "*"_L1) {
        side.isAny = true;
        out.miss({LOTSE_MSG("%1: \"*\" fits every %2, and is imported as such."), {where, plain}});
    } else {
        for (const QChar c : std::as_const(side.exact))
            side.expression += c == u'*' ? u".*"_s : c == u'?' ? u"."_s : QRegularExpression::escape(QString(c));
    }
    side.exact.clear();
    return side;
}

// The signers of a requirement; none where it cannot be expressed, which is told.
QStringList signersOf(const QJsonObject &one, const QString &scope, PolicyCollector &out)
{
    const QString type = one[u"type"_s].toString();
    if (type == "reject"_L1)
        return {}; // what no rule names is not trusted here
    if (type != "sigstoreSigned"_L1) {
        out.miss({LOTSE_MSG("%1: \"%2\" cannot be expressed; nothing is trusted there by it."), {scope, type}});
        return {};
    }
    QStringList signers;
    QStringList files{one[u"keyPath"_s].toString()};
    for (const QJsonValue &file : one[u"keyPaths"_s].toArray())
        files.append(file.toString());
    files.removeAll(QString());
    for (const QString &file : std::as_const(files))
        signers.append(out.keyOfFile(file, scope));
    QStringList inside{one[u"keyData"_s].toString()};
    for (const QJsonValue &data : one[u"keyDatas"_s].toArray())
        inside.append(data.toString());
    inside.removeAll(QString());
    for (const QString &data : std::as_const(inside))
        signers.append(out.keyOf(QByteArray::fromBase64(data.toLatin1()), u"containers"_s, scope));
    if (one.contains(u"pki"_s))
        out.miss({LOTSE_MSG("%1: signatures by a certificate of a PKI are not checked here."), {scope}});
    const QStringList keyFiles{u"rekorPublicKeyPath"_s, u"rekorPublicKeyPaths"_s};
    const QStringList keyTexts{u"rekorPublicKeyData"_s, u"rekorPublicKeyDatas"_s};
    if (one.contains(u"fulcio"_s)) {
        QList<QByteArray> logKeys;
        for (const QString &name : keyFiles)
            logKeys += out.filesOf(one[name], scope);
        for (const QString &name : keyTexts)
            logKeys += dataOf(one[name]);
        signers.append(fulcioOf(one[u"fulcio"_s].toObject(), logKeys, scope, out));
    } else if (std::any_of(keyFiles.begin(), keyFiles.end(), [&](const QString &name) { return one.contains(name); })
        || std::any_of(keyTexts.begin(), keyTexts.end(), [&](const QString &name) { return one.contains(name); })) {
        out.miss({LOTSE_MSG("%1: the entry in the transparency log (Rekor) is not required in addition to the key; "
                            "\"log\": true in the rule requires it, with a trusted root."),
            {scope}});
    }
    const QString identity = one[u"signedIdentity"_s].toObject()[u"type"_s].toString();
    if (identity != "matchRepository"_L1)
        out.miss({LOTSE_MSG("%1: the signed reference is not compared (%2); differences are reported."),
            {scope, identity.isEmpty() ? u"matchRepoDigestOrExact"_s : identity}});
    signers.removeAll(QString());
    return signers;
}

void takeScope(const QString &scope, const QJsonArray &requirements, PolicyCollector &out)
{
    QStringList signers;
    bool isSaid = true;
    for (const QJsonValue &one : requirements) {
        const QStringList more = signersOf(one.toObject(), scope, out);
        isSaid = isSaid && !more.isEmpty();
        signers += more;
    }
    if (!isSaid)
        return; // all of them have to hold together
    const int wanted = int(requirements.size());
    if (wanted > 1)
        out.miss({LOTSE_MSG("%1: %2 requirements must be met together; here, as many different signers are required."),
            {scope, QString::number(wanted)}});
    QStringList scopes;
    if (scope == "*"_L1)
        scopes = {u"**"_s};
    else if (!scope.contains(u'/'))
        scopes = {scope + u"/**"_s};
    else if (const QString last = scope.section(u'/', -1); last.contains(u':') || last.contains(u'@'))
        out.miss({LOTSE_MSG("%1: a rule for one tag or digest cannot be expressed."), {scope}});
    else
        scopes = {scope, scope + u"/**"_s};
    if (!scopes.isEmpty())
        out.rule(scopes, signers, wanted, {}, scope);
}

Result<ImportedPolicy> ofContainers(const QJsonObject &root, const QString &folder, const QList<TrustedRoot> &roots)
{
    PolicyCollector out(folder, roots);
    const QJsonObject transports = root[u"transports"_s].toObject();
    for (auto transport = transports.begin(); transport != transports.end(); ++transport) {
        if (transport.key() != "docker"_L1) {
            out.miss({LOTSE_MSG("The transport \"%1\" is not a registry and is left out."), {transport.key()}});
            continue;
        }
        const QJsonObject scopes = transport.value().toObject();
        for (auto scope = scopes.begin(); scope != scopes.end(); ++scope)
            takeScope(scope.key().isEmpty() ? u"*"_s : scope.key(), scope.value().toArray(), out);
    }
    takeScope(u"*"_s, root[u"default"_s].toArray(), out);
    return out.end(u"containers policy.json"_s);
}

// "ghcr.io/org/*" of the policy-controller: a star stands within a part, two for anything, as here.
QString scopeOfGlob(const QString &glob)
{
    const QString first = glob.section(u'/', 0, 0);
    if (glob == "*"_L1 || glob == "**"_L1)
        return u"**"_s;
    const bool isPlace = glob.contains(u'/') && (first.contains(u'.') || first.contains(u':') || first.contains(u'*'));
    // Names without a host are Docker Hub's.
    const QString scope = isPlace ? glob : (glob.contains(u'/') ? u"docker.io/"_s : u"docker.io/library/"_s) + glob;
    // What stands behind the repository is a tag or a digest.
    const QString last = scope.section(u'/', -1);
    for (const QChar mark : {u'@', u':'}) {
        if (const qsizetype at = last.indexOf(mark); at >= 0 && scope.contains(u'/'))
            return scope.left(scope.size() - last.size() + at);
    }
    return scope;
}

void takeClusterPolicy(const QJsonObject &root, PolicyCollector &out)
{
    const QString name = root[u"metadata"_s].toObject()[u"name"_s].toString();
    const QJsonObject spec = root[u"spec"_s].toObject();
    QStringList scopes;
    for (const QJsonValue &image : spec[u"images"_s].toArray())
        scopes.append(scopeOfGlob(image[u"glob"_s].toString()));
    scopes.removeAll(QString());
    if (!spec[u"match"_s].toArray().isEmpty())
        out.miss({LOTSE_MSG("%1: it is for some resources of a cluster only; here it is for all uses."), {name}});
    if (spec.contains(u"policy"_s))
        out.miss({LOTSE_MSG("%1: its policy over all attestations is not evaluated."), {name}});
    QStringList signers;
    QStringList attestations;
    for (const QJsonValue &value : spec[u"authorities"_s].toArray()) {
        const QJsonObject authority = value.toObject();
        const QString title = authority[u"name"_s].toString(name);
        const QJsonObject key = authority[u"key"_s].toObject();
        if (key.contains(u"data"_s))
            signers.append(out.keyOf(key[u"data"_s].toString().toUtf8(), title, name));
        else if (authority.contains(u"key"_s))
            out.miss({LOTSE_MSG("%1: a key in a secret or a KMS cannot be read from here."), {name}});
        const QJsonObject keyless = authority[u"keyless"_s].toObject();
        for (const QJsonValue &one : keyless[u"identities"_s].toArray()) {
            NamedIdentity identity;
            identity.issuer = patternOf(one.toObject(), u"issuer"_s, name, out);
            identity.subject = patternOf(one.toObject(), u"subject"_s, name, out);
            signers.append(out.identityOf(identity, title, name));
        }
        if (authority.contains(u"keyless"_s) && keyless[u"identities"_s].toArray().isEmpty())
            out.miss({LOTSE_MSG("%1: a keyless authority without identities would trust every signer and is left out."),
                {name}});
        if (keyless.contains(u"ca-cert"_s) || keyless.contains(u"trustRootRef"_s))
            out.miss({LOTSE_MSG("%1: its own trust root cannot be read from here; the imported one is used."), {name}});
        if (authority.contains(u"static"_s))
            out.miss({LOTSE_MSG("%1: a static authority (pass, fail) cannot be expressed."), {name}});
        if (authority.contains(u"ctlog"_s) && authority.contains(u"key"_s))
            out.miss({LOTSE_MSG("%1: the entry in the transparency log is not required in addition to the key; "
                                "\"log\": true in the rule requires it."),
                {name}});
        for (const QJsonValue &attestation : authority[u"attestations"_s].toArray()) {
            const QString type = attestation[u"predicateType"_s].toString();
            if (type.contains(u"://"_s))
                attestations.append(type);
            else
                out.miss({LOTSE_MSG("%1: the predicate type \"%2\" is a short name; it is not required here."),
                    {name, type}});
            if (!attestation[u"policy"_s].toObject().isEmpty())
                out.miss({LOTSE_MSG("%1: what an attestation must say (cue, rego) is not evaluated."), {name}});
        }
    }
    // An authority with attestations asks for them instead of a signature.
    out.rule(scopes, signers, attestations.isEmpty() ? 1 : 0, attestations, name);
}

void takeKyverno(const QJsonObject &root, PolicyCollector &out)
{
    const QString name = root[u"metadata"_s].toObject()[u"name"_s].toString();
    for (const QJsonValue &ruleValue : root[u"spec"_s].toObject()[u"rules"_s].toArray()) {
        for (const QJsonValue &verifyValue : ruleValue[u"verifyImages"_s].toArray()) {
            const QJsonObject verify = verifyValue.toObject();
            QStringList scopes;
            for (const QJsonValue &reference : verify[u"imageReferences"_s].toArray()) {
                // A star of Kyverno stands for anything, slashes too.
                QString scope = scopeOfGlob(reference.toString());
                scopes.append(scope.contains(u"**"_s) ? scope : scope.replace(u"*"_s, u"**"_s));
            }
            if (!verify[u"skipImageReferences"_s].toArray().isEmpty())
                out.miss({LOTSE_MSG("%1: images that it skips are verified here like all others."), {name}});
            if (!verify[u"attestations"_s].toArray().isEmpty())
                out.miss({LOTSE_MSG("%1: attestations and their conditions are not imported."), {name}});
            const QJsonArray attestors = verify[u"attestors"_s].toArray();
            if (attestors.size() > 1)
                out.miss({LOTSE_MSG("%1: several attestors must be met together; here they are in one rule."), {name}});
            QStringList signers;
            int signatures = 0;
            for (const QJsonValue &attestor : attestors) {
                const QJsonArray entries = attestor[u"entries"_s].toArray();
                signatures += attestor[u"count"_s].toInt(int(entries.size()));
                for (const QJsonValue &entry : entries) {
                    const QJsonObject keyless = entry[u"keyless"_s].toObject();
                    if (entry.toObject().contains(u"keyless"_s)) {
                        NamedIdentity identity;
                        identity.issuer = globOf(keyless, u"issuer"_s, name, out);
                        identity.subject = globOf(keyless, u"subject"_s, name, out);
                        signers.append(out.identityOf(identity, name, name));
                        for (const char *more : {"additionalExtensions", "roots", "rekor", "ctlog"}) {
                            if (keyless.contains(QLatin1StringView(more)))
                                out.miss({LOTSE_MSG("%1: \"%2\" of a keyless attestor is not imported."),
                                    {name, QLatin1StringView(more)}});
                        }
                        continue;
                    }
                    const QString keys = entry[u"keys"_s].toObject()[u"publicKeys"_s].toString();
                    if (keys.isEmpty()) {
                        out.miss({LOTSE_MSG("%1: an attestor with certificates is not checked here."), {name}});
                        continue;
                    }
                    const QString end = u"-----END PUBLIC KEY-----"_s;
                    if (!keys.contains(end))
                        out.miss({LOTSE_MSG("%1: a key in a secret or a KMS cannot be read from here."), {name}});
                    for (const QString &part : keys.split(end)) {
                        if (part.contains(u"-----BEGIN PUBLIC KEY-----"_s))
                            signers.append(out.keyOf((part.trimmed() + u'\n' + end + u'\n').toUtf8(), name, name));
                    }
                }
            }
            out.rule(scopes, signers, std::max(1, signatures), {}, name);
        }
    }
}

} // namespace

Result<ImportedPolicy> importPolicy(const QByteArray &text, const QString &folder, const QList<TrustedRoot> &roots)
{
    if (text.size() > kMostFile)
        return importError(u"it is larger than 1 MiB"_s);
    QString flaw;
    const QJsonObject root = json::strictObject(text, flaw);
    if (root.isEmpty())
        return importError(flaw.isEmpty()
                ? u"it is no JSON object"_s
                : u"it is no JSON (%1). Of a Kubernetes resource take the output of kubectl get -o json"_s.arg(flaw));
    if (root.contains(u"version"_s) && root.contains(u"rules"_s)) {
        Result<TrustPolicy> own = readTrustPolicy(text, folder);
        if (!own)
            return own.error();
        return ImportedPolicy{u"trust.json"_s, std::move(own).value(), {}};
    }
    if (root.contains(u"default"_s))
        return ofContainers(root, folder, roots);
    const QString kind = root[u"kind"_s].toString();
    QJsonArray items = root[u"items"_s].toArray();
    if (!kind.endsWith("List"_L1))
        items = {root};
    PolicyCollector out(folder, roots);
    QString format;
    for (const QJsonValue &item : std::as_const(items)) {
        const QString what = item[u"kind"_s].toString();
        if (what == "ClusterImagePolicy"_L1) {
            format = what;
            takeClusterPolicy(item.toObject(), out);
        } else if (what == "ClusterPolicy"_L1 || what == "Policy"_L1) {
            format = u"Kyverno policy"_s;
            takeKyverno(item.toObject(), out);
        }
    }
    if (format.isEmpty())
        return importError(u"it is no policy that is known here"_s);
    return out.end(format);
}

} // namespace lotse::trust
