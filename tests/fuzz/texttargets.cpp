// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/cron.h"
#include "base/safetext.h"
#include "findings/purl.h"
#include "findings/query.h"
#include "findings/versionrange.h"
#include "models/images/pastedplace.h"
#include "models/tables/savedviews.h"
#include "oci/reference.h"
#include "target.h"

using namespace Qt::StringLiterals;

namespace lotse::fuzz {

static void query(QByteArrayView bytes)
{
    const findings::ParsedQuery read = findings::parseQuery(QString::fromUtf8(bytes));
    if (!read.ok())
        return;
    const findings::ParsedQuery again = findings::parseQuery(read.query.canonical());
    require(again.ok() && again.query == read.query, "the canonical text parses to the same query");
}

static void purl(QByteArrayView bytes)
{
    const auto read = findings::Purl::parse(QString::fromUtf8(bytes));
    if (!read)
        return;
    require(!read->type.isEmpty() && !read->name.isEmpty(), "a package URL has a type and a name");
    (void)read->packageName();
    const auto again = findings::Purl::parse(read->text());
    require(
        again && again->identity() == read->identity(), "a package URL that was read can be written and read again");
}

// Two versions and the range, a line each.
static void version(QByteArrayView bytes)
{
    const QList<QByteArray> lines = bytes.toByteArray().split('\n');
    const QByteArray a = lines.value(0), b = lines.value(1);
    using findings::VersionScheme;
    for (const VersionScheme scheme :
        {VersionScheme::Debian, VersionScheme::Rpm, VersionScheme::Apk, VersionScheme::Maven, VersionScheme::PyPi,
            VersionScheme::Gem, VersionScheme::SemVer, VersionScheme::NuGet, VersionScheme::Composer}) {
        const std::optional<int> order = findings::compareVersions(a, b, scheme);
        const std::optional<int> back = findings::compareVersions(b, a, scheme);
        require(order.has_value() == back.has_value(), "what can be compared can be compared both ways");
        if (order)
            require((*order > 0) == (*back < 0) && (*order < 0) == (*back > 0), "an order has two directions");
        if (findings::isOrderedVersion(a, scheme))
            require(findings::compareVersions(a, a, scheme) == 0, "a version equals itself");
    }
    if (const auto range = findings::VersionRange::parse(QString::fromUtf8(lines.value(2))))
        (void)range->contains(a);
}

static void reference(QByteArrayView bytes)
{
    const auto read = oci::Reference::parse(QString::fromUtf8(bytes));
    if (!read)
        return;
    require(oci::isRepositoryName(read->repository), "a repository has a name that the specification allows");
    const auto again = oci::Reference::parse(read->text());
    require(again && *again == *read, "a reference that was read can be written and read again");
}

static void pasted(QByteArrayView bytes)
{
    (void)models::readPasted(QString::fromUtf8(bytes));
}

static void cron(QByteArrayView bytes)
{
    const auto read = Cron::parse(QString::fromUtf8(bytes));
    if (!read)
        return;
    QDateTime before = QDateTime::fromMSecsSinceEpoch(1'800'000'000'000, Qt::UTC);
    for (const QDateTime &run : read->next(before, 3)) {
        require(run > before, "runs follow one another");
        before = run;
    }
}

static void savedViews(QByteArrayView bytes)
{
    const auto read = models::SavedViews::read(bytes.toByteArray());
    if (!read)
        return;
    const auto again = models::SavedViews::read(models::SavedViews::written(*read));
    require(again && *again == *read, "views that were read can be written and read again");
}

static void plainText(QByteArrayView bytes)
{
    const QString text = QString::fromUtf8(bytes);
    const auto check = [](const QString &shown, bool isMultiline) {
        for (const QChar one : shown) {
            const bool isBreak = isMultiline && (one == u'\n' || one == u'\t');
            require(isBreak || (one.unicode() >= 0x20 && one.unicode() != 0x7f), "no control character is shown");
        }
    };
    check(safetext::visible(text), false);
    check(safetext::cell(text), false);
    check(safetext::log(text), true);
    check(QString::fromUtf8(safetext::terminal(bytes.toByteArray())), true);
    (void)safetext::csvField(text);
}

QList<Target> textTargets()
{
    return {{"query", query}, {"purl", purl}, {"version", version}, {"reference", reference}, {"pasted", pasted},
        {"cron", cron}, {"savedviews", savedViews}, {"safetext", plainText}};
}

} // namespace lotse::fuzz
