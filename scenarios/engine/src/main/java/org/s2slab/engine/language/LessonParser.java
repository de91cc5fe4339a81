package org.s2slab.engine.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.language.LessonExercise.Answer;
import org.s2slab.engine.language.LessonExercise.Draw;
import org.s2slab.engine.text.FileSyntaxException;

/** Parses a lesson file. An unknown key or value is an error with the file, the line and the known values. */
public final class LessonParser {
    private final ScriptProblems problems;
    private final String source;

    private LessonParser(ScriptProblems problems, String source) {
        this.problems = problems;
        this.source = source;
    }

    /** Whether a file is a lesson, by its first key. */
    public static boolean isOne(String source, String text) {
        YamlNode root = YamlFile.read(source, text);
        return root.get("lesson") != null && root.get("scenario") == null;
    }

    /**
     * Parses a lesson file.
     *
     * @param source the file's name, for messages
     * @throws FileSyntaxException with every problem
     */
    public static Lesson read(String source, String text) {
        return ScriptProblems.none(problems -> read(problems, source, text));
    }

    /**
     * Parses a file that may have problems. The method adds them to {@code problems}, and returns a lesson with the
     * valid parts.
     *
     * @throws FileSyntaxException if the file is not YAML
     */
    public static Lesson read(ScriptProblems problems, String source, String text) {
        YamlNode root = YamlFile.read(source, text);
        LessonSchema.FILE.check(problems, source, root);
        return new LessonParser(problems, source).lesson(root);
    }

    /**
     * Parses a step of the scenario language in one line, as a reader types it in an exercise.
     *
     * @throws FileSyntaxException if the text is not a step
     */
    public static Step typed(String text) {
        YamlNode node = YamlFile.read("step", text);
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        entries.put("do", YamlNode.scalar(1, "A step of the reader"));
        entries.putAll(node.members());
        YamlNode step = node.entries() == null ? node : YamlNode.mapping(1, entries);
        return ScriptProblems.none(problems -> {
                    ScenarioSchema.STEP.check(problems, "step", step);
                    return problems.isEmpty() ? ScenarioParser.step(problems, "step", step) : Optional.<Step>empty();
                })
                .orElseThrow(() -> new FileSyntaxException(
                        "step", "a step is a mapping, for instance {sign-in: anna@contoso.com}"));
    }

    private Lesson lesson(YamlNode root) {
        int number = whole(root, "number", 0);
        int minutes = whole(root, "minutes", 0);
        String goal = root.stripped("goal");
        if (root.get("minutes") != null && (minutes < 10 || minutes > 20)) {
            add(root.get("minutes"), "minutes: a lesson takes 10 to 20 minutes, not " + minutes);
        }
        if (!goal.isEmpty() && !goal.matches("(?is).*\\byou can\\b.*")) {
            add(root.get("goal"), "goal: the goal says what the reader can do; begin with 'You can'");
        }
        List<LessonStep> steps = new ArrayList<>();
        for (YamlNode step : root.items("steps")) {
            steps.add(new LessonStepForm(problems, source, step).read());
        }
        YamlNode exercise = root.get("exercise");
        return new Lesson(
                source,
                root.stripped("lesson"),
                number,
                root.stripped("title"),
                new Lesson.Readers(minutes, root.texts("for")),
                goal,
                new Lesson.Start(root.stripped("topology"), root.text("after")),
                steps,
                exercise(exercise == null ? YamlNode.mapping(root.line(), Map.of()) : exercise),
                root);
    }

    private LessonExercise exercise(YamlNode node) {
        YamlNode passes = node.get("passes");
        YamlNode answer = node.get("answer");
        if (node.get("task") != null && passes == null && answer == null) {
            add(node, "exercise: 'passes' or 'answer' is needed, else every reader has passed");
        }
        Map<String, Draw> draws = new LinkedHashMap<>();
        node.members("draw")
                .forEach((name, draw) -> draws.put(name, new Draw(steps(draw, "steps"), steps(draw, "solution"))));
        Map<String, Step> actions = new LinkedHashMap<>();
        node.members("actions")
                .forEach((name, action) ->
                        ScenarioParser.step(problems, source, action).ifPresent(step -> actions.put(name, step)));
        checkTemplate(node.get("template"));
        return new LessonExercise(
                node.stripped("task"),
                new LessonExercise.Beginning(isSet(node, "fresh"), steps(node, "setup"), draws),
                actions,
                node.text("template"),
                answer == null ? null : answer(answer),
                passes == null ? LessonGoal.NONE : LessonStepForm.goal(problems, source, passes),
                node.texts("hints"),
                new LessonExercise.Proof(steps(node, "solution"), steps(node, "wrong")),
                node.stripped("done"));
    }

    private void checkTemplate(@Nullable YamlNode template) {
        if (template != null && template.scalar() instanceof String text) {
            try {
                Step unused = typed(text);
            } catch (FileSyntaxException e) {
                add(template, "template: " + e.problem());
            }
        }
    }

    private Answer answer(YamlNode node) {
        return new Answer(node.stripped("ask"), node.stripped("is"), whole(node, "least", 0), node.texts("wrong"));
    }

    private void add(@Nullable YamlNode at, String problem) {
        problems.add(source, at == null ? 1 : at.line(), problem);
    }

    private List<Step> steps(YamlNode node, String key) {
        return ScenarioParser.steps(problems, source, node, key);
    }

    static boolean isSet(YamlNode node, String key) {
        YamlNode entry = node.get(key);
        return entry != null && Boolean.TRUE.equals(entry.scalar());
    }

    static int whole(YamlNode node, String key, int absent) {
        YamlNode entry = node.get(key);
        return entry != null && entry.scalar() instanceof Long number
                ? (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number))
                : absent;
    }
}
