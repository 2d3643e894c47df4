// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/planresolve_p.h"

using namespace Qt::StringLiterals;

namespace lotse::change {

namespace {

using Verb = PlanStatement::Verb;
using Changes = Result<QList<Change>>;

} // namespace

static Result<ArtifactFacts> factsOf(const QString &text, const PlanGround &ground)
{
    Result<ArtifactFacts> facts = ground.artifacts.value(text, usageError(LOTSE_MSG("%1 was not read."), {text}));
    if (!facts && facts.error().kind == ErrorKind::NotFound)
        return usageError(LOTSE_MSG("There is no artifact %1."), {text});
    return facts;
}

Changes artifactMarks(const PlanStatement &statement, const PlanGround &ground)
{
    const QString text = statement.words[0];
    const QString name = statement.words[1];
    const Result<ArtifactFacts> facts = factsOf(text, ground);
    if (!facts)
        return facts.error();
    const ArtifactWord word = *artifactWord(text);
    const bool isTag = statement.verb == Verb::TagAdd || statement.verb == Verb::TagRemove;
    const bool adds = statement.verb == Verb::TagAdd || statement.verb == Verb::LabelAdd;
    const bool isThere = isTag ? facts->tags.contains(name) : facts->labels.contains(name);
    if (isThere == adds)
        return adds ? QList<Change>()
                    : Changes(usageError(
                        isTag ? LOTSE_MSG("%1 has no tag %2.") : LOTSE_MSG("%1 has no label %2."), {text, name}));
    Change out;
    // The digest is the only precondition that Harbor has: a tag that moved meanwhile is not touched.
    out.path = {
        {u"project_name"_s, word.project}, {u"repository_name"_s, word.repository}, {u"reference"_s, facts->digest}};
    out.names = {{u"project"_s, word.project}, {u"name"_s, name}};
    if (isTag && adds) {
        out.operation = "createTag";
        out.body = {{u"name"_s, name}};
    } else if (isTag) {
        out.operation = "deleteTag";
        out.path.insert(u"tag_name"_s, name);
    } else if (adds) {
        // That of the project goes before that of the registry, and neither is missing where it could not be read.
        const ConfigObject *label = ground.config.find("project-label", word.project, name);
        const Result<void> ofProject = known(ground.config, "project-label", word.project);
        if (!label && !ofProject)
            return ofProject.error();
        if (!label)
            label = ground.config.find("label", {}, name);
        if (const Result<void> read = known(ground.config, "label", {}); !label && !read)
            return read.error();
        if (!label)
            return usageError(LOTSE_MSG("Label %1 does not exist in the registry or in %2."), {name, word.project});
        out.operation = "addLabel";
        out.body = {{u"id"_s, label->path.value(u"label_id"_s).toLongLong()}};
    } else {
        out.operation = "removeLabel";
        out.path.insert(u"label_id"_s, QString::number(facts->labels.value(name)));
    }
    return QList<Change>{out};
}

Changes wholeArtifact(const PlanStatement &statement, const PlanGround &ground)
{
    const QString text = statement.words[0];
    const Result<ArtifactFacts> facts = factsOf(text, ground);
    if (!facts)
        return facts.error();
    const ArtifactWord word = *artifactWord(text);
    Change out;
    out.names = facts->names;
    out.path = {
        {u"project_name"_s, word.project}, {u"repository_name"_s, word.repository}, {u"reference"_s, facts->digest}};
    if (statement.verb == Verb::ArtifactDelete) {
        out.operation = "deleteArtifact";
    } else if (statement.verb == Verb::ArtifactCopy) {
        const QString target = statement.words[1];
        if (target == word.project + u'/' + word.repository)
            return usageError(LOTSE_MSG("%1 is already in %2."), {text, target});
        out.operation = "CopyArtifact";
        out.path = {{u"project_name"_s, target.section(u'/', 0, 0)}, {u"repository_name"_s, target.section(u'/', 1)},
            {u"from"_s, word.project + u'/' + word.repository + u'@' + facts->digest}};
    } else {
        out.operation = "scanArtifact";
        out.body = {{u"scan_type"_s, statement.verb == Verb::ArtifactSbom ? u"sbom"_s : u"vulnerability"_s}};
    }
    return QList<Change>{out};
}

} // namespace lotse::change
