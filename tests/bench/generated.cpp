// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "generated.h"

#include <QRandomGenerator>

namespace lotse::findings {

using namespace Qt::StringLiterals;

std::shared_ptr<const Segment> generatedSegment(int rows)
{
    constexpr int kPerImage = 200;
    QRandomGenerator random(42);
    SegmentBuilder builder(u"r"_s, u"harbor"_s);
    struct Line {
        QByteArray id, package, version, fix, severity;
    };
    std::vector<Line> known;
    const QByteArray severities[] = {"Critical", "High", "High", "Medium", "Medium", "Medium", "Low", "Low", "Unknown"};
    for (int i = 0; i < 30'000; ++i) {
        Line line{"CVE-20" + QByteArray::number(random.bounded(10, 27)) + '-' + QByteArray::number(1000 + i),
            "lib-package-" + QByteArray::number(random.bounded(4000)), {}, {}, severities[random.bounded(9)]};
        line.version =
            QByteArray::number(random.bounded(9)) + '.' + QByteArray::number(random.bounded(40)) + "-1+deb12u1";
        if (random.bounded(3) > 0)
            line.fix = line.version + ".1";
        known.push_back(line);
    }
    for (int image = 0; image * kPerImage < rows; ++image) {
        ImageInput input;
        input.project = u"project-%1"_s.arg(image % 60);
        input.repository = input.project + u"/service-%1"_s.arg(image / 12 % 400);
        input.digest = u"sha256:%1"_s.arg(image, 64, 16, QChar(u'0'));
        input.tags = QStringList{u"release-%1"_s.arg(image)};
        input.scan = ScanState::Done;
        input.reported = kGeneratedNow - Seconds(random.bounded(86400));
        input.pushed = kGeneratedNow - Seconds(random.bounded(200 * 86400));
        builder.begin(input);
        const int base = random.bounded(50) * 300;
        for (int i = 0; i < kPerImage; ++i) {
            const Line &line = known[size_t(i < 180 ? base + i : random.bounded(30'000))];
            FindingInput finding{line.id, line.package, line.version, line.fix, line.severity, "fixed", 7.5};
            finding.firstSeen = kGeneratedNow - Seconds(random.bounded(300 * 86400));
            builder.add(finding);
        }
    }
    return builder.build();
}

} // namespace lotse::findings
