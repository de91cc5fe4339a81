package org.s2slab.engine.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.hops.HopSentence;

/**
 * Checks a lesson against its topologies before a deployment starts, as strictly as a scenario. Every node, person,
 * rule, cmdlet and parameter that the lesson names must exist.
 */
public final class LessonCheck {
    private final ScriptProblems problems;
    private final Lesson lesson;
    private final Function<String, Topology> topologies;

    private LessonCheck(ScriptProblems problems, Lesson lesson, Function<String, Topology> topologies) {
        this.problems = problems;
        this.lesson = lesson;
        this.topologies = topologies;
    }

    /**
     * Adds every problem of a lesson.
     *
     * @param topologies returns the topology with a name
     */
    public static void check(ScriptProblems problems, Lesson lesson, Function<String, Topology> topologies) {
        new LessonCheck(problems, lesson, topologies).check();
    }

    private void check() {
        Lesson.Start start = lesson.start();
        List<Step> before = new ArrayList<>();
        for (LessonStep step : lesson.steps()) {
            Lesson.Start next = step.start();
            if (next != null) {
                steps(start, before);
                start = next;
                before = new ArrayList<>();
            }
            before.addAll(step.actions());
            LessonGoal passes = step.passes();
            if (passes != null) {
                goal(start, before, passes, step.written());
            }
        }
        steps(start, before);
        exercise(
                lesson.exercise().beginning().fresh() ? lesson.start() : start,
                lesson.exercise().beginning().fresh() ? List.of() : before);
    }

    private void exercise(Lesson.Start start, List<Step> before) {
        LessonExercise exercise = lesson.exercise();
        List<Step> begun = joined(before, exercise.beginning().setup());
        exercise.beginning()
                .draws()
                .values()
                .forEach(draw -> steps(start, joined(joined(begun, draw.steps()), draw.solution())));
        steps(start, joined(begun, exercise.proof().solution()));
        steps(start, joined(begun, exercise.proof().wrong()));
        steps(start, joined(begun, List.copyOf(exercise.actions().values())));
        List<Step> all = joined(exercise.proof().solution(), exercise.proof().wrong());
        exercise.beginning().draws().values().forEach(draw -> all.addAll(draw.steps()));
        goal(start, joined(begun, all), exercise.passes(), lesson.written());
    }

    private void steps(Lesson.Start start, List<Step> steps) {
        ScenarioCheck.check(problems, asScenario(start, steps), topologies.apply(start.topology()));
    }

    private void goal(Lesson.Start start, List<Step> before, LessonGoal goal, YamlNode at) {
        Topology plan = topologies.apply(start.topology());
        DeploymentNames names = new DeploymentNames(plan);
        for (LessonGoal.Edge edge : goal.edges()) {
            tell(at, names.node(edge.caller()));
            tell(at, names.node(edge.resource()));
        }
        List<Step> all = joined(before, goal.tests());
        String mentioned = all.stream().map(step -> step.fields().encode()).collect(Collectors.joining("\n"));
        HopSentenceCheck sentences = new HopSentenceCheck(plan, mentioned);
        for (HopSentence sentence : joined(goal.hops(), goal.never())) {
            sentences
                    .problems(sentence)
                    .forEach(problem -> problems.add(lesson.source(), at.line(), "passes: " + problem));
        }
        steps(start, all);
    }

    private void tell(YamlNode at, Optional<String> problem) {
        problem.ifPresent(text -> problems.add(lesson.source(), at.line(), "edges: " + text));
    }

    private Scenario asScenario(Lesson.Start start, List<Step> steps) {
        return new Scenario(
                lesson.source(),
                lesson.name(),
                lesson.goal(),
                start.topology(),
                new Scenario.Chain(start.after(), null, 0),
                List.of(),
                steps,
                List.of(),
                List.of(),
                YamlNode.scalar(1, null));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
