// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sampleset.h"

#include <QSet>

namespace lotse::findings {

using namespace Qt::StringLiterals;

namespace {

QString pick(QRandomGenerator &random, const QStringList &from)
{
    return from[random.bounded(int(from.size()))];
}

QStringList some(QRandomGenerator &random, const QStringList &from)
{
    QStringList list;
    for (const QString &text : from) {
        if (random.bounded(4) == 0)
            list.append(text);
    }
    return list;
}

Seconds someTime(QRandomGenerator &random)
{
    return random.bounded(5) == 0 ? 0 : kSampleNow - random.bounded(200U) * 86400 - random.bounded(3U);
}

} // namespace

Sample makeSample(quint32 seed)
{
    QRandomGenerator random(seed);
    Sample sample;
    QList<std::shared_ptr<const Segment>> segments;
    int digest = 0;
    for (const QString &registry : {u"r1"_s, u"r2"_s}) {
        SegmentBuilder builder(registry, registry == u"r1"_s ? u"Harbor One"_s : u"plain"_s);
        for (int platforms = random.bounded(2, 12); platforms > 0; --platforms) {
            ImageInput input;
            input.project = pick(random, {u"payments"_s, u"shop"_s, QString()});
            const QString name = pick(random, {u"api"_s, u"web/api"_s, u"none"_s, u"Batch"_s});
            input.repository = input.project.isEmpty() ? name : input.project + u'/' + name;
            input.platformDigest = u"sha256:%1"_s.arg(++digest, 8, 16, QChar(u'0'));
            input.platform = pick(random, {u"linux/amd64"_s, u"linux/arm64"_s, QString()});
            input.scan = ScanState::Done;
            input.reported = someTime(random);
            SampleRow base;
            base.registryId = registry;
            base.registry = registry == u"r1"_s ? u"Harbor One"_s : u"plain"_s;
            base.project = input.project;
            base.repository = input.repository;
            base.platformDigest = input.platformDigest;
            base.platform = input.platform;
            base.reported = input.reported;
            for (int images = random.bounded(1, 4); images > 0; --images) {
                SampleImage image{u"sha256:%1"_s.arg(++digest, 8, 16, QChar(u'f')),
                    some(random, {u"release-1"_s, u"latest"_s, u"none"_s}), some(random, {u"exposed"_s, u"x"_s}),
                    someTime(random), someTime(random)};
                base.images.append(image);
            }
            QSet<QString> seen;
            for (qsizetype i = 0; i < base.images.size(); ++i) {
                input.digest = base.images[i].digest;
                input.tags = base.images[i].tags;
                input.labels = base.images[i].labels;
                input.pushed = base.images[i].pushed;
                input.pulled = base.images[i].pulled;
                const bool isTaken = builder.begin(input);
                if (i > 0 || !isTaken)
                    continue;
                for (int count = random.bounded(0, 40); count > 0; --count) {
                    SampleRow row = base;
                    row.vulnerability = pick(random,
                        {u"CVE-2021-44228"_s, u"CVE-2021-1"_s, u"CVE-2022-7"_s, u"GHSA-aaaa"_s, u"DSA-5"_s,
                            u"odd id"_s});
                    row.package = pick(random, {u"openssl"_s, u"libssl3"_s, u"a*b"_s, u"zlib, old"_s, u"g:log4j"_s});
                    row.version = pick(random, {u"1.0"_s, u"1.1"_s, u"2"_s});
                    if (seen.contains(row.vulnerability + row.package + row.version))
                        continue;
                    seen.insert(row.vulnerability + row.package + row.version);
                    row.fix = pick(random, {QString(), QString(), u"3.0"_s, u"yes"_s});
                    row.severity = pick(random,
                        {u"Critical"_s, u"High"_s, u"Medium"_s, u"Low"_s, u"Negligible"_s, u"None"_s, u"Weird"_s});
                    row.status = pick(random, {u"fixed"_s, u"will_not_fix"_s, QString()});
                    row.cvss = random.bounded(3) == 0 ? -1 : random.bounded(101) / 10.0;
                    row.firstSeen = someTime(random);
                    const QByteArray texts[] = {row.vulnerability.toUtf8(), row.package.toUtf8(), row.version.toUtf8(),
                        row.fix.toUtf8(), row.severity.toUtf8(), row.status.toUtf8()};
                    builder.add(FindingInput{
                        texts[0], texts[1], texts[2], texts[3], texts[4], texts[5], row.cvss, row.firstSeen});
                    if (row.firstSeen == 0)
                        row.firstSeen = row.reported;
                    sample.rows.append(row);
                }
            }
        }
        builder.addAliases({"GHSA-aaaa", "CVE-2022-7"});
        segments.append(builder.build());
    }
    sample.context.set = FindingSet::of(segments);
    sample.context.now = kSampleNow;
    sample.context.exposedLabel = u"exposed"_s;
    Priority priority;
    priority.epss.scores = {{cveNumber("CVE-2021-1"), 0.05F}, {cveNumber("CVE-2021-44228"), 0.9F}};
    priority.kev.entries = {{"CVE-2021-44228", {Kev::Ransomware, kSampleNow + 86400}}, {"CVE-2022-7", {Kev::Yes, 0}}};
    sample.epss = {{u"CVE-2021-1"_s, 0.05F}, {u"CVE-2021-44228"_s, 0.9F}};
    sample.kev = {{u"CVE-2021-44228"_s, Kev::Ransomware}, {u"CVE-2022-7"_s, Kev::Yes}};
    sample.context.facts = Facts::of(*sample.context.set, priority);
    auto states = std::make_shared<RowStates>();
    for (SampleRow &row : sample.rows) {
        row.stateBits = quint8(random.bounded(8));
        for (const quint8 flag : {StateBits::kHidden, StateBits::kReview, StateBits::kExpired})
            row.stateBits = quint8(row.stateBits | (random.bounded(3) == 0 ? flag : 0));
        states->bits.push_back(row.stateBits);
    }
    sample.context.states = states;
    return sample;
}

} // namespace lotse::findings
