// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/apidescription.h"

#include <QFile>

namespace lotse::test {

namespace {

struct Line {
    qsizetype indent;
    QByteArray text;
};

QByteArray unquoted(const QByteArray &text)
{
    if (text.size() >= 2 && (text.front() == '\'' || text.front() == '"') && text.back() == text.front())
        return unquoted(text.mid(1, text.size() - 2)); // some names are quoted twice
    return text;
}

YamlNode nodeOf(const QByteArray &text)
{
    const qsizetype colon = text.indexOf(": ");
    if (colon > 0)
        return {unquoted(text.left(colon)), unquoted(text.mid(colon + 2).trimmed()), {}};
    if (text.endsWith(':'))
        return {unquoted(text.chopped(1)), {}, {}};
    return {{}, unquoted(text), {}};
}

QList<YamlNode> readNodes(const QList<Line> &lines, qsizetype *at, qsizetype indent)
{
    QList<YamlNode> nodes;
    while (*at < lines.size() && lines[*at].indent >= indent) {
        const Line line = lines[(*at)++];
        if (line.text.startsWith("- ")) {
            YamlNode element{"-", {}, {}};
            const YamlNode first = nodeOf(line.text.mid(2));
            element.value = first.key.isEmpty() ? first.value : QByteArray();
            element.children = readNodes(lines, at, line.indent + 1);
            if (!first.key.isEmpty())
                element.children.prepend(first);
            nodes.append(element);
            continue;
        }
        YamlNode node = nodeOf(line.text);
        node.children = readNodes(lines, at, line.indent + 1);
        nodes.append(node);
    }
    return nodes;
}

} // namespace

const YamlNode &YamlNode::operator[](QByteArrayView name) const
{
    static const YamlNode none;
    for (const YamlNode &child : children) {
        if (child.key == name)
            return child;
    }
    return none;
}

YamlNode readYaml(const QByteArray &text)
{
    QList<Line> lines;
    for (const QByteArray &line : text.split('\n')) {
        const QByteArray trimmed = line.trimmed();
        if (!trimmed.isEmpty() && !trimmed.startsWith('#'))
            lines.append({line.indexOf(trimmed.front()), trimmed});
    }
    qsizetype at = 0;
    return {{}, {}, readNodes(lines, &at, 0)};
}

ApiDescription::ApiDescription()
{
    QFile file(QStringLiteral(LOTSE_SHARED_DIR "/facts/harbor-swagger.yaml"));
    if (file.open(QIODevice::ReadOnly))
        m_root = readYaml(file.readAll());
}

QList<Operation> ApiDescription::reads() const
{
    QList<Operation> operations;
    for (const YamlNode &path : m_root["paths"].children) {
        const YamlNode &get = path["get"];
        if (get.isEmpty())
            continue;
        const YamlNode &answer = get["responses"]["200"];
        operations.append(
            {get["operationId"].value, path.key, answer["schema"], !answer["headers"]["X-Total-Count"].isEmpty()});
    }
    return operations;
}

QList<ApiDescription::Write> ApiDescription::writes() const
{
    QList<Write> out;
    for (const YamlNode &path : m_root["paths"].children) {
        for (const char *verb : {"post", "put", "patch", "delete"}) {
            const YamlNode &operation = path[verb];
            if (operation.isEmpty())
                continue;
            Write write;
            write.id = operation["operationId"].value;
            write.verb = QByteArray(verb).toUpper();
            write.path = path.key;
            for (const YamlNode &parameter : operation["parameters"].children) {
                if (parameter["in"].value != "body")
                    continue;
                write.parameter = parameter["name"].value;
                write.schema = parameter["schema"];
                write.needsBody = parameter["required"].value == "true";
            }
            out.append(write);
        }
    }
    return out;
}

const YamlNode &ApiDescription::resolve(const YamlNode &schema) const
{
    const QByteArray reference = schema["$ref"].value;
    return reference.isEmpty() ? schema : resolve(definition(reference.mid(reference.lastIndexOf('/') + 1)));
}

} // namespace lotse::test
