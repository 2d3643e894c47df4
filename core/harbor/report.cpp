// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/report.h"

#include "harbor/reportanswer.h"
#include "json/codec.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

namespace lotse::harbor {

namespace {

using json::Value;

constexpr int mostUnreadable = 100; // that are named; a report may be wrong in every line

Error tooLarge()
{
    Error error;
    error.kind = ErrorKind::TooLarge;
    error.message = {LOTSE_MSG("The report exceeds 2 GiB and is not read."), {}};
    return error;
}

} // namespace

/// Fills a report in one pass over its bytes.
class ReportReader {
public:
    explicit ReportReader(Report &report)
        : m_report(report)
        , m_base(report.m_body.constData())
        , m_size(quint32(report.m_body.size()))
    {
    }

    Error read();

private:
    using Slice = Report::Slice;

    const char *readLine(Value &line);
    static bool readPreferred(Value &value, double *score);
    bool readText(Value &value, Slice *slice);
    void addUnreadable(qsizetype index, const char *member);

    Report &m_report;
    const char *m_base;
    quint32 m_size;
};

Error ReportReader::read()
{
    const Result<ReportAnswer> answer = readReport(m_report.m_body, [this](Value &line, qsizetype index) {
        if (const char *wrong = readLine(line))
            addUnreadable(index, wrong);
    });
    if (!answer)
        return answer.error();
    if (answer->lacksLines)
        addUnreadable(0, "");
    m_report.m_mimeType = answer->mimeType;
    m_report.m_generatedAt = answer->generatedAt;
    m_report.m_worst = findings::severityOf(answer->severity);
    QStringList scanner{answer->scannerName, answer->scannerVendor, answer->scannerVersion};
    scanner.removeAll(QString());
    m_report.m_scanner = scanner.join(QStringLiteral(", "));
    return {};
}

// The member that is wrong, as a path; null where the line could be read.
const char *ReportReader::readLine(Value &line)
{
    struct Wanted {
        std::string_view key;
        const char *name;
        Report::Column *column;
        Slice slice{};
        bool isSeen = false;
    };
    Wanted members[] = {
        {"id", ".id", &m_report.m_ids},
        {"package", ".package", &m_report.m_packages},
        {"version", ".version", &m_report.m_versions},
        {"fix_version", ".fix_version", &m_report.m_fixVersions},
        {"severity", ".severity", &m_report.m_severityWords},
        {"status", ".status", &m_report.m_statuses},
    };
    double score = -1;
    bool hasScore = false;
    bool hasDigests = false;
    std::string_view raw;
    const char *wrong = nullptr;
    const bool isObject = line.members(
        [&](std::string_view key, Value &value) {
            if (key == "preferred_cvss") {
                if (std::exchange(hasScore, true) || !readPreferred(value, &score))
                    wrong = ".preferred_cvss";
                return;
            }
            for (Wanted &member : members) {
                if (key != member.key)
                    continue;
                // A second one of the same name would be read otherwise elsewhere.
                if (std::exchange(member.isSeen, true) || !readText(value, &member.slice))
                    wrong = member.name;
                return;
            }
            // Says what image the line is about; shown nowhere here, and wrong for whoever shows it.
            if (key == "artifact_digests" && (std::exchange(hasDigests, true) || !readDigests(value)))
                wrong = ".artifact_digests";
        },
        &raw);
    if (!isObject)
        return "";
    if (wrong)
        return wrong;
    if (members[0].slice.size == 0)
        return members[0].name;
    for (const Wanted &member : members)
        member.column->push_back(member.slice);
    m_report.m_lines.push_back({quint32(raw.data() - m_base), quint32(raw.size())});
    m_report.m_scores.push_back(float(score));
    m_report.m_severities.push_back(
        findings::severityOf(m_report.text(m_report.m_severityWords, m_report.count() - 1)));
    return nullptr;
}

bool ReportReader::readPreferred(Value &value, double *score)
{
    double third = -1;
    double second = -1;
    const bool isFine = readCvss(value, &third, &second);
    *score = third > 0 ? third : second > 0 ? second : std::max(third, second);
    return isFine;
}

bool ReportReader::readText(Value &value, Slice *slice)
{
    if (value.isNull())
        return true;
    std::string_view text;
    if (!value.quoted(text))
        return false;
    if (!std::memchr(text.data(), '\\', text.size())) {
        *slice = {quint32(text.data() - m_base), quint32(text.size())};
        return true;
    }
    if (!value.text(text))
        return false;
    *slice = {quint32(m_size + m_report.m_unescaped.size()), quint32(text.size())};
    m_report.m_unescaped.append(text.data(), qsizetype(text.size()));
    return true;
}

void ReportReader::addUnreadable(qsizetype index, const char *member)
{
    ++m_report.m_unreadableCount;
    if (m_report.m_unreadable.size() >= mostUnreadable)
        return;
    Error error;
    error.kind = ErrorKind::Decode;
    error.where = QStringLiteral("$.vulnerabilities[%1]%2").arg(index).arg(QLatin1String(member));
    error.message = {LOTSE_MSG("A line of the report is not readable (%1) and is not shown."), {error.where}};
    m_report.m_unreadable.append(error);
}

Result<Report> Report::read(QByteArray body)
{
    if (body.size() >= std::numeric_limits<qint32>::max())
        return tooLarge();
    Report report;
    report.m_body = std::move(body);
    // Read in place, without a copy of all of it: the columns point into it.
    report.m_body.reserve(report.m_body.size() + json::padding());
    if (Error error = ReportReader(report).read())
        return error;
    return report;
}

QByteArrayView Report::text(const Column &column, qsizetype row) const
{
    const Slice slice = column[size_t(row)];
    const qsizetype offset = qsizetype(slice.offset);
    return offset < m_body.size() ? QByteArrayView(m_body.constData() + offset, qsizetype(slice.size))
                                  : QByteArrayView(m_unescaped).sliced(offset - m_body.size(), qsizetype(slice.size));
}

Result<Finding> Report::finding(qsizetype row) const
{
    Result<Finding> result = json::decode<Finding>(text(m_lines, row));
    if (!result)
        return result;
    Finding finding = std::move(result).value();
    finding.cweIds.removeAll(QString());
    return finding;
}

} // namespace lotse::harbor
