// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A vulnerability report of 10,000 findings (21 MB): read into columns, beside simdjson alone over the same bytes, and
// what the program holds of it afterwards. Prints "name value unit [ratio]".
#include "harbor/report.h"

#include <QFile>
#include <QRandomGenerator>

#include <simdjson.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <malloc.h>
#include <time.h>

using namespace lotse;

namespace {

constexpr int lineCount = 10'000;
constexpr int rounds = 9;
constexpr int sentences = 16; // for some two kilobytes a finding

QByteArray generate()
{
    QRandomGenerator random(7);
    const QByteArray severities[] = {"Critical", "High", "Medium", "Low", "Negligible", "Unknown"};
    QByteArray out = R"({"application/vnd.security.vulnerability.report; version=1.1":{"generated_at":)"
                     R"("2026-11-20T08:00:00.123456789Z","scanner":{"name":"Trivy","vendor":"Aqua Security",)"
                     R"("version":"v0.58.1"},"severity":"Critical","vulnerabilities":[)";
    for (int i = 0; i < lineCount; ++i) {
        const QByteArray id = "CVE-" + QByteArray::number(2008 + i % 18) + '-' + QByteArray::number(1000 + i);
        QByteArray description;
        for (int word = 0; word < sentences; ++word) {
            description += "A flaw in the handling of \\\"headers\\\" lets a remote party read "
                + QByteArray::number(random.bounded(1'000'000)) + " bytes beyond a buffer.\\n";
        }
        const QByteArray version = QByteArray::number(random.bounded(9)) + '.' + QByteArray::number(random.bounded(40));
        out += (i ? ",{" : "{");
        out += "\"id\":\"" + id + "\",\"package\":\"lib-package-" + QByteArray::number(random.bounded(3000))
            + "\",\"version\":\"" + version + "-1+deb12u1\",\"fix_version\":\""
            + (i % 3 ? version + "-1+deb12u2" : QByteArray()) + "\",\"severity\":\"" + severities[i % 6]
            + "\",\"status\":\"fixed\",\"description\":\"" + description + "\",\"links\":[\"https://example.com/" + id
            + "\",\"https://security.example.com/tracker/" + id
            + "\"],\"artifact_digests\":[\"sha256:" + QByteArray(64, 'a')
            + "\"],\"preferred_cvss\":{\"score_v3\":7.5,\"score_v2\":null,\"vector_v3\":"
              "\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N\",\"vector_v2\":\"\"},\"cwe_ids\":[\"CWE-125\"],"
              "\"vendor_attributes\":{\"CVSS\":{\"nvd\":{\"V3Score\":7.5,\"V3Vector\":"
              "\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N\"}}}}";
    }
    return out + "]}}";
}

// Of this thread, in ms: a busy machine does not count.
double ownCpu()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

double median(const std::function<void()> &work)
{
    QList<double> times;
    for (int i = 0; i < rounds; ++i) {
        const double before = ownCpu();
        work();
        times.append(ownCpu() - before);
    }
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

qint64 residentBytes()
{
    malloc_trim(0);
    QFile file(QStringLiteral("/proc/self/statm"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * 4096 : 0;
}

} // namespace

int main()
{
    QByteArray body = generate();
    const qint64 size = body.size();
    std::printf("report %.1f MB\n", double(size) / 1e6);

    simdjson::dom::parser parser;
    const simdjson::padded_string padded(body.constData(), size_t(body.size()));
    bool isWhole = true;
    const double alone = median([&] { isWhole = isWhole && parser.parse(padded).error() == simdjson::SUCCESS; });
    const double ours = median([&] {
        const Result<harbor::Report> report = harbor::Report::read(body);
        isWhole = isWhole && report.ok() && report->count() == lineCount;
    });
    if (!isWhole) {
        std::fprintf(stderr, "bench_report: the report was not read as a whole\n");
        return 1;
    }
    std::printf("simdjson_alone %.2f ms\n", alone);
    std::printf("report_decode %.2f ms %.2f\n", ours, ours / alone);

    // What stays: from before the bytes came until they are read and the answer is gone.
    parser = simdjson::dom::parser();
    body = QByteArray();
    const qint64 before = residentBytes();
    const Result<harbor::Report> held = harbor::Report::read(generate());
    const qint64 growth = residentBytes() - before;
    std::printf("report_rss %.1f MB %.2f\n", double(growth) / 1e6, held.ok() ? double(growth) / double(size) : -1);
    return 0;
}
