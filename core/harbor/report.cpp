// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/report.h"
#include "json/codec.h"

#include <simdjson.h>

#include <cstring>
#include <limits>

namespace lotse::harbor {

namespace od = simdjson::ondemand;

namespace {

constexpr int mostUnreadable = 100; // that are named; a report may be wrong in every line

Error broken(simdjson::error_code code)
{
    Error error;
    error.kind = ErrorKind::Decode;
    error.where = QStringLiteral("$");
    error.detail = QString::fromLatin1(simdjson::error_message(code));
    error.message = {
        LOTSE_MSG("The report is no valid JSON, or it was cut short. Read it again; if that stays, scan again."), {}};
    return error;
}

Error notAReport()
{
    Error error;
    error.kind = ErrorKind::Decode;
    error.where = QStringLiteral("$");
    error.message = {LOTSE_MSG("The answer is no vulnerability report."), {}};
    return error;
}

Error tooLarge()
{
    Error error;
    error.kind = ErrorKind::TooLarge;
    error.message = {LOTSE_MSG("The report is larger than 2 GiB and is not read."), {}};
    return error;
}

// A JSON string in the bytes as they came; null data where it is none. No escape is undone.
QByteArrayView quotedText(std::string_view token)
{
    while (
        !token.empty() && (token.back() == ' ' || token.back() == '\n' || token.back() == '\r' || token.back() == '\t'))
        token.remove_suffix(1);
    if (token.size() < 2 || token.front() != '"' || token.back() != '"')
        return {};
    return {token.data() + 1, qsizetype(token.size()) - 2};
}

QString plainText(simdjson::simdjson_result<od::value> value)
{
    std::string_view text;
    return value.get_string().get(text) ? QString() : QString::fromUtf8(text.data(), qsizetype(text.size()));
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

    Error read(od::document &document);

private:
    using Slice = Report::Slice;

    simdjson::error_code readReport(od::object report);
    simdjson::error_code readHead(std::string_view key, od::value value);
    simdjson::error_code readLines(od::array lines);
    simdjson::error_code readLine(od::object line, const char **wrong);
    simdjson::error_code readScore(od::value value, float *score);
    bool readText(od::value value, Slice *slice);
    void addUnreadable(qsizetype index, const char *member);

    Report &m_report;
    const char *m_base;
    quint32 m_size;
    bool m_hasLines = false;
};

Error ReportReader::read(od::document &document)
{
    od::object reports;
    if (const auto code = document.get_object().get(reports))
        return code == simdjson::INCORRECT_TYPE ? notAReport() : broken(code);
    bool hasMembers = false;
    for (auto entry : reports) {
        hasMembers = true;
        std::string_view mime;
        od::value value;
        if (const auto code = entry.unescaped_key().get(mime))
            return broken(code);
        const QByteArray name(mime.data(), qsizetype(mime.size()));
        if (const auto code = entry.value().get(value))
            return broken(code);
        od::object report;
        // More keys are the same report in other words; they are gone through for the end of it all.
        if (m_hasLines || value.get_object().get(report))
            continue;
        if (const auto code = readReport(report))
            return code == simdjson::INCORRECT_TYPE ? notAReport() : broken(code);
        if (m_hasLines)
            m_report.m_mimeType = name;
    }
    if (document.current_location().error() == simdjson::SUCCESS)
        return broken(simdjson::TRAILING_CONTENT);
    return hasMembers && !m_hasLines ? notAReport() : Error();
}

simdjson::error_code ReportReader::readReport(od::object report)
{
    for (auto entry : report) {
        std::string_view key;
        od::value value;
        if (const auto code = entry.unescaped_key().get(key))
            return code;
        if (const auto code = entry.value().get(value))
            return code;
        if (const auto code = readHead(key, value))
            return code;
    }
    return simdjson::SUCCESS;
}

simdjson::error_code ReportReader::readHead(std::string_view key, od::value value)
{
    if (key == "vulnerabilities") {
        m_hasLines = true;
        if (value.is_null())
            return simdjson::SUCCESS;
        od::array lines;
        if (const auto code = value.get_array().get(lines))
            return code;
        return readLines(lines);
    }
    if (key == "generated_at") {
        // Nine digits of a second: Qt reads three.
        const QString text = plainText(std::move(value)).section(u'.', 0, 0);
        m_report.m_generatedAt = QDateTime::fromString(text.endsWith(u'Z') ? text.chopped(1) : text, Qt::ISODate);
        m_report.m_generatedAt.setTimeSpec(Qt::UTC);
    } else if (key == "severity") {
        m_report.m_worst = findings::severityOf(plainText(std::move(value)).toUtf8());
    } else if (key == "scanner") {
        od::object scanner;
        if (value.get_object().get(scanner))
            return simdjson::SUCCESS;
        QStringList parts;
        for (const char *name : {"name", "vendor", "version"}) {
            const QString part = plainText(scanner.find_field_unordered(name));
            if (!part.isEmpty())
                parts.append(part);
        }
        m_report.m_scanner = parts.join(QStringLiteral(", "));
    }
    return simdjson::SUCCESS;
}

simdjson::error_code ReportReader::readLines(od::array lines)
{
    qsizetype index = 0;
    for (auto entry : lines) {
        od::value value;
        od::object line;
        if (const auto code = entry.get(value))
            return code;
        const char *wrong = "";
        const auto type = value.get_object().get(line);
        if (type && type != simdjson::INCORRECT_TYPE)
            return type;
        if (!type) {
            wrong = nullptr;
            if (const auto code = readLine(line, &wrong))
                return code;
        }
        if (wrong)
            addUnreadable(index, wrong);
        ++index;
    }
    return simdjson::SUCCESS;
}

simdjson::error_code ReportReader::readLine(od::object line, const char **wrong)
{
    std::string_view raw;
    if (const auto code = line.raw_json().get(raw))
        return code;
    if (const auto code = line.reset().error())
        return code;
    struct Member {
        std::string_view key;
        const char *name;
        Report::Column *column;
        Slice slice;
    };
    Member members[] = {
        {"id", ".id", &m_report.m_ids, {}},
        {"package", ".package", &m_report.m_packages, {}},
        {"version", ".version", &m_report.m_versions, {}},
        {"fix_version", ".fix_version", &m_report.m_fixVersions, {}},
        {"severity", ".severity", &m_report.m_severityWords, {}},
        {"status", ".status", &m_report.m_statuses, {}},
    };
    float score = -1;
    for (auto entry : line) {
        std::string_view key;
        od::value value;
        if (const auto code = entry.unescaped_key().get(key))
            return code;
        if (const auto code = entry.value().get(value))
            return code;
        if (key == "preferred_cvss") {
            if (const auto code = readScore(value, &score))
                return code;
            continue;
        }
        for (Member &member : members) {
            if (key != member.key)
                continue;
            if (!readText(value, &member.slice))
                *wrong = member.name;
            break;
        }
    }
    // A line without an id or a package says nothing that could be counted.
    if (!*wrong && (members[0].slice.size == 0 || members[1].slice.size == 0))
        *wrong = members[members[0].slice.size == 0 ? 0 : 1].name;
    if (*wrong)
        return simdjson::SUCCESS;
    for (const Member &member : members)
        member.column->push_back(member.slice);
    m_report.m_lines.push_back({quint32(raw.data() - m_base), quint32(raw.size())});
    m_report.m_scores.push_back(score);
    m_report.m_severities.push_back(
        findings::severityOf(m_report.text(m_report.m_severityWords, m_report.count() - 1)));
    return simdjson::SUCCESS;
}

simdjson::error_code ReportReader::readScore(od::value value, float *score)
{
    od::object cvss;
    const auto type = value.get_object().get(cvss);
    if (type)
        return type == simdjson::INCORRECT_TYPE ? simdjson::SUCCESS : type;
    float second = -1;
    for (auto entry : cvss) {
        std::string_view key;
        double number = -1;
        if (const auto code = entry.unescaped_key().get(key))
            return code;
        if (key != "score_v3" && key != "score_v2")
            continue;
        if (entry.value().get_double().get(number) || !(number >= 0 && number <= 10))
            continue; // null, or no score
        (key == "score_v3" ? *score : second) = float(number);
    }
    if (*score < 0)
        *score = second;
    return simdjson::SUCCESS;
}

bool ReportReader::readText(od::value value, Slice *slice)
{
    const std::string_view token = value.raw_json_token();
    if (token.substr(0, 4) == "null")
        return true;
    const QByteArrayView text = quotedText(token);
    if (text.isNull())
        return false;
    if (!std::memchr(text.data(), '\\', size_t(text.size()))) {
        *slice = {quint32(text.data() - m_base), quint32(text.size())};
        return true;
    }
    std::string_view plain;
    if (value.get_string().get(plain))
        return false;
    *slice = {quint32(m_size + m_report.m_unescaped.size()), quint32(plain.size())};
    m_report.m_unescaped.append(plain.data(), qsizetype(plain.size()));
    return true;
}

void ReportReader::addUnreadable(qsizetype index, const char *member)
{
    if (m_report.m_unreadable.size() >= mostUnreadable)
        return;
    Error error;
    error.kind = ErrorKind::Decode;
    error.where = QStringLiteral("$.vulnerabilities[%1]%2").arg(index).arg(QLatin1String(member));
    error.message = {LOTSE_MSG("A line of the report cannot be read (%1); it is missing here."), {error.where}};
    m_report.m_unreadable.append(error);
}

Result<Report> Report::read(QByteArray body)
{
    if (body.size() >= std::numeric_limits<qint32>::max())
        return tooLarge();
    Report report;
    report.m_body = std::move(body);
    // simdjson may look a little past the end: room for that, without a copy of all of it.
    report.m_body.reserve(report.m_body.size() + qsizetype(simdjson::SIMDJSON_PADDING));
    od::parser parser; // its buffers go with it
    od::document document;
    const simdjson::padded_string_view view(
        report.m_body.constData(), size_t(report.m_body.size()), size_t(report.m_body.capacity()));
    if (const auto code = parser.iterate(view).get(document))
        return broken(code);
    if (Error error = ReportReader(report).read(document))
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
