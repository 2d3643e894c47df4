// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/schedule.h"

#include "base/cron.h"
#include "base/safefile.h"
#include "report/redaction.h"
#include "report/templates.h"
#include "json/strict.h"
#include "json/time.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace lotse::report {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMostSchedules = 4 * 1024 * 1024;
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
        {u"compares"_s, one.compares}, {u"bundle"_s, one.bundles}, {u"sign_key"_s, one.signKey},
        {u"passphrase_from"_s, one.passphraseFrom}, {u"failed"_s, json::timeText(one.failedAt)},
        {u"handled"_s, json::timeText(one.handledAt)}, {u"ran"_s, json::timeText(one.ranAt)},
        {u"problem"_s, one.problem}, {u"missed"_s, one.missed}};
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
    out.bundles = json[u"bundle"_s].toBool();
    out.signKey = json[u"sign_key"_s].toString();
    out.passphraseFrom = json[u"passphrase_from"_s].toString();
    out.failedAt = json::timeOf(json[u"failed"_s]);
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

constexpr int kMostCronJob = 52;

// Lower-case letters, digits and hyphens of a text, for a name that Kubernetes takes; the end of `tail` stays.
QString objectName(const QString &text, const QString &tail)
{
    QString out;
    for (const QChar c : text.toLower()) {
        const bool isPlain = (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
        if (isPlain || !out.endsWith(u'-'))
            out += isPlain ? c : QChar(u'-');
    }
    out = out.left(kMostCronJob - tail.size() - 1);
    while (out.endsWith(u'-'))
        out.chop(1);
    while (out.startsWith(u'-'))
        out.remove(0, 1);
    return tail.isEmpty() ? out : out + u'-' + tail;
}

// DNS-1123: labels of at most 63 characters, with points between them where it is a subdomain.
bool isDnsName(const QString &name, qsizetype most, bool isSubdomain)
{
    static const QRegularExpression label(u"^[a-z0-9]([a-z0-9-]*[a-z0-9])?$"_s);
    const QStringList labels = isSubdomain ? name.split(u'.') : QStringList{name};
    return name.size() <= most && std::all_of(labels.begin(), labels.end(), [&](const QString &one) {
        return one.size() <= 63 && label.match(one).hasMatch();
    });
}

Result<void> checkNames(const CronJobPlace &place, const QString &name)
{
    const auto refuse = [](const char *sentence, const QString &given) {
        return Result<void>(usageError(sentence, {given}));
    };
    if (!isDnsName(name, kMostCronJob, false))
        return refuse(LOTSE_MSG("Kubernetes does not accept %1 as the name of a CronJob: use at most 52 lower-case "
                                "letters, digits and hyphens, and begin and end with a letter or digit."),
            name);
    if (!isDnsName(place.nameSpace, 63, false))
        return refuse(LOTSE_MSG("Kubernetes does not accept %1 as a namespace: use at most 63 lower-case letters, "
                                "digits and hyphens, and begin and end with a letter or digit."),
            place.nameSpace);
    for (const QString &one : {place.secret, place.claim}) {
        if (!one.isEmpty() && !isDnsName(one, 253, true))
            return refuse(
                LOTSE_MSG("Kubernetes does not accept %1 as a name: use lower-case letters, digits, hyphens and dots, "
                          "and begin and end with a letter or digit."),
                one);
    }
    return {};
}

// The words that name the key of the bundle.
void addSigning(QStringList &words, const Schedule &schedule, const QString &folder, const QString &key)
{
    if (schedule.bundles)
        words += {u"--bundle"_s, folder + (folder.endsWith(u'/') ? QString() : u"/"_s)};
    if (schedule.isSigned())
        words += {u"--sign"_s, key};
}

} // namespace

QString Schedule::passphraseVariable() const
{
    return passphraseFrom.startsWith("env:"_L1) ? passphraseFrom.mid(4) : QString();
}

Account passphraseAccount(const Schedule &schedule)
{
    Account out;
    out.id = u"report-schedule-"_s + schedule.id;
    out.name = schedule.name;
    out.url = schedule.url;
    out.plainHttpConfirmed = true; // it is not sent anywhere
    out.secretPlace = SecretPlace::Keychain;
    return out;
}

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
    if (schedule.formats.isEmpty() && !schedule.bundles)
        return usageError(LOTSE_MSG("Choose at least one format."));
    for (const QString &format : schedule.formats) {
        if (!kFormats.contains(format))
            return usageError(LOTSE_MSG("The format of a report is html, csv, json or pdf, not %1."), {format});
    }
    if (schedule.cron.trimmed().isEmpty())
        return usageError(
            LOTSE_MSG("Specify when the report is created: six fields, seconds first (0 0 3 * * 1), or @daily, "
                      "@weekly or @monthly. Times are UTC."));
    if (!Cron::parse(schedule.cron))
        return usageError(
            LOTSE_MSG("%1 is not a schedule. Enter six fields, seconds first (0 0 3 * * 1), or @daily, @weekly "
                      "or @monthly. Times are UTC."),
            {schedule.cron});
    if (schedule.folder.trimmed().isEmpty())
        return usageError(LOTSE_MSG("Specify the folder for the reports."));
    if (!QDir::isAbsolutePath(schedule.folder))
        return usageError(
            LOTSE_MSG("Enter the absolute path of the folder for the reports, not %1."), {schedule.folder});
    static const QRegularExpression variable(u"^[A-Za-z_][A-Za-z0-9_]*$"_s);
    if (!schedule.signKey.isEmpty() && !schedule.bundles)
        return usageError(
            LOTSE_MSG("A signing key is only used for an evidence bundle: add the bundle to the schedule."));
    if (!schedule.signKey.isEmpty() && !QDir::isAbsolutePath(schedule.signKey))
        return usageError(LOTSE_MSG("Enter the absolute path of the signing key, not %1."), {schedule.signKey});
    if (!schedule.passphraseFrom.isEmpty() && !schedule.isInKeychain()
        && !variable.match(schedule.passphraseVariable()).hasMatch())
        return usageError(
            LOTSE_MSG("The passphrase of the key must come from the keychain or an environment variable; %1 is "
                      "neither."),
            {schedule.passphraseFrom});
    if (!schedule.passphraseFrom.isEmpty() && schedule.signKey.isEmpty())
        return usageError(LOTSE_MSG("Specify the signing key to which the passphrase belongs."));
    if (!schedule.redaction.isEmpty()) {
        if (const auto profile = findRedaction(schedule.redaction); !profile)
            return profile.error();
    }
    return {};
}

Result<QList<Schedule>> readSchedules(const QString &path)
{
    const Result<QByteArray> text = readWhole(path, kMostSchedules);
    if (!text && text.error().kind == ErrorKind::NotFound)
        return QList<Schedule>();
    if (!text)
        return text.error();
    QString flaw;
    const QJsonObject root = json::strictObject(*text, flaw);
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
    // The set of the window, so that both make the same report.
    const Template *row = findTemplate(schedule.name);
    if (row && QByteArrayView(row->kinds).contains('@'))
        out += {u"--set"_s, u"trusted-registry"_s};
    out += isAway ? QStringList{u"--url"_s, schedule.url} : QStringList{u"--account"_s, schedule.account};
    if (isAway && !schedule.user.isEmpty())
        out += {u"--user"_s, schedule.user};
    if (!schedule.formats.isEmpty())
        out += {u"--format"_s, schedule.formats.join(u','), u"--output"_s, folder};
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
    QStringList command = commandOf(schedule, schedule.folder, false);
    addSigning(command, schedule, schedule.folder, schedule.signKey);
    for (const QString &word : std::as_const(command))
        words.append(shellWord(word));
    if (schedule.isSigned() && schedule.isInKeychain())
        return usageError(
            LOTSE_MSG("cron cannot open the keychain: use an environment variable for the passphrase of the key."));
    const QString variable = schedule.isSigned() ? schedule.passphraseVariable() : QString();
    if (!variable.isEmpty() && variable != "LOTSE_SIGN_PASSWORD"_L1)
        words.prepend(u"LOTSE_SIGN_PASSWORD=\"$%1\""_s.arg(variable));
    // A percent sign is the end of the line for cron.
    const QString line = words.join(u' ').replace(u'%', u"\\%"_s);
    return u"# Times are UTC where cron knows CRON_TZ; the cron of Debian does not, and takes the time of the "
           u"computer.\n"
           "# The secret of the account has to be readable without a terminal.\n"
           "%3CRON_TZ=UTC\n%1 %2\n"_s.arg(*cron, line,
               variable.isEmpty() ? QString()
                                  : u"# The passphrase of the signing key is in %1: set it in a file that only you can "
                                    "read.\n"_s.arg(variable));
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
    if (schedule.isSigned() && place.secret.isEmpty())
        return usageError(LOTSE_MSG("A CronJob requires the name of the secret that contains the signing key."));
    if (!schedule.user.isEmpty() && place.secret.isEmpty())
        return usageError(
            LOTSE_MSG("A CronJob requires the name of the secret that contains the password of %1."), {schedule.user});
    if (schedule.redaction.contains(u'/'))
        return usageError(
            LOTSE_MSG("A CronJob cannot read the redaction profile %1 on this computer."), {schedule.redaction});
    const QString name = place.name.isEmpty()
        ? objectName(
            u"lotse-"_s + schedule.name + u'-' + QUrl(schedule.url).host(), objectName(schedule.id.left(8), {}))
        : place.name;
    if (const Result<void> fits = checkNames(place, name); !fits)
        return fits.error();
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
    QStringList words = commandOf(schedule, u"/reports"_s, true);
    addSigning(words, schedule, u"/reports"_s, u"/signing/key"_s);
    for (const QString &word : std::as_const(words))
        out += u"            - %1\n"_s.arg(yamlText(word));
    out += u"            env:\n            - name: LOTSE_DATA\n              value: /tmp/lotse\n"_s;
    if (!schedule.user.isEmpty())
        out += u"            - name: LOTSE_PASSWORD\n              valueFrom:\n                secretKeyRef:\n"
               "                  name: %1\n                  key: password\n"_s.arg(yamlText(place.secret));
    if (schedule.isSigned() && !schedule.passphraseFrom.isEmpty())
        out += u"            - name: LOTSE_SIGN_PASSWORD\n              valueFrom:\n                secretKeyRef:\n"
               "                  name: %1\n                  key: sign-password\n"_s.arg(yamlText(place.secret));
    out += u"            securityContext:\n              allowPrivilegeEscalation: false\n"
           "              readOnlyRootFilesystem: true\n              capabilities:\n                drop: [ALL]\n"
           "            volumeMounts:\n            - name: reports\n              mountPath: /reports\n"
           "            - name: tmp\n              mountPath: /tmp\n"_s;
    if (schedule.isSigned())
        out += u"            - name: signing\n              mountPath: /signing\n              readOnly: true\n"_s;
    out += u"          volumes:\n"
           "          - name: reports\n            persistentVolumeClaim:\n              claimName: %1\n"
           "          - name: tmp\n            emptyDir: {}\n"_s.arg(yamlText(place.claim));
    if (schedule.isSigned())
        out += u"          - name: signing\n            secret:\n              secretName: %1\n              items:\n"
               "              - key: signing-key\n                path: key\n"_s.arg(yamlText(place.secret));
    return out.toUtf8();
}

} // namespace lotse::report
