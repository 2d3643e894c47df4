// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/reportanswer.h"

#include "json/time.h"

#include <QSet>

namespace lotse::harbor {

namespace {

using json::Value;

Error notAReport(const QString &where, const QString &detail)
{
    Error error;
    error.kind = ErrorKind::Decode;
    error.where = where;
    error.detail = detail;
    error.message = {LOTSE_MSG("The response is not a vulnerability report."), {}};
    return error;
}

QByteArray bytes(std::string_view text)
{
    return {text.data(), qsizetype(text.size())};
}

QString textOf(Value &value)
{
    std::string_view text;
    return value.text(text) ? QString::fromUtf8(text.data(), qsizetype(text.size())) : QString();
}

class Reader {
public:
    Reader(ReportAnswer &answer, json::detail::Callback<Value &, qsizetype> line)
        : m_answer(answer)
        , m_line(line)
    {
    }

    Error root(Value &root)
    {
        bool hasMembers = false;
        switch (root.kind()) {
        case Value::Kind::Null:
            return {};
        case Value::Kind::Array:
            root.items([&](Value &) { hasMembers = true; });
            break;
        case Value::Kind::Object:
            root.members([&](std::string_view mime, Value &value) {
                hasMembers = true;
                member(bytes(mime), value);
                return !m_error;
            });
            break;
        default:
            hasMembers = true;
        }
        static const QList<QByteArray> bad{"critical", "high", "medium", "low"};
        m_answer.lacksLines = !m_answer.isEmpty && m_lines == 0 && bad.contains(m_answer.severity.toLower());
        if (!m_error && hasMembers && m_answer.isEmpty)
            m_error = notAReport(QStringLiteral("$"), QStringLiteral("no member has a list of vulnerabilities"));
        return m_error;
    }

private:
    void member(const QByteArray &mime, Value &value)
    {
        if (m_mimes.contains(mime)) {
            m_error = notAReport(QStringLiteral("$"), QStringLiteral("the same kind of report is there twice"));
            return;
        }
        m_mimes.insert(mime);
        // Whether it counts or not: which one comes first is chance, and a list is a list in all of them.
        const bool isOther = !m_answer.isEmpty && m_lines > 0;
        // Its head stands before or after the lines.
        ReportAnswer head;
        bool hasLines = false;
        value.members([&](std::string_view key, Value &part) {
            if (key == "vulnerabilities")
                lines(part, std::exchange(hasLines, true), isOther);
            else
                readHead(head, key, part);
            return !m_error;
        });
        if (isOther || !hasLines || (!m_answer.isEmpty && m_lines == 0))
            return;
        m_answer = head;
        m_answer.isEmpty = false;
        m_answer.mimeType = mime;
    }

    void lines(Value &list, bool isSecond, bool isOther)
    {
        if (isSecond || (list.kind() != Value::Kind::Array && !list.isNull())) {
            m_error = notAReport(QStringLiteral("$.vulnerabilities"),
                isSecond ? QStringLiteral("vulnerabilities are there twice")
                         : QStringLiteral("vulnerabilities are no list"));
            return;
        }
        if (isOther)
            return;
        qsizetype index = 0;
        list.items([&](Value &line) { m_line(line, index++); });
        m_lines += index;
    }

    static void readHead(ReportAnswer &head, std::string_view key, Value &value)
    {
        if (key == "generated_at") {
            std::string_view text;
            if (value.text(text))
                json::readTime({text.data(), qsizetype(text.size())}, head.generatedAt);
        } else if (key == "severity") {
            head.severity = textOf(value).toUtf8();
        } else if (key == "scanner") {
            value.members([&](std::string_view name, Value &part) {
                if (name == "name")
                    head.scannerName = textOf(part);
                else if (name == "vendor")
                    head.scannerVendor = textOf(part);
                else if (name == "version")
                    head.scannerVersion = textOf(part);
            });
        }
    }

    ReportAnswer &m_answer;
    json::detail::Callback<Value &, qsizetype> m_line;
    QSet<QByteArray> m_mimes;
    qsizetype m_lines = 0;
    Error m_error;
};

} // namespace

Result<ReportAnswer> readReportAnswer(const QByteArray &body, json::detail::Callback<Value &, qsizetype> line)
{
    ReportAnswer answer;
    Error error;
    if (const Error broken = json::visit(body, [&](Value &root) { error = Reader(answer, line).root(root); }))
        return broken;
    if (error)
        return error;
    return answer;
}

bool readCvss(Value &value, double *third, double *second, json::detail::Callback<std::string_view, Value &> other)
{
    if (value.isNull())
        return true;
    bool isFine = true;
    bool hasThird = false;
    bool hasSecond = false;
    const bool isObject = value.members([&](std::string_view key, Value &part) {
        if (key == "score_v3")
            isFine = !std::exchange(hasThird, true) && readScore(part, third) && isFine;
        else if (key == "score_v2")
            isFine = !std::exchange(hasSecond, true) && readScore(part, second) && isFine;
        else
            other(key, part);
    });
    return isObject && isFine;
}

bool readCvss(Value &value, double *third, double *second)
{
    auto nothing = [](std::string_view, Value &) {};
    return readCvss(value, third, second, json::detail::Callback<std::string_view, Value &>(nothing));
}

bool readDigests(Value &value, json::detail::Callback<std::string_view> one)
{
    if (value.isNull())
        return true;
    bool isFine = true;
    const bool isList = value.items([&](Value &item) {
        std::string_view text;
        if (item.text(text) && !text.empty()) // Harbor writes [""] for none
            one(text);
        else
            isFine = isFine && (item.kind() == Value::Kind::Text || item.isNull());
    });
    return isList && isFine;
}

bool readDigests(Value &value)
{
    auto nothing = [](std::string_view) {};
    return readDigests(value, json::detail::Callback<std::string_view>(nothing));
}

bool readScore(Value &value, double *out)
{
    if (value.isNull())
        return true;
    if (value.kind() != Value::Kind::Number)
        return false;
    double score = 0;
    if (value.number(score) && score >= 0 && score <= 10)
        *out = score;
    return true;
}

} // namespace lotse::harbor
