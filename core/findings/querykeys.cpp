// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/query.h"

#include "findings/severity.h"
#include "findings/trustmarks.h"

namespace lotse::findings {

using namespace Qt::StringLiterals;

QString keyName(Key key)
{
    switch (key) {
    case Key::Word:
        break;
    case Key::Severity:
        return u"sev"_s;
    case Key::Fix:
        return u"fix"_s;
    case Key::Kev:
        return u"kev"_s;
    case Key::Epss:
        return u"epss"_s;
    case Key::Cvss:
        return u"cvss"_s;
    case Key::Score:
        return u"score"_s;
    case Key::Tier:
        return u"tier"_s;
    case Key::State:
        return u"state"_s;
    case Key::Due:
        return u"due"_s;
    case Key::Registry:
        return u"registry"_s;
    case Key::Project:
        return u"project"_s;
    case Key::Repository:
        return u"repo"_s;
    case Key::Image:
        return u"image"_s;
    case Key::Tag:
        return u"tag"_s;
    case Key::Label:
        return u"label"_s;
    case Key::Package:
        return u"pkg"_s;
    case Key::Version:
        return u"version"_s;
    case Key::Vulnerability:
        return u"cve"_s;
    case Key::Status:
        return u"status"_s;
    case Key::Platform:
        return u"platform"_s;
    case Key::Age:
        return u"age"_s;
    case Key::New:
        return u"new"_s;
    case Key::Scanned:
        return u"scanned"_s;
    case Key::Pulled:
        return u"pulled"_s;
    case Key::Pushed:
        return u"pushed"_s;
    case Key::Signed:
        return u"signed"_s;
    case Key::Signer:
        return u"signer"_s;
    case Key::Attested:
        return u"attested"_s;
    }
    return {};
}

QList<Key> allKeys()
{
    QList<Key> keys;
    for (int key = int(Key::Word) + 1; key <= int(Key::Attested); ++key)
        keys.append(Key(key));
    return keys;
}

ValueKind kindOf(Key key)
{
    switch (key) {
    case Key::Severity:
        return ValueKind::Ordered;
    case Key::Kev:
    case Key::Tier:
    case Key::State:
    case Key::Due:
    case Key::Signed:
        return ValueKind::Choice;
    case Key::Epss:
    case Key::Cvss:
    case Key::Score:
        return ValueKind::Number;
    case Key::Age:
    case Key::New:
    case Key::Scanned:
    case Key::Pulled:
    case Key::Pushed:
        return ValueKind::Duration;
    default:
        return ValueKind::Text;
    }
}

QStringList choicesOf(Key key)
{
    switch (key) {
    case Key::Severity: {
        QStringList words;
        for (int severity = 0; severity < kSeverityCount; ++severity)
            words.append(severityWord(Severity(severity)));
        return words;
    }
    case Key::Kev:
        return {u"yes"_s, u"no"_s};
    case Key::Tier:
        return {u"now"_s, u"next"_s, u"planned"_s, u"watch"_s};
    case Key::State:
        return {u"none"_s, u"in_triage"_s, u"exploitable"_s, u"not_affected"_s, u"false_positive"_s, u"resolved"_s,
            u"resolved_with_pedigree"_s, u"risk_accepted"_s, u"open"_s, u"hidden"_s, u"review"_s, u"expired"_s};
    case Key::Due:
        return {u"breached"_s, u"soon"_s, u"ok"_s, u"none"_s};
    case Key::Signed: {
        QStringList words;
        for (int state = 0; state < kSignStateCount; ++state)
            words.append(signStateWord(SignState(state)));
        return words;
    }
    default:
        return {};
    }
}

bool fitsPattern(QByteArrayView text, QByteArrayView pattern)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c; };
    qsizetype t = 0;
    qsizetype p = 0;
    qsizetype star = -1; // the last star, and where its text began: only it is ever tried again
    qsizetype mark = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            mark = t;
        } else if (p < pattern.size() && (pattern[p] == '?' || lower(pattern[p]) == lower(text[t]))) {
            ++p;
            ++t;
        } else if (star >= 0) {
            p = star + 1;
            t = ++mark;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

} // namespace lotse::findings
