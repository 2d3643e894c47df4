// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "posture/facts.h"
#include "report/document.h"
#include "report/words.h"

#include <QHash>
#include <QMap>
#include <QRegularExpression>
#include <QSet>

namespace lotse::report {

/// What of a report is replaced by pseudonyms. docs/redaction.md is its file.
struct RedactionProfile {
    struct Expression {
        QRegularExpression pattern;
        QString as; ///< "ticket": becomes "ticket 1"
    };
    QString name; ///< "persons"; of the file
    bool persons = false;
    bool hosts = false; ///< and addresses
    QStringList fields; ///< members of the answers whose values are replaced
    QList<Expression> expressions;
    QSet<QString> keeps; ///< stays as it is

    bool isEmpty() const { return !persons && !hosts && fields.isEmpty() && expressions.isEmpty(); }
};

/// "none", "persons", "hosts", "all".
QStringList builtInRedactions();
/// The name of a built-in profile, or the path of a file. ErrorKind::Usage with what is wrong in it.
Result<RedactionProfile> findRedaction(const QString &nameOrFile);

/**
 * Replaces names by pseudonyms, the same name by the same one throughout. What stands in the answers as a name of a
 * person or a host is replaced wherever it stands, in sentences, too; addresses and e-mail addresses are known by their
 * shape. The built-in account admin and robot accounts are no persons.
 */
class Redactor {
public:
    Redactor(RedactionProfile profile, const Words &words);

    /// The names that stand in the answers, and in columns of the report that hold persons.
    void learn(const posture::Facts &facts);
    void learn(const Document &document);

    QString text(const QString &text);
    /// With what was redacted in `redaction`. `leavesAnswersOut`: that raw answers are left out of the bundle.
    Document document(Document document, bool leavesAnswersOut);
    /// Each text of a JSON file.
    QByteArray json(const QByteArray &json);

private:
    enum class What { Person, Host, Address, Value, Expression, Robot };
    struct Known {
        QString name; ///< as it is written
        What what = What::Person;
        QString identity; ///< names of the same person share it
        QString word; ///< of an expression
    };
    void know(const QString &name, What what, const QString &identity = {});
    void learnObject(const QJsonObject &object);
    void learnHosts(const QString &text);
    QString pseudonym(What what, const QString &identity, const QString &word = {});
    const Known *knownAt(QStringView text, qsizetype at) const;
    QString names(QStringView text);
    QString cell(const QString &text, const Column &column);
    QString summary(bool leavesAnswersOut) const;

    RedactionProfile m_profile;
    Words m_words;
    QSet<QString> m_robots; ///< stay as they are, whatever stands in their names
    QHash<QString, QList<Known>> m_known; ///< by the first word, in lower case; the longest first
    QHash<QString, QString> m_pseudonyms; ///< kind and identity -> "person 3"
    QMap<QString, int> m_counts; ///< by kind
};

} // namespace lotse::report
