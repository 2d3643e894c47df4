// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/revocation.h"

#include "trust/asn1.h"
#include "trust/base64.h"

#include <openssl/err.h>
#include <openssl/x509v3.h>

namespace lotse::trust {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostBytes = 16 * 1024 * 1024;
constexpr qsizetype kMostLists = 100;

// A list that is for a part of the certificates, or that changes another list, is none that can be relied on.
bool isWhole(const X509_CRL *list)
{
    for (int i = 0; i < X509_CRL_get_ext_count(list); ++i) {
        const X509_EXTENSION *extension = X509_CRL_get_ext(list, i);
        if (X509_EXTENSION_get_critical(extension))
            return false;
    }
    return X509_CRL_get_ext_by_NID(list, NID_delta_crl, -1) < 0;
}

// From when on the key was not to be trusted, where the entry says so.
QDateTime invalidSince(const X509_REVOKED *entry)
{
    int critical = -1;
    const std::unique_ptr<ASN1_GENERALIZEDTIME, decltype(&ASN1_GENERALIZEDTIME_free)> time(
        static_cast<ASN1_GENERALIZEDTIME *>(X509_REVOKED_get_ext_d2i(entry, NID_invalidity_date, &critical, nullptr)),
        ASN1_GENERALIZEDTIME_free);
    ERR_clear_error();
    return toTime(time.get());
}

} // namespace

Fault RevocationList::fromDer(const QByteArray &der, RevocationList &out)
{
    const unsigned char *at = bytesOf(der);
    std::shared_ptr<X509_CRL> made(d2i_X509_CRL(nullptr, &at, long(der.size())), X509_CRL_free);
    ERR_clear_error();
    if (!made || at != bytesOf(der) + der.size() || !toTime(X509_CRL_get0_lastUpdate(made.get())).isValid())
        return Reason::BrokenRevocationList;
    out.m_list = std::move(made);
    out.m_der = der;
    return {};
}

Fault RevocationList::listFromFile(const QByteArray &bytes, QList<RevocationList> &out)
{
    out.clear();
    static const QByteArray kBegin("-----BEGIN X509 CRL-----");
    static const QByteArray kEnd("-----END X509 CRL-----");
    if (bytes.size() > kMostBytes)
        return Reason::TooLarge;
    RevocationList one;
    if (!bytes.contains("-----BEGIN")) {
        if (Fault fault = fromDer(bytes, one))
            return fault;
        out.append(one);
        return {};
    }
    for (qsizetype at = bytes.indexOf(kBegin); at >= 0; at = bytes.indexOf(kBegin, at)) {
        const qsizetype first = at + kBegin.size();
        const qsizetype last = bytes.indexOf(kEnd, first);
        if (last < 0 || out.size() >= kMostLists)
            return Reason::BrokenRevocationList;
        QByteArray inner = bytes.mid(first, last - first);
        inner.replace('\n', QByteArrayView()).replace('\r', QByteArrayView());
        const std::optional<QByteArray> der = strictBase64(inner);
        if (!der)
            return Reason::BrokenRevocationList;
        if (Fault fault = fromDer(*der, one))
            return fault;
        out.append(one);
        at = last;
    }
    return out.isEmpty() ? Fault(Reason::BrokenRevocationList) : Fault();
}

QDateTime RevocationList::thisUpdate() const
{
    return toTime(X509_CRL_get0_lastUpdate(m_list.get()));
}

QDateTime RevocationList::nextUpdate() const
{
    return toTime(X509_CRL_get0_nextUpdate(m_list.get()));
}

bool RevocationList::isNamedAs(const Certificate &issuer) const
{
    return X509_NAME_cmp(X509_CRL_get_issuer(m_list.get()), X509_get_subject_name(issuer.get())) == 0;
}

// OCSP first, then the lists, as notation does it.
Fault RevocationCheck::checkOne(const Certificate &one, const Certificate &issuer, const QDateTime &signedAt)
{
    Fault asked;
    for (const OcspAnswer &answer : m_answers) {
        if (answer.certificate != one.fingerprint())
            continue;
        OcspProof proof;
        const Fault fault = checkOcsp(answer, one, issuer, signedAt, m_now, proof);
        if (fault.reason == Reason::Revoked)
            return fault;
        if (!fault) {
            note(u"OCSP by %1, %2"_s.arg(answer.address, proof.thisUpdate.toString(Qt::ISODate)), proof.nextUpdate);
            return {};
        }
        asked = fault;
    }
    const Fault fault = checkLists(one, issuer, signedAt);
    return asked && fault && fault.reason != Reason::Revoked ? asked : fault;
}

void RevocationCheck::note(const QString &what, const QDateTime &until)
{
    m_told.append(what);
    if (until.isValid() && (!m_until.isValid() || until < m_until))
        m_until = until;
}

Fault RevocationCheck::checkLists(const Certificate &one, const Certificate &issuer, const QDateTime &signedAt)
{
    Fault last;
    for (const RevocationList &list : m_lists) {
        if (!list.isNamedAs(issuer))
            continue;
        EVP_PKEY *key = X509_get0_pubkey(issuer.get());
        const bool isSigned = key && X509_CRL_verify(list.m_list.get(), key) == 1;
        ERR_clear_error();
        const Certificate::KeyUsage usage = issuer.keyUsage();
        if (!isSigned || (usage.isThere && !(usage.bits & KU_CRL_SIGN)) || !isWhole(list.m_list.get())) {
            last = Fault(Reason::BrokenRevocationList, issuer.subject());
            continue;
        }
        X509_REVOKED *entry = nullptr;
        const int found = X509_CRL_get0_by_cert(list.m_list.get(), &entry, const_cast<X509 *>(one.get()));
        if (found == 1) {
            // Once revoked stays revoked, however old the list is.
            const QDateTime since = invalidSince(entry);
            if (!signedAt.isValid() || !since.isValid() || signedAt >= since)
                return {Reason::Revoked, one.subject()};
        }
        if (m_now < list.thisUpdate() || !list.nextUpdate().isValid() || m_now > list.nextUpdate()) {
            last = Fault(
                Reason::RevocationListEnded, issuer.subject() + u", "_s + list.nextUpdate().toString(Qt::ISODate));
            continue;
        }
        note(u"list of %1, until %2"_s.arg(issuer.subject(), list.nextUpdate().toString(Qt::ISODate)),
            list.nextUpdate());
        return {};
    }
    if (last)
        return last;
    if (one.namesRevocationAddress())
        return {Reason::RevocationUnknown, one.subject()};
    m_told.append(u"%1 names no place to ask"_s.arg(one.subject()));
    return {};
}

Fault RevocationCheck::check(const QList<Certificate> &chain, const QDateTime &signedAt)
{
    Fault unknown;
    for (qsizetype i = 0; i + 1 < chain.size(); ++i) {
        const Fault fault = checkOne(chain[i], chain[i + 1], signedAt);
        if (fault.reason == Reason::Revoked)
            return fault;
        if (fault && !unknown)
            unknown = fault;
    }
    return unknown;
}

QString RevocationCheck::told() const
{
    QStringList all = m_told;
    all.removeDuplicates();
    if (m_answers.isEmpty())
        all.append(u"OCSP was not asked"_s);
    return all.join(u"; "_s);
}

} // namespace lotse::trust
