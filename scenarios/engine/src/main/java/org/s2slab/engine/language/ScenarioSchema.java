package org.s2slab.engine.language;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.s2slab.calendar.PolicyMode;
import org.s2slab.engine.language.YamlSchema.Anything;
import org.s2slab.engine.language.YamlSchema.Fields;
import org.s2slab.engine.language.YamlSchema.FolderName;
import org.s2slab.engine.language.YamlSchema.Many;
import org.s2slab.engine.language.YamlSchema.Member;
import org.s2slab.engine.language.YamlSchema.Named;
import org.s2slab.engine.language.YamlSchema.PolicyDates;
import org.s2slab.engine.language.YamlSchema.Text;
import org.s2slab.engine.language.YamlSchema.TextOr;
import org.s2slab.engine.language.YamlSchema.Whole;

/** The schema of scenario files: every key with its form and its meaning. */
final class ScenarioSchema {
    private static final YamlSchema SENTENCES = new Many(Text.ANY, true);
    private static final YamlSchema OBJECT = new Named(new Anything());

    private static final Fields ERROR = Fields.of(
            "error",
            Member.optional(
                    "code", Text.ANY, "the code of the refusal, for example PARAMETER_INVALID or invalid_token"),
            Member.optional("message", Text.ANY, "words in its message, or a /pattern/"),
            Member.optional(
                    "rule",
                    Text.naming(ReferenceKind.RULE),
                    "the id of the rule that refused, if the response has it"));

    static final Fields EXPECT = Fields.of(
            "expect",
            Member.optional("status", new Whole(), "the HTTP status (default: any 2xx)"),
            Member.optional("headers", new Named(Text.ANY), "response headers by name: words in them, or a /pattern/"),
            Member.optional("body", new Anything(), "a part of the JSON response, or words in a text response"),
            Member.optional("xml", OBJECT, "values by path of local names, Group/DisplayName or //Persona or Item/@Id"),
            Member.optional(
                    "output", new Anything(), "the output objects of the cmdlet, each at least with these properties"),
            Member.optional("warnings", new Many(Text.ANY, true), "words of the warnings, in order"),
            Member.optional("error", new TextOr(ERROR), "that the step is refused: the code, or words in the message"),
            Member.optional("counters", new Named(OBJECT), "by node and counter, the increase during the step"));

    private static final List<Member> OF_EVERY_STEP = List.of(
            Member.optional("as", Text.ANY, "the name for the result of this step, used as ${name.field}"),
            Member.optional(
                    "within",
                    Text.naming(ReferenceKind.DURATION),
                    "repeats the step until it passes or this time has passed: PT1M; not with hops"),
            Member.optional("expect", EXPECT, "the expected result"),
            Member.optional("hops", SENTENCES, "hops that must happen in this step, in this order"),
            Member.optional("never", SENTENCES, "hops that must not happen in this step"));

    static final Fields STEP = new Fields(
            "a step",
            Stream.of(
                            Stream.of(Member.required("do", Text.ANY, "what happens, a sentence")),
                            Arrays.stream(StepKind.values())
                                    .flatMap(kind -> kind.members().stream())
                                    .distinct(),
                            OF_EVERY_STEP.stream())
                    .flatMap(members -> members)
                    .toList());

    private static final Fields CELL = Fields.of(
            "a cell",
            Member.required(
                    "feature",
                    Text.of(MatrixCell.words(MatrixCell.Feature.class)),
                    "the feature that one server has for the other"),
            Member.required("pair", Text.of(MatrixCell.words(MatrixCell.Pair.class)), "the caller and the resource"),
            Member.required(
                    "premises", Text.of(MatrixCell.words(MatrixCell.Premises.class)), "the places of the two servers"));

    static final YamlSchema CELLS = new Many(CELL, true);

    static final Fields FILE = Fields.of(
            "a scenario",
            Member.required("scenario", new FolderName(), "its name, the same as the file's"),
            Member.required("shows", Text.ANY, "a description for the reader, one sentence"),
            Member.required("topology", Text.ANY, "the topology of its deployment"),
            Member.optional(
                    "policies",
                    new Text(PolicyMode.keys()),
                    "the policies of its online services (default: those of the topology)"),
            PolicyDates.MEMBER,
            Member.optional(
                    "at",
                    Text.naming(ReferenceKind.BEGINNING),
                    "the date or moment at which its clocks begin, 2025-03-01 (default: the machine's time)"),
            Member.optional(
                    "snapshot",
                    Text.ANY,
                    "the file of a snapshot of the topology, beside this file, with whose data and clocks the deployment"
                            + " begins (default: a new deployment)"),
            Member.optional("after", Text.ANY, "the bundled scenario whose steps run first"),
            Member.optional("then", Text.ANY, "the bundled scenario whose own steps run after these"),
            Member.optional("cells", CELLS, "its places in the table of features and deployments"),
            Member.optional("steps", new Many(STEP, false), "what happens, in order"),
            Member.optional(
                    "hops",
                    SENTENCES,
                    "hops that must happen in the scenario, in this order; other hops may be between them"),
            Member.optional("never", SENTENCES, "hops that must not happen in the scenario"));

    private ScenarioSchema() {}
}
