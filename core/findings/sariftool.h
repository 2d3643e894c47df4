// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/reportread.h"
#include "findings/reportwords.h"

#include <QHash>

#include <vector>

/// The tool of a run of SARIF, with its rules.
namespace lotse::findings::reportread::sarif {

struct Rule {
    QString id, name, level;
    double score = -1;
    QStringList tags, purls, others; ///< the last: what the vulnerability is called besides
    QString fixedVersion;
    reportwords::Words help;
    QString prose; ///< of the help, in Markdown where there is some
    reportwords::NamedVersion named; ///< the package, where the description names it
    QHash<QString, QString> messages; ///< by id, with places for arguments

    bool hasTag(const char *tag) const;
    /// Whether it says of itself that it is of a vulnerability.
    bool isMarked() const;
};

/// The text of a message, in Markdown where there is no other; empty where it is given by its id.
QString messageOf(const Element &object, std::string_view key);
/// "security-severity"; negative where there is none.
double scoreIn(const Element &properties);

/// Its driver first, then its extensions.
class Tool {
public:
    Tool(const Element &run, Taker &taker);
    Tool(const Tool &) = delete;
    Tool &operator=(const Tool &) = delete;

    QString name() const { return m_components.front().name; }
    QString version() const { return m_version; }
    /// Whether it looks for vulnerabilities: by its name, or by what its rules are of.
    bool isScanner() const;
    /// By index, in the component that the result names, else by id, which is filled in; "CA1000/1" is a case of
    /// "CA1000". Null where there is none.
    const Rule *ruleOf(const Element &result, QString &id) const;
    /// Of a reference to a rule ("descriptor"), in the same way.
    const Rule *ruleNamed(const Element &reference) const;

private:
    /// The rules of a tool or of one of its extensions.
    struct Component {
        QString name, guid;
        std::vector<Rule> rules;
    };
    static Component readComponent(const Element &item, Taker &taker);
    const Component *componentOf(const Element &named) const;
    const Rule *find(const Element *reference, double index, QString &id) const;

    std::vector<Component> m_components;
    QHash<QString, const Rule *> m_byId; // the first of a name
    QString m_version;
};

} // namespace lotse::findings::reportread::sarif
