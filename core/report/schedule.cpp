// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/schedule.h"

#include "base/cron.h"
#include "base/safefile.h"
#include "report/redaction.h"
#include "report/templates.h"
#include "json/time.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrl>

namespace lotse::report {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMostFile = 4 * 1024 * 1024;
constexpr int kMostDue = 1000;
const QStringList kFormats{u"html"_s, u"csv"_s, u"json"_s, u"pdf"_s};

QStringList textsOf(const QJsonValue &value)
{
    QStringList out;
    for (const QJsonValue one : value.toArray())
        out.append(one.toString());
    return out;
}

QJsonObject jsonOf(const Schedule &one)
{
    return {{u"id"_s, one.id}, {u"account_id"_s, one.accountId}, {u"account"_s, one.account}, {u"url"_s, one.url},
        {u"user"_s, one.user}, {u"template"_s, one.name}, {u"formats"_s, QJsonArray::fromStringList(one.formats)},
        {u"folder"_s, one.folder}, {u"cron"_s, one.cron}, {u"language"_s, one.language},
        {u"projects"_s, QJsonArray::fromStringList(one.projects)}, {u"redaction"_s, one.redaction},
        {u"compares"_s, one.compares}, {u"handled"_s, json::timeText(one.handledAt)},
        {u"ran"_s, json::timeText(one.ranAt)}, {u"problem"_s, one.problem}, {u"missed"_s, one.missed}};
}

Schedule scheduleOf(const QJsonObject &json)
{
    Schedule out;
    out.id = json[u"id"_s].toString();
    out.accountId = json[u"account_id"_s].toString();
    out.account = json[u"account"_s].toString();
    out.url = json[u"url"_s].toString();
    out.user = json[u"user"_s].toString();
    out.name = json[u"template"_s].toString();
    out.formats = textsOf(json[u"formats"_s]);
    out.folder = json[u"folder"_s].toString();
    out.cron = json[u"cron"_s].toString();
    out.language = json[u"language"_s].toString();
    out.projects = textsOf(json[u"projects"_s]);
    out.redaction = json[u"redaction"_s].toString();
    out.compares = json[u"compares"_s].toBool();
    out.handledAt = json::timeOf(json[u"handled"_s]);
    out.ranAt = json::timeOf(json[u"ran"_s]);
    out.problem = json[u"problem"_s].toString();
    out.missed = json[u"missed"_s].toInt();
    return out;
}

/// Five fields, as cron and Kubernetes have them.
Result<QString> minuteCron(const QString &cron)
{
    const QStringList fields = cron.split(u' ', Qt::SkipEmptyParts);
    if (fields.size() == 1)
        return cron;
    if (fields.first() != "0"_L1)
        return usageError(
            LOTSE_MSG("cron and Kubernetes do not support seconds: the schedule %1 must start with 0."), {cron});
    return fields.mid(1).join(u' ').replace(u'?', u'*');
}

// In single quotes, where a shell would read anything else than the text.
QString shellWord(const QString &word)
{
    static const QRegularExpression plain(u"^[A-Za-z0-9_./:,@+=-]+$"_s);
    if (plain.match(word).hasMatch())
        return word;
    return u'\'' + QString(word).replace(u'\'', u"'\\''"_s) + u'\'';
}

// A text in double quotes: JSON, which is YAML, too.
QString yamlText(const QString &text)
{
    const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(array.mid(1, array.size() - 2));
}

// A name that Kubernetes takes: lower-case letters, digits, hyphens, at most 52.
QString objectName(const QString &text)
{
    QString out;
    for (const QChar c : text.toLower()) {
        const bool isPlain = (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
        if (isPlain || !out.endsWith(u'-'))
            out += isPlain ? c : QChar(u'-');
    }
    out = out.left(52);
    while (out.endsWith(u'-'))
        out.chop(1);
    while (out.startsWith(u'-'))
        out.remove(0, 1);
    return out;
}

} // namespace

QDateTime Schedule::next(const QDateTime &after) const
{
    const auto parsed = Cron::parse(cron);
    return parsed && after.isValid() ? parsed->next(after, 1).value(0) : QDateTime();
}

int Schedule::due(const QDateTime &now) const
{
    const auto parsed = Cron::parse(cron);
    int out = 0;
    for (QDateTime at = handledAt; parsed && at.isValid() && out < kMostDue; ++out) {
        at = parsed->next(at, 1).value(0);
        if (!at.isValid() || at > now)
            break;
    }
    return out;
}

Result<void> checkSchedule(const Schedule &schedule)
{
    if (!findTemplate(schedule.name))
        return usageError(LOTSE_MSG("Report template %1 not found."), {schedule.name});
    if (schedule.formats.isEmpty())
        return usageError(LOTSE_MSG("Choose at least one format."));
    for (const QString &format : schedule.formats) {
        if (!kFormats.contains(format))
            return usageError(LOTSE_MSG("The format of a report is html, csv, json or pdf, not %1."), {format});
    }
    if (!Cron::parse(schedule.cron))
        return usageError(
            LOTSE_MSG("%1 is not a schedule. Enter six fields, seconds first (0 0 3 * * 1), or @daily, @weekly "
                      "or @monthly. Times are UTC."),
            {schedule.cron});
    if (!QDir::isAbsolutePath(schedule.folder))
        return usageError(
            LOTSE_MSG("Enter the absolute path of the folder for the reports, not %1."), {schedule.folder});
    if (!schedule.redaction.isEmpty()) {
        if (const auto profile = findRedaction(schedule.redaction); !profile)
            return profile.error();
    }
    return {};
}

Result<QList<Schedule>> readSchedules(const QString &path)
{
    const Result<QByteArray> text = readWhole(path, kMostFile);
    if (!text && text.error().kind == ErrorKind::NotFound)
        return QList<Schedule>();
    if (!text)
        return text.error();
    const QJsonObject root = QJsonDocument::fromJson(*text).object();
    if (root[u"lotse_schedules"_s].toInt() != 1) {
        Error error;
        error.kind = ErrorKind::Decode;
        error.message = {LOTSE_MSG("The report schedules in %1 could not be read."), {path}};
        return error;
    }
    QList<Schedule> out;
    for (const QJsonValue one : root[u"schedules"_s].toArray())
        out.append(scheduleOf(one.toObject()));
    return out;
}

Result<void> writeSchedules(const QString &path, const QList<Schedule> &schedules)
{
    QJsonArray all;
    for (const Schedule &one : schedules)
        all.append(jsonOf(one));
    return writeWhole(path,
        QJsonDocument(QJsonObject{{u"lotse_schedules"_s, 1}, {u"schedules"_s, all}}).toJson(QJsonDocument::Indented));
}

QString schedulesPath(const QString &dataFolder)
{
    return dataFolder + u"/report-schedules.json"_s;
}

QStringList commandOf(const Schedule &schedule, const QString &folder, bool isAway)
{
    QStringList out{u"report"_s, schedule.name};
    out += isAway ? QStringList{u"--url"_s, schedule.url} : QStringList{u"--account"_s, schedule.account};
    if (isAway && !schedule.user.isEmpty())
        out += {u"--user"_s, schedule.user};
    out += {u"--format"_s, schedule.formats.join(u',')};
    out += {u"--output"_s, folder};
    if (schedule.language != "en"_L1)
        out += {u"--language"_s, schedule.language};
    if (!schedule.projects.isEmpty())
        out += {u"--project"_s, schedule.projects.join(u',')};
    const bool isRedacted = !schedule.redaction.isEmpty() && schedule.redaction != "none"_L1;
    if (isRedacted)
        out += {u"--redact"_s, schedule.redaction};
    else if (schedule.compares)
        out += {u"--before"_s, folder};
    return out;
}

Result<QString> crontabOf(const Schedule &schedule)
{
    const Result<QString> cron = minuteCron(schedule.cron);
    if (!cron)
        return cron.error();
    QStringList words{u"lotse-cli"_s};
    for (const QString &word : commandOf(schedule, schedule.folder, false))
        words.append(shellWord(word));
    // A percent sign is the end of the line for cron.
    const QString line = words.join(u' ').replace(u'%', u"\\%"_s);
    return u"# Times are UTC where cron knows CRON_TZ; the cron of Debian does not, and takes the time of the "
           u"computer.\n"
           "# The secret of the account has to be readable without a terminal.\n"
           "CRON_TZ=UTC\n%1 %2\n"_s.arg(*cron, line);
}

Result<QByteArray> cronJobOf(const Schedule &schedule, const CronJobPlace &place)
{
    const Result<QString> cron = minuteCron(schedule.cron);
    if (!cron)
        return cron.error();
    if (place.image.isEmpty() || place.claim.isEmpty())
        return usageError(
            LOTSE_MSG("A CronJob requires the image that contains lotse-cli and the persistent volume claim for "
                      "the reports."));
    if (!schedule.user.isEmpty() && place.secret.isEmpty())
        return usageError(
            LOTSE_MSG("A CronJob requires the name of the secret that contains the password of %1."), {schedule.user});
    if (schedule.redaction.contains(u'/'))
        return usageError(
            LOTSE_MSG("A CronJob cannot read the redaction profile %1 on this computer."), {schedule.redaction});
    const QString name = objectName(u"lotse-"_s + schedule.name + u'-' + QUrl(schedule.url).host());
    QString out = u"apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: %1\n  namespace: %2\n"
                  "  labels:\n    app.kubernetes.io/name: lotse-report\n"_s.arg(name, yamlText(place.nameSpace));
    out += u"spec:\n  schedule: %1\n  timeZone: Etc/UTC\n  concurrencyPolicy: Forbid\n"
           "  startingDeadlineSeconds: 3600\n  jobTemplate:\n    spec:\n      backoffLimit: 1\n"
           "      template:\n        spec:\n          restartPolicy: Never\n"
           "          automountServiceAccountToken: false\n"
           "          securityContext:\n            runAsNonRoot: true\n            runAsUser: 65532\n"
           "            fsGroup: 65532\n            seccompProfile:\n              type: RuntimeDefault\n"
           "          containers:\n          - name: report\n            image: %2\n"_s.arg(
               yamlText(*cron), yamlText(place.image));
    out += u"            args:\n"_s;
    for (const QString &word : commandOf(schedule, u"/reports"_s, true))
        out += u"            - %1\n"_s.arg(yamlText(word));
    out += u"            env:\n            - name: LOTSE_DATA\n              value: /tmp/lotse\n"_s;
    if (!schedule.user.isEmpty())
        out += u"            - name: LOTSE_PASSWORD\n              valueFrom:\n                secretKeyRef:\n"
               "                  name: %1\n                  key: password\n"_s.arg(yamlText(place.secret));
    out += u"            securityContext:\n              allowPrivilegeEscalation: false\n"
           "              readOnlyRootFilesystem: true\n              capabilities:\n                drop: [ALL]\n"
           "            volumeMounts:\n            - name: reports\n              mountPath: /reports\n"
           "            - name: tmp\n              mountPath: /tmp\n          volumes:\n"
           "          - name: reports\n            persistentVolumeClaim:\n              claimName: %1\n"
           "          - name: tmp\n            emptyDir: {}\n"_s.arg(yamlText(place.claim));
    return out.toUtf8();
}

} // namespace lotse::report
