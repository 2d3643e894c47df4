// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/endpoint.h"
#include "harbor/report.h"
#include "support/exchange.h"
#include "sync/reportdecoder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMetaProperty>
#include <QRandomGenerator>
#include <QTest>

#include <optional>

using namespace lotse;
using namespace lotse::harbor;
using namespace Qt::StringLiterals;

/**
 * A thousand changed answers for every kind of the endpoint table and for both readers of reports: cut, a byte changed,
 * a value of another type, a member twice. Whatever comes back, nothing is lost without a word: all rows are there, or
 * are counted as unreadable, or there is an error. Another JSON reader says how many there are.
 */
class TestMutations : public QObject {
    Q_OBJECT
private slots:
    void everyKind_data();
    void everyKind();
    void reports_data();
    void reports();
};

namespace {

constexpr int changes = 1000;

/// Changes a text by a seed.
class Mutator {
public:
    explicit Mutator(quint32 seed)
        : m_random(seed)
    {
    }

    QByteArray change(const QByteArray &text)
    {
        switch (m_random.bounded(4)) {
        case 0:
            return text.left(m_random.bounded(text.size()));
        case 1:
            return flipped(text);
        case 2:
            return swapped(text);
        default:
            return doubled(text);
        }
    }

private:
    QByteArray flipped(QByteArray text)
    {
        const qsizetype at = m_random.bounded(text.size());
        text[at] = m_random.bounded(2) ? char(text[at] ^ (1 << m_random.bounded(8))) : char(m_random.bounded(256));
        return text;
    }

    // Another type for one value somewhere.
    QByteArray swapped(const QByteArray &text)
    {
        const QJsonDocument document = QJsonDocument::fromJson(text);
        QJsonValue root = document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
        root = swapIn(root, 0);
        return root.isArray() ? QJsonDocument(root.toArray()).toJson(QJsonDocument::Compact)
            : root.isObject() ? QJsonDocument(root.toObject()).toJson(QJsonDocument::Compact)
                              : QJsonDocument(QJsonArray{root}).toJson(QJsonDocument::Compact).chopped(1).mid(1);
    }

    QJsonValue swapIn(const QJsonValue &value, int depth)
    {
        const bool goesOn = m_random.bounded(5) > 0;
        if (value.isArray() && !value.toArray().isEmpty() && goesOn) {
            QJsonArray array = value.toArray();
            const qsizetype at = m_random.bounded(array.size());
            array[at] = swapIn(array[at], depth + 1);
            return array;
        }
        if (value.isObject() && !value.toObject().isEmpty() && goesOn) {
            QJsonObject object = value.toObject();
            const QString key = object.keys()[m_random.bounded(object.size())];
            object[key] = swapIn(object[key], depth + 1);
            return object;
        }
        const QJsonArray others{7, -1.5, u"text"_s, true, QJsonValue::Null, QJsonArray{}, QJsonArray{1}, QJsonObject{},
            QJsonObject{{u"x"_s, 1}}};
        return others[m_random.bounded(others.size())];
    }

    // Some member once more, before the one that is there.
    QByteArray doubled(QByteArray text)
    {
        QList<qsizetype> starts;
        for (qsizetype i = 1; i < text.size(); ++i) {
            if (text[i] == '"' && (text[i - 1] == '{' || text[i - 1] == ','))
                starts.append(i);
        }
        if (starts.isEmpty())
            return text;
        const qsizetype at = starts[m_random.bounded(starts.size())];
        const qsizetype colon = text.indexOf("\":", at);
        if (colon < 0)
            return text;
        const QByteArray values[] = {"null", "[]", "{}", "7", "\"x\""};
        return text.insert(at, text.mid(at, colon + 2 - at) + values[m_random.bounded(5)] + ',');
    }

    QRandomGenerator m_random;
};

// A row of a type with something in each member.
QVariant sampleOf(QMetaType type, int depth)
{
    switch (type.id()) {
    case QMetaType::Bool:
        return true;
    case QMetaType::Int:
        return 3;
    case QMetaType::LongLong:
        return Q_INT64_C(9007199254740993);
    case QMetaType::Double:
        return 7.5;
    case QMetaType::QString:
        return u"a text, with \"quotes\" and ümläuts"_s;
    case QMetaType::QDateTime:
        return QDateTime(QDate(2026, 11, 1), QTime(8, 0), Qt::UTC);
    case QMetaType::QStringList:
        return QStringList{u"one"_s, u"two"_s};
    default:
        break;
    }
    if (type == QMetaType::fromType<RawJson>())
        return QVariant::fromValue(RawJson{R"({"free":[1,{"x":null}]})"});
    QVariant value(type);
    if (const QMetaObject *meta = type.metaObject(); meta && depth < 4) {
        for (int i = 0; i < meta->propertyCount(); ++i) {
            const QMetaProperty property = meta->property(i);
            property.writeOnGadget(value.data(), sampleOf(property.metaType(), depth + 1));
        }
    }
    return value;
}

// An answer of the kind, in the shape that Harbor gives it.
QByteArray answerOf(const Endpoint &row)
{
    const QByteArray object = json::encode(sampleOf(row.type, 0));
    const QByteArray kind = row.kind;
    if (kind == "project-quotas")
        return R"({"repo_count":3,"quota":{"hard":{"storage":10},"used":{"storage":5}}})";
    if (kind == "vulnerabilities")
        return R"({"a; version=1.1":{"severity":"High","vulnerabilities":[)" + object + ',' + object + "]}}";
    if (!row.read)
        return row.shape == Shape::Singleton ? object : '[' + object + ',' + object + ',' + object + ']';
    for (const QByteArray &irregular :
        {QByteArray(R"({"a":{"value":1,"editable":true},"b":{"value":"x"}})"), QByteArray(R"(["one","two"])"),
            QByteArray(R"({"items":[{"id":1},{"id":2}]})"), QByteArray(R"({"storage":[{"total":5,"free":1}]})"),
            QByteArray(R"({"system":[{"resource":"log","action":"list"}],"project":[{"resource":"x"}]})"),
            QByteArray(R"({"auto_scan":"true","public":"false"})")}) {
        const auto read = readBody(row, irregular, {});
        if (read && !read->rows.isEmpty() && read->failed == 0)
            return irregular;
    }
    return {};
}

// How many rows another reader finds after the row's adapter; nothing where it reads no list, -1 where it cannot tell,
// because it refuses the whole document for a number that no double holds.
std::optional<qsizetype> countOf(const QByteArray &regular)
{
    QJsonParseError why;
    const QJsonDocument document = QJsonDocument::fromJson(regular, &why);
    if (why.error == QJsonParseError::IllegalNumber)
        return -1;
    if (why.error != QJsonParseError::NoError || !document.isArray())
        return {};
    return document.array().size();
}

} // namespace

Q_DECLARE_METATYPE(const Endpoint *)

void TestMutations::everyKind_data()
{
    QTest::addColumn<const Endpoint *>("row");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("times");
    int kinds = 0;
    for (const Endpoint &row : endpoints()) {
        if (!row.type.isValid())
            continue;
        const QByteArray answer = answerOf(row);
        QVERIFY2(!answer.isEmpty(), row.kind);
        QTest::addRow("%s", row.kind) << &row << answer << changes;
        ++kinds;
    }
    QVERIFY(kinds > 60);
    for (const test::Exchange &exchange : test::recordedExchanges()) {
        if (exchange.method != "GET" || exchange.response.status != 200 || exchange.response.body.size() > 20'000)
            continue;
        for (const Endpoint &row : endpoints()) {
            const bool isItsOwn = exchange.operation == QLatin1String(row.operation) && row.type.isValid();
            if (isItsOwn && readBody(row, exchange.response.body, {}).ok() && exchange.response.body.size() > 4)
                QTest::addRow("%s, %s", row.kind, qPrintable(exchange.file))
                    << &row << exchange.response.body << changes / 10;
        }
    }
}

void TestMutations::everyKind()
{
    QFETCH(const Endpoint *, row);
    QFETCH(QByteArray, answer);
    QFETCH(int, times);
    const auto whole = readBody(*row, answer, {});
    QVERIFY2(whole.ok(), qPrintable(whole.error().message.english()));
    QCOMPARE(whole->failed, 0);
    Mutator mutator(20'261'129);
    int refused = 0;
    for (int i = 0; i < times; ++i) {
        const QByteArray changed = mutator.change(answer);
        const auto read = readBody(*row, changed, {});
        if (!read) {
            QVERIFY(read.error().kind == ErrorKind::Decode || read.error().kind == ErrorKind::NotFound);
            ++refused;
            continue;
        }
        if (row->shape == Shape::Singleton || changed.trimmed().isEmpty()) {
            QVERIFY2(read->rows.size() + read->failed == 1, changed.constData());
            continue;
        }
        const auto regular = row->read ? row->read(changed, {}) : Result<QByteArray>(changed);
        QVERIFY(regular.ok());
        const auto rows = countOf(*regular);
        const bool isNull = regular->trimmed() == "null";
        QVERIFY2(rows || isNull, changed.constData());
        QVERIFY2(rows == -1 || read->rows.size() + read->failed == rows.value_or(0), changed.constData());
        QVERIFY(read->failed == 0 || !read->unreadable.isEmpty());
    }
    QVERIFY2(refused > times / 10 && refused < times, qPrintable(QString::number(refused)));
}

void TestMutations::reports_data()
{
    QTest::addColumn<QByteArray>("answer");
    const QByteArray line =
        R"({"id":"CVE-2026-1","package":"p\u00e4","version":"1","fix_version":"2","severity":"High",)"
        R"("status":"fixed","description":"long","links":["https://a.test"],"cwe_ids":[""],)"
        R"("preferred_cvss":{"score_v3":9.8,"score_v2":null,"vector_v3":"CVSS:3.1/AV:N"},)"
        R"("artifact_digests":["sha256:1"],"vendor_attributes":{"CVSS":{"nvd":{"V3Score":1.1}}}})";
    const QByteArray head = R"({"application/vnd.security.vulnerability.report; version=1.1":{"generated_at":)"
                            R"("2026-11-01T10:00:00.5+08:00","scanner":{"name":"T","vendor":"A","version":"1"},)"
                            R"("severity":"High","vulnerabilities":)";
    QTest::newRow("three lines") << head + '[' + line + ',' + line + ',' + line + "]}}";
    QTest::newRow("clean") << head + "[]}}";
    QTest::newRow("two kinds") << head + '[' + line + "]},\"other\":{\"vulnerabilities\":[" + line + ',' + line + "]}}";
    QTest::newRow("the head behind") << QByteArray(R"({"m":{"vulnerabilities":[)") + line
            + R"(],"scanner":{"name":"T"},"generated_at":"2026-11-01T10:00:00Z"}})";
}

void TestMutations::reports()
{
    QFETCH(QByteArray, answer);
    QVERIFY(decodeReport(answer, u"sha256:1"_s).ok());
    Mutator mutator(20'261'130);
    int refused = 0;
    for (int i = 0; i < 5 * changes; ++i) {
        const QByteArray changed = mutator.change(answer);
        const auto decoded = decodeReport(changed, u"sha256:1"_s);
        const auto report = Report::read(changed);
        QVERIFY2(decoded.ok() == report.ok(), changed.constData());
        if (!decoded) {
            QCOMPARE(decoded.error().kind, ErrorKind::Decode);
            ++refused;
            continue;
        }
        QVERIFY2(decoded->isEmpty == report->isEmpty(), changed.constData());
        QVERIFY2(qsizetype(decoded->lines.size()) == report->count(), changed.constData());
        QVERIFY2(decoded->unreadable == report->unreadableCount(), changed.constData());
        QJsonParseError why;
        const QJsonDocument document = QJsonDocument::fromJson(changed, &why);
        if (why.error == QJsonParseError::IllegalNumber)
            continue; // no double holds it; the other reader refuses the whole
        QVERIFY2(why.error == QJsonParseError::NoError || changed.trimmed() == "null", changed.constData());
        const QJsonObject root = document.object();
        if (decoded->isEmpty) {
            QVERIFY2(root.isEmpty() && document.array().isEmpty(), changed.constData());
            continue;
        }
        const QJsonObject kind = root[QString::fromUtf8(report->mimeType())].toObject();
        const QJsonArray lines = kind[u"vulnerabilities"_s].toArray();
        // The worst of no lines stands for those that are missing.
        static const QStringList bad{u"critical"_s, u"high"_s, u"medium"_s, u"low"_s};
        const bool isLost = lines.isEmpty() && bad.contains(kind[u"severity"_s].toString().toLower());
        QVERIFY2(qsizetype(decoded->lines.size()) + decoded->unreadable == lines.size() + (isLost ? 1 : 0),
            changed.constData());
    }
    QVERIFY2(refused > changes && refused < 5 * changes, qPrintable(QString::number(refused)));
}

QTEST_GUILESS_MAIN(TestMutations)
#include "tst_mutations.moc"
