package org.s2slab.engine.language;

import java.util.ArrayList;
import java.util.List;
import org.s2slab.engine.language.YamlSchema.Fields;
import org.s2slab.engine.language.YamlSchema.Flag;
import org.s2slab.engine.language.YamlSchema.FolderName;
import org.s2slab.engine.language.YamlSchema.Many;
import org.s2slab.engine.language.YamlSchema.Member;
import org.s2slab.engine.language.YamlSchema.Named;
import org.s2slab.engine.language.YamlSchema.Text;
import org.s2slab.engine.language.YamlSchema.Whole;

/** The schema of lesson files: every key with its form and its meaning. */
final class LessonSchema {
    /** The things that a step of the kind LOOK can show. */
    static final String[] SHOWN = {"map", "challenge", "page", "token", "names", "hop", "refusal", "questions"};

    private static final YamlSchema STEPS = new Many(ScenarioSchema.STEP, false);
    private static final YamlSchema SENTENCES = new Many(Text.ANY, true);

    private static final Fields START = Fields.of(
            "deployment",
            Member.required("topology", Text.ANY, "the topology of the new deployment"),
            Member.optional("after", Text.ANY, "the bundled scenario that is played on it first"));

    private static final Fields CHOICE = Fields.of(
            "a choice",
            Member.required("say", Text.ANY, "the answer"),
            Member.required("why", Text.ANY, "why it is right or wrong, one or two sentences"));

    private static final Fields PASSES = Fields.of(
            "passes",
            Member.optional("edges", new Many(Text.ANY, true), "trust that must work: caller -> resource"),
            Member.optional("hops", SENTENCES, "hops that must have happened since the exercise began, in this order"),
            Member.optional("never", SENTENCES, "hops that must not have happened since the exercise began"),
            Member.optional(
                    "refused",
                    new Many(new Whole(), true),
                    "numbers of questions, from 1 to 5, by each of which a token must have been refused"),
            Member.optional("tests", STEPS, "steps that must pass; they are played at each check"));

    /** The keys of a step that are not keys of the scenario language. */
    private static final List<Member> OWN = List.of(
            Member.optional("do", Text.ANY, "the lab does something: what happens, a sentence"),
            Member.optional("look", Text.ANY, "the reader looks at something: a title"),
            Member.optional("predict", Text.ANY, "the reader answers a question before the result is shown"),
            Member.optional("break", Text.ANY, "the lab breaks something or attacks: what happens, a sentence"),
            Member.optional("fix", Text.ANY, "the lab fixes what was broken: what happens, a sentence"),
            Member.optional("say", Text.ANY, "the explanation before the step"),
            Member.optional("then", Text.ANY, "the explanation after the step, or after the answer"),
            Member.optional("notes", Text.ANY, "for the trainer"),
            Member.optional("show", Text.of(SHOWN), "look: what is shown beside the explanation"),
            Member.optional("choices", new Many(CHOICE, false), "predict: the answers (default: the five questions)"),
            Member.optional("right", new Whole(), "predict: the number of the right answer, from 1"),
            Member.optional("hidden", new Flag(), "break: whether the reader does not see the actions"),
            Member.optional("deployment", START, "a new deployment on which the lesson goes on"),
            Member.optional("steps", STEPS, "several steps of the scenario language, instead of one"),
            Member.optional("passes", PASSES, "fix: what must be true afterwards"));

    static final Fields STEP = new Fields("a step of a lesson", withScenarioKeys());

    private static final Fields DRAW = Fields.of(
            "a fault",
            Member.required("steps", STEPS, "the steps that break something"),
            Member.required("solution", STEPS, "the steps that fix it; for the test only"));

    private static final Fields ANSWER = Fields.of(
            "answer",
            Member.required("ask", Text.ANY, "the question"),
            Member.required("is", Text.ANY, "the right answer; may contain variables"),
            Member.optional("least", new Whole(), "how many first characters are enough (default: all)"),
            Member.required("wrong", new Many(Text.ANY, true), "wrong answers; for the test only"));

    private static final Fields EXERCISE = Fields.of(
            "exercise",
            Member.required("task", Text.ANY, "what the reader does"),
            Member.optional("fresh", new Flag(), "whether the exercise begins on a new deployment"),
            Member.optional("setup", STEPS, "steps that are played before the exercise begins"),
            Member.optional("draw", new Named(new FolderName(), DRAW), "faults, of which one is chosen at random"),
            Member.optional(
                    "actions",
                    new Named(new FolderName(), ScenarioSchema.STEP),
                    "steps that the reader may play, by name"),
            Member.optional("template", Text.ANY, "a step of the scenario language that the reader changes and plays"),
            Member.optional("answer", ANSWER, "a question that the reader answers"),
            Member.optional("passes", PASSES, "what must be true at the end"),
            Member.required("hints", new Many(Text.ANY, true), "help, from vague to exact"),
            Member.required("solution", STEPS, "steps after which the exercise is passed; for the test only"),
            Member.required("wrong", STEPS, "steps after which the exercise is not passed; for the test only"),
            Member.required("done", Text.ANY, "the text at the end"));

    static final Fields FILE = Fields.of(
            "a lesson",
            Member.required("lesson", new FolderName(), "its name, the same as the file's"),
            Member.required("number", new Whole(), "its place among the lessons"),
            Member.required("title", Text.ANY, "its title"),
            Member.required("minutes", new Whole(), "its duration, from 10 to 20"),
            Member.required(
                    "goal", Text.ANY, "what the reader can do afterwards; begins with 'You can' or contains it"),
            Member.optional(
                    "for",
                    new Many(Text.of("administrator", "trainer", "developer", "security"), true),
                    "the readers who begin with it"),
            Member.required("topology", Text.ANY, "the topology of its deployment"),
            Member.optional("after", Text.ANY, "the bundled scenario that is played on it first"),
            Member.required("steps", new Many(STEP, false), "its steps, in order"),
            Member.required("exercise", EXERCISE, "the exercise at the end"));

    private LessonSchema() {}

    private static List<Member> withScenarioKeys() {
        List<Member> all = new ArrayList<>(OWN);
        ScenarioSchema.STEP.keys().stream()
                .filter(key -> !key.name().equals("do"))
                .forEach(all::add);
        return all;
    }
}
