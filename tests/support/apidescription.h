// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace lotse::test {

/// A node of a YAML file by indentation; an element of a list has the key "-". Enough for the API description.
struct YamlNode {
    QByteArray key;
    QByteArray value;
    QList<YamlNode> children;

    /// The child of that key; an empty node where there is none.
    const YamlNode &operator[](QByteArrayView name) const;
    bool isEmpty() const { return value.isEmpty() && children.isEmpty(); }
};

YamlNode readYaml(const QByteArray &text);

/// What the API description says of a GET.
struct Operation {
    QByteArray id;
    QByteArray path;
    YamlNode schema; ///< of the answer 200
    bool hasTotal = false; ///< answers with X-Total-Count
};

/// The description of Harbor's API beside the recorded exchanges.
class ApiDescription {
public:
    ApiDescription();

    bool isEmpty() const { return m_root.children.isEmpty(); }
    QList<Operation> reads() const;
    /// What it says of a POST, PUT, PATCH or DELETE.
    struct Write {
        QByteArray id, verb, path;
        QByteArray parameter; ///< name of the body; empty where there is none
        YamlNode schema; ///< of the body
        bool needsBody = false;
    };
    QList<Write> writes() const;
    /// The definition that a schema refers to, itself where it refers to none.
    const YamlNode &resolve(const YamlNode &schema) const;
    const YamlNode &definition(QByteArrayView name) const { return m_root["definitions"][name]; }

private:
    YamlNode m_root;
};

} // namespace lotse::test
