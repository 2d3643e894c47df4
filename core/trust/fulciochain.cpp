// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/fulciochain.h"

#include <openssl/err.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

namespace lotse::trust {

using namespace Qt::StringLiterals;

namespace {

constexpr int kDeepest = 10;
constexpr QLatin1StringView kCodeSigning("1.3.6.1.5.5.7.3.3");

Fault checkLeaf(const Certificate &leaf)
{
    if (!leaf.hasReadableExtensions())
        return {Reason::BrokenCertificate, u"extensions"_s};
    if (leaf.basicConstraints().isAuthority)
        return {Reason::WrongKeyUsage, u"the signer is an authority"_s};
    if (!(leaf.keyUsage().bits & KU_DIGITAL_SIGNATURE))
        return {Reason::WrongKeyUsage, u"digital signature"_s};
    if (!leaf.extendedUsage().contains(kCodeSigning))
        return {Reason::WrongExtendedUsage, leaf.extendedUsage().join(u", "_s)};
    return {};
}

Fault faultOf(int code)
{
    const QString detail = QString::fromLatin1(X509_verify_cert_error_string(code));
    switch (code) {
    case X509_V_ERR_SUBJECT_NAME_EMPTY:
        return Reason::NoIdentity;
    case X509_V_ERR_CERT_SIGNATURE_FAILURE:
        return {Reason::ChainSignature, detail};
    case X509_V_ERR_PATH_LENGTH_EXCEEDED:
    case X509_V_ERR_CERT_CHAIN_TOO_LONG:
        return {Reason::PathTooLong, detail};
    case X509_V_ERR_INVALID_CA:
    case X509_V_ERR_INVALID_NON_CA:
        return {Reason::NotAnAuthority, detail};
    case X509_V_ERR_KEYUSAGE_NO_CERTSIGN:
        return {Reason::WrongKeyUsage, detail};
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
        return Reason::UntrustedRoot;
    default:
        return {Reason::BrokenCertificate, detail};
    }
}

Fault buildTo(const Certificate &leaf, const QList<Certificate> &more, const RootAuthority &authority,
    const QDateTime &at, QList<Certificate> &chain)
{
    const std::unique_ptr<X509_STORE, decltype(&X509_STORE_free)> store(X509_STORE_new(), X509_STORE_free);
    const auto freeStack = [](STACK_OF(X509) * stack) { sk_X509_free(stack); };
    const std::unique_ptr<STACK_OF(X509), decltype(+freeStack)> between(sk_X509_new_null(), +freeStack);
    const std::unique_ptr<X509_STORE_CTX, decltype(&X509_STORE_CTX_free)> context(
        X509_STORE_CTX_new(), X509_STORE_CTX_free);
    X509_STORE_add_cert(store.get(), authority.chain.last().get());
    for (qsizetype i = 0; i + 1 < authority.chain.size(); ++i)
        sk_X509_push(between.get(), authority.chain[i].get());
    for (const Certificate &one : more)
        sk_X509_push(between.get(), one.get());
    if (!context || X509_STORE_CTX_init(context.get(), store.get(), leaf.get(), between.get()) != 1)
        return Reason::BrokenCertificate;
    X509_VERIFY_PARAM *parameters = X509_STORE_CTX_get0_param(context.get());
    X509_VERIFY_PARAM_set_depth(parameters, kDeepest);
    X509_VERIFY_PARAM_set_flags(
        parameters, X509_V_FLAG_X509_STRICT | X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_NO_CHECK_TIME);
    const int built = X509_verify_cert(context.get());
    const Fault fault = built == 1 ? Fault() : faultOf(X509_STORE_CTX_get_error(context.get()));
    ERR_clear_error();
    if (fault)
        return fault;
    chain.clear();
    STACK_OF(X509) *found = X509_STORE_CTX_get0_chain(context.get());
    for (int i = 0; i < sk_X509_num(found); ++i) {
        unsigned char *der = nullptr;
        const int size = i2d_X509(sk_X509_value(found, i), &der);
        Certificate one;
        const Fault broken = Certificate::fromDer(QByteArray(reinterpret_cast<char *>(der), qMax(size, 0)), one);
        OPENSSL_free(der);
        if (broken)
            return broken;
        // Both ends belong to the time in which it is valid.
        if (at < one.notBefore())
            return {Reason::CertificateNotYetValid, one.subject()};
        if (at > one.notAfter())
            return {Reason::CertificateExpired, one.subject()};
        PublicKey key;
        if (Fault weak = one.publicKey(key))
            return weak;
        if (!one.isSignedWithStrongDigest())
            return {Reason::WeakDigest, one.subject()};
        if (i > 0 && !one.extendedUsage().isEmpty() && !one.extendedUsage().contains(kCodeSigning))
            return {Reason::WrongExtendedUsage, one.subject()};
        chain.append(one);
    }
    if (chain.size() < 2)
        return Reason::UntrustedRoot;
    return authority.valid.contains(at) ? Fault() : Fault(Reason::LogKeyPeriod, authority.name);
}

} // namespace

Fault buildChain(const Certificate &leaf, const QList<Certificate> &more, const QList<RootAuthority> &authorities,
    const QDateTime &at, QList<Certificate> &chain)
{
    if (Fault fault = checkLeaf(leaf))
        return fault;
    Fault last(Reason::UntrustedRoot);
    for (const RootAuthority &authority : authorities) {
        const Fault fault = buildTo(leaf, more, authority, at, chain);
        if (!fault)
            return {};
        // What is wrong on the way to a root says more than that there is no way to another one.
        if (last.reason == Reason::UntrustedRoot)
            last = fault;
    }
    return last;
}

} // namespace lotse::trust
