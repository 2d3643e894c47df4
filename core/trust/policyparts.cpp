// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/policyparts.h"

#include "base/safefile.h"
#include "trust/policyfile.h"
#include "trust/strictjson.h"

#include <QFileInfo>

namespace lotse::trust {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMostFile = 1024 * 1024;
constexpr qsizetype kMostValue = 2048;

// One of "issuer", "issuerExpression" and "anyIssuer".
QString readPattern(const JsonObject &object, const char *plain, const char *any, IdentityPattern &out)
{
    const QByteArray expression = QByteArray(plain) + "Expression";
    const QString names = u"\"%1\", \"%2\" or \"%3\""_s.arg(
        QString::fromLatin1(plain), QString::fromLatin1(expression), QString::fromLatin1(any));
    QByteArray exact;
    QByteArray pattern;
    if (object.optionalText(plain, exact) || object.optionalText(expression, pattern))
        return u"%1 is no text"_s.arg(names);
    if (const JsonPart *part = object.find(any)) {
        if (part->raw != "true")
            return u"\"%1\" is true, or is left out"_s.arg(QString::fromLatin1(any));
        out.isAny = true;
    }
    if (int(!exact.isEmpty()) + int(!pattern.isEmpty()) + int(out.isAny) != 1)
        return u"it needs exactly one of %1"_s.arg(names);
    if (exact.size() > kMostValue)
        return u"a value is longer than %1 characters"_s.arg(kMostValue);
    out.exact = QString::fromUtf8(exact);
    out.expression = QString::fromUtf8(pattern);
    if (out.exact == "*"_L1)
        return u"\"*\" does not stand for anything: say \"%1\": true where that is meant"_s.arg(
            QString::fromLatin1(any));
    return out.expression.isEmpty() ? QString() : flawOfExpression(out.expression);
}

void writePattern(QJsonObject &out, const QString &plain, const QString &any, const IdentityPattern &pattern)
{
    if (pattern.isAny)
        out.insert(any, true);
    else if (!pattern.expression.isEmpty())
        out.insert(plain + u"Expression"_s, pattern.expression);
    else
        out.insert(plain, pattern.exact);
}

} // namespace

Error policyError(const QString &what)
{
    Error error;
    error.kind = ErrorKind::Usage;
    error.message = {LOTSE_MSG("The trust policy cannot be used: %1."), {what}};
    return error;
}

QString policyFault(const QString &where, const Fault &fault)
{
    return where + u": "_s + reasonCode(fault.reason) + (fault.detail.isEmpty() ? QString() : u' ' + fault.detail);
}

Result<QString> policyPath(const QByteArray &name, const QString &folder)
{
    const QString file = QString::fromUtf8(name);
    const QString path = file.startsWith(u'/') ? file : folder + u'/' + file;
    if (file.isEmpty() || file.contains(QChar(0)))
        return policyError(u"a file has no name"_s);
    if (QFileInfo(path).isSymLink())
        return policyError(u"%1 is a link, and links are not followed"_s.arg(path));
    return path;
}

Result<TrustedRoot> readPolicyRoot(const QByteArray &json, const QString &folder)
{
    JsonObject object;
    QByteArray name;
    QByteArray file;
    QByteArray sha256;
    Fault fault = readJsonObject(json, object);
    if (!fault)
        fault = object.only({"name", "file", "sha256"});
    if (!fault)
        fault = object.text("name", name);
    if (!fault)
        fault = object.text("file", file);
    if (!fault)
        fault = object.text("sha256", sha256);
    if (fault || !isPolicyName(QString::fromUtf8(name)))
        return policyError(policyFault(u"a trusted root"_s, fault ? fault : Fault(Reason::WrongType, u"name"_s)));
    const Result<QString> path = policyPath(file, folder);
    if (!path)
        return path.error();
    const Result<QByteArray> text = readWhole(*path, kMostFile);
    if (!text)
        return text.error();
    Result<TrustedRoot> root = readTrustedRoot(*text);
    if (!root)
        return root.error();
    if (root->sha256 != sha256)
        return policyError(u"the trusted root %1 has the SHA-256 %2, not the one that is named"_s.arg(
            QString::fromUtf8(name), QString::fromLatin1(root->sha256)));
    root.value().name = QString::fromUtf8(name);
    return root;
}

Result<NamedIdentity> readPolicyIdentity(const QByteArray &json, const QStringList &roots)
{
    NamedIdentity out;
    JsonObject object;
    QByteArray name;
    QByteArray root;
    Fault fault = readJsonObject(json, object);
    if (!fault)
        fault = object.only(
            {"name", "root", "issuer", "issuerExpression", "anyIssuer", "subject", "subjectExpression", "anySubject"});
    if (!fault)
        fault = object.text("name", name);
    if (!fault)
        fault = object.optionalText("root", root);
    out.name = QString::fromUtf8(name);
    if (fault || !isPolicyName(out.name))
        return policyError(policyFault(u"an identity"_s, fault ? fault : Fault(Reason::WrongType, u"name"_s)));
    out.root = QString::fromUtf8(root);
    if (out.root.isEmpty() && roots.size() == 1)
        out.root = roots.first();
    if (!roots.contains(out.root))
        return policyError(u"the identity %1 names no trusted root of this policy in \"root\""_s.arg(out.name));
    for (const QString &flaw : {readPattern(object, "issuer", "anyIssuer", out.issuer),
             readPattern(object, "subject", "anySubject", out.subject)}) {
        if (!flaw.isEmpty())
            return policyError(u"the identity %1: %2"_s.arg(out.name, flaw));
    }
    return out;
}

QString rootFileName(const TrustedRoot &root)
{
    return u"root-%1-%2.json"_s.arg(root.name, QString::fromLatin1(root.sha256.left(16)));
}

QJsonObject rootJson(const TrustedRoot &root)
{
    return {{u"name"_s, root.name}, {u"file"_s, rootFileName(root)}, {u"sha256"_s, QString::fromLatin1(root.sha256)}};
}

QJsonObject identityJson(const NamedIdentity &identity)
{
    QJsonObject out{{u"name"_s, identity.name}, {u"root"_s, identity.root}};
    writePattern(out, u"issuer"_s, u"anyIssuer"_s, identity.issuer);
    writePattern(out, u"subject"_s, u"anySubject"_s, identity.subject);
    return out;
}

Result<void> writePolicyRoots(const TrustPolicy &policy, const QString &folder)
{
    if (policy.roots.isEmpty())
        return {};
    if (const Result<bool> made = ensurePrivateFolder(folder); !made)
        return made.error();
    for (const TrustedRoot &root : policy.roots) {
        if (const Result<void> written = writeWhole(folder + u'/' + rootFileName(root), root.text); !written)
            return written;
    }
    return {};
}

} // namespace lotse::trust
