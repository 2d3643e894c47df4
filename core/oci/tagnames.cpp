// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "oci/tagnames.h"

#include <algorithm>
#include <optional>

namespace lotse::oci {

using namespace Qt::StringLiterals;

namespace {

struct KnownType {
    QLatin1StringView text;
    Attachment attachment;
};

// A type that holds the text is of that kind; the first row that fits counts.
constexpr KnownType knownTypes[] = {
    {QLatin1StringView("application/vnd.dev.sigstore.bundle"), Attachment::SigstoreBundle},
    {QLatin1StringView("application/vnd.dev.cosign.artifact.sig."), Attachment::CosignSignature},
    {QLatin1StringView("application/vnd.dev.cosign.simplesigning."), Attachment::CosignSignature},
    {QLatin1StringView("application/vnd.dev.cosign.artifact.att."), Attachment::Attestation},
    {QLatin1StringView("application/vnd.dev.cosign.artifact.sbom."), Attachment::Sbom},
    {QLatin1StringView("application/vnd.cncf.notary.signature"), Attachment::NotationSignature},
    {QLatin1StringView("application/vnd.goharbor.harbor.sbom."), Attachment::SpdxSbom},
    {QLatin1StringView("application/spdx"), Attachment::SpdxSbom},
    {QLatin1StringView("text/spdx"), Attachment::SpdxSbom},
    {QLatin1StringView("application/vnd.cyclonedx.vex"), Attachment::CycloneDxVex},
    {QLatin1StringView("application/vnd.cyclonedx"), Attachment::CycloneDxSbom},
    {QLatin1StringView("application/vnd.in-toto"), Attachment::Attestation},
    {QLatin1StringView("application/vnd.dsse.envelope."), Attachment::Attestation},
    {QLatin1StringView("application/vnd.syft+json"), Attachment::Sbom},
    {QLatin1StringView("application/vnd.openvex"), Attachment::OpenVex},
    {QLatin1StringView("application/csaf"), Attachment::CsafVex},
    {QLatin1StringView("application/vnd.csaf"), Attachment::CsafVex},
    {QLatin1StringView("application/vnd.oasis.csaf"), Attachment::CsafVex},
};

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

// A tag is read as runs of digits and runs of other characters. In what order runs of different kinds come is the order
// of these; the end of the tag is one of them, so that the order is total and safe to sort by.
enum class Run { PreRelease, End, Word, Number };

struct Token {
    Run run = Run::End;
    QStringView text;
};

bool isPreRelease(QStringView run)
{
    if (!u"-._"_s.contains(run.front()))
        return false;
    for (const auto word : {"rc"_L1, "alpha"_L1, "beta"_L1, "pre"_L1, "dev"_L1, "snapshot"_L1}) {
        if (run.sliced(1).startsWith(word, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

Token takeToken(QStringView &text)
{
    if (text.isEmpty())
        return {};
    const bool number = isDigit(text.front());
    qsizetype end = 1;
    while (end < text.size() && isDigit(text[end]) == number)
        ++end;
    const QStringView run = text.first(end);
    text = text.sliced(end);
    if (number)
        return {Run::Number, run};
    return {isPreRelease(run) ? Run::PreRelease : Run::Word, run};
}

QStringView withoutZeros(QStringView digits)
{
    while (digits.size() > 1 && digits.front() == u'0')
        digits = digits.sliced(1);
    return digits;
}

// Digits are compared as texts: they may be longer than any integer.
int compareNumbers(QStringView left, QStringView right)
{
    left = withoutZeros(left);
    right = withoutZeros(right);
    if (left.size() != right.size())
        return left.size() < right.size() ? -1 : 1;
    return left.compare(right);
}

QStringView withoutV(QStringView text)
{
    const bool hasV = text.size() > 1 && (text.front() == u'v' || text.front() == u'V') && isDigit(text[1]);
    return hasV ? text.sliced(1) : text;
}

int compareVersions(QStringView left, QStringView right)
{
    while (!left.isEmpty() || !right.isEmpty()) {
        const Token a = takeToken(left);
        const Token b = takeToken(right);
        if (a.run != b.run)
            return a.run < b.run ? -1 : 1;
        if (const int order = a.run == Run::Number ? compareNumbers(a.text, b.text) : a.text.compare(b.text))
            return order;
    }
    return 0;
}

std::optional<AttachedTag> attachedTag(const QString &tag)
{
    constexpr qsizetype bare = 7 + 64; // "sha256-" and the digits
    if (tag.size() < bare || !tag.startsWith("sha256-"_L1))
        return {};
    const Result<Digest> subject = Digest::parse(u"sha256:"_s + tag.sliced(7, 64));
    if (!subject)
        return {};
    AttachedTag out{tag, *subject, Attachment::Other};
    const QStringView suffix = QStringView(tag).sliced(bare);
    if (suffix.isEmpty())
        out.attachment = Attachment::ReferrerIndex;
    else if (suffix == ".sig"_L1)
        out.attachment = Attachment::CosignSignature;
    else if (suffix == ".att"_L1)
        out.attachment = Attachment::Attestation;
    else if (suffix == ".sbom"_L1)
        out.attachment = Attachment::Sbom;
    else
        return {};
    return out;
}

} // namespace

Attachment attachmentOf(QStringView type)
{
    for (const KnownType &one : knownTypes) {
        if (type.startsWith(one.text, Qt::CaseInsensitive))
            return one.attachment;
    }
    return Attachment::Other;
}

TagGroups groupTags(const QStringList &tags)
{
    TagGroups out;
    for (const QString &tag : tags) {
        if (const auto attached = attachedTag(tag))
            out.attached[attached->subject].append(*attached);
        else
            out.tags.append(tag);
    }
    std::sort(out.tags.begin(), out.tags.end(), versionLess);
    return out;
}

bool versionLess(const QString &left, const QString &right)
{
    const int order = compareVersions(withoutV(left), withoutV(right));
    return order ? order < 0 : left < right;
}

} // namespace lotse::oci
