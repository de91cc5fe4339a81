package org.s2slab.engine.language;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.language.LessonGoal.Edge;
import org.s2slab.engine.language.LessonStep.Choice;
import org.s2slab.engine.language.LessonStep.Kind;
import org.s2slab.engine.language.RuleCatalog.Subject;
import org.s2slab.engine.text.YamlResource;

/** Reads a step of a lesson and checks the combination of its keys. The schema checks each key and value. */
record LessonStepForm(ScriptProblems problems, String source, YamlNode node) {
    private static final Pattern EDGE = Pattern.compile("\\s*(\\S+)\\s*(?:->|\u2192)\\s*(\\S+)\\s*");

    private static final Map<String, String> ASKED =
            YamlResource.read(LessonStepForm.class, "lesson-words.yaml", new TypeReference<>() {});

    /** The keys that belong to only one kind of step, each with its kind. */
    private static final Map<String, Kind> OWNERS = Map.of(
            "show", Kind.LOOK,
            "choices", Kind.PREDICT,
            "right", Kind.PREDICT,
            "hidden", Kind.BREAK,
            "passes", Kind.FIX);

    LessonStep read() {
        Kind kind = kind();
        List<Step> actions = actions(kind);
        List<Choice> choices = kind == Kind.PREDICT ? choices() : List.of();
        int right = LessonParser.whole(node, "right", 0);
        if (kind == Kind.PREDICT && (right < 1 || right > choices.size())) {
            add("right: the number of the right answer is missing or is not between 1 and " + choices.size());
        }
        if (kind == Kind.PREDICT && node.get("then") == null) {
            add("the step needs 'then': the explanation after the answer");
        }
        YamlNode start = node.get("deployment");
        YamlNode passes = node.get("passes");
        if (kind == Kind.FIX && passes == null) {
            add("the step needs 'passes': what is true after the fix");
        }
        return new LessonStep(
                node,
                kind,
                node.stripped(kind.key()),
                new LessonStep.Texts(stripped("say"), stripped("then"), stripped("notes")),
                node.text("show"),
                new LessonStep.Question(choices, right),
                LessonParser.isSet(node, "hidden"),
                start == null ? null : new Lesson.Start(start.stripped("topology"), start.text("after")),
                actions,
                passes == null ? null : goal(problems, source, passes));
    }

    private void add(String problem) {
        problems.add(source, node.line(), problem);
    }

    private @Nullable String stripped(String key) {
        String text = node.text(key);
        return text == null ? null : text.strip();
    }

    private Kind kind() {
        List<Kind> found = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (node.get(kind.key()) != null) {
                found.add(kind);
            }
        }
        if (found.size() != 1) {
            add("a step of a lesson has exactly one of do, look, predict, break and fix; this one has "
                    + (found.isEmpty() ? "none" : found.stream().map(Kind::key).toList()));
        }
        Kind kind = found.isEmpty() ? Kind.DO : found.get(0);
        node.members().forEach((key, value) -> {
            Kind owner = OWNERS.get(key);
            if (owner != null && owner != kind) {
                problems.add(source, value.line(), "'" + key + "' goes with '" + owner.key() + "'");
            }
        });
        return kind;
    }

    private List<Step> actions(Kind kind) {
        Map<String, YamlNode> own = new LinkedHashMap<>();
        node.members().forEach((key, value) -> {
            if (ScenarioSchema.STEP.hasKey(key) && !key.equals("do")) {
                own.put(key, value);
            }
        });
        boolean several = node.get("steps") != null;
        if (kind == Kind.LOOK || kind == Kind.PREDICT) {
            if (several || !own.isEmpty()) {
                add("'" + kind.key() + "' does nothing; write a step of its own for what the lab does");
            }
            return List.of();
        }
        if (several == !own.isEmpty()) {
            add("'" + kind.key() + "' needs either the keys of one step of the scenario language, or 'steps'");
            return List.of();
        }
        if (several) {
            return ScenarioParser.steps(problems, source, node, "steps");
        }
        Map<String, YamlNode> step = new LinkedHashMap<>();
        step.put("do", YamlNode.scalar(node.line(), node.stripped(kind.key())));
        step.putAll(own);
        return ScenarioParser.step(problems, source, YamlNode.mapping(node.line(), step)).stream()
                .toList();
    }

    private List<Choice> choices() {
        if (node.get("choices") == null) {
            List<String> asks = RuleReadings.questions(Subject.TOKEN).stream()
                    .map(RuleReadings.Question::ask)
                    .toList();
            List<Choice> questions = new ArrayList<>();
            for (int i = 0; i < asks.size(); i++) {
                questions.add(new Choice(asks.get(i), Objects.requireNonNull(ASKED.get(String.valueOf(i + 1)))));
            }
            return questions;
        }
        List<Choice> choices = node.items("choices").stream()
                .map(choice -> new Choice(choice.stripped("say"), choice.stripped("why")))
                .toList();
        if (choices.size() < 2 || choices.size() > 5) {
            add("choices: a question has two to five answers, not " + choices.size());
        }
        return choices;
    }

    /** Reads a goal; parts with problems are left out. */
    static LessonGoal goal(ScriptProblems problems, String source, YamlNode node) {
        if (node.members().isEmpty()) {
            problems.add(source, node.line(), "passes: one of edges, hops, never, refused and tests is needed");
        }
        List<Edge> edges = new ArrayList<>();
        for (String text : node.texts("edges")) {
            Matcher edge = EDGE.matcher(text);
            if (edge.matches()) {
                edges.add(new Edge(String.valueOf(edge.group(1)), String.valueOf(edge.group(2))));
            } else {
                problems.add(
                        source,
                        node.line(),
                        "edges: '" + text + "' is no edge; write caller -> resource: lync -> exchange");
            }
        }
        List<Integer> refused = new ArrayList<>();
        for (String text : node.texts("refused")) {
            if (text.matches("[1-5]")) {
                refused.add(Integer.valueOf(text));
            } else {
                problems.add(source, node.line(), "refused: there is no question " + text + "; write 1 to 5");
            }
        }
        return new LessonGoal(
                edges,
                ScenarioParser.sentences(problems, source, node, "hops"),
                ScenarioParser.sentences(problems, source, node, "never"),
                refused,
                ScenarioParser.steps(problems, source, node, "tests"));
    }
}
