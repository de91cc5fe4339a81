package org.s2slab.engine.lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.hops.HopSentence;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.language.LessonGoal;
import org.s2slab.engine.language.LessonGoal.Edge;
import org.s2slab.engine.language.RuleCatalog.Subject;
import org.s2slab.engine.language.RuleReadings;
import org.s2slab.engine.language.Step;
import org.s2slab.engine.lesson.EdgeExaminer.EdgeState;
import org.s2slab.engine.run.StepResult;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.TraceParent;

/** Checks a goal on the running deployment. */
record GoalCheck(LessonStage stage, EdgeExaminer edges, IdGenerator ids) {
    /** One line for each part of the goal. Blocks the calling thread. */
    List<GoalLine> lines(LessonGoal goal, LessonJournal journal) {
        List<ObservedHop> hops = journal.hops();
        List<GoalLine> lines = new ArrayList<>();
        if (!goal.edges().isEmpty()) {
            lines.addAll(trust(goal.edges(), journal));
        }
        lines.addAll(happened(goal.hops(), hops));
        for (HopSentence sentence : goal.never()) {
            lines.add(GoalLine.of(
                    hops.stream().noneMatch(hop -> hop.fits(sentence)),
                    "never: " + sentence,
                    "this has happened; begin the exercise again"));
        }
        if (!goal.refused().isEmpty()) {
            lines.add(refused(goal.refused(), hops));
        }
        for (Step test : goal.tests()) {
            journal.keep();
            StepResult result = stage.play(test).result();
            journal.ignore(result.traceId());
            lines.add(GoalLine.of(result.passed(), test.title(), String.join("; ", result.problems())));
        }
        return lines;
    }

    private List<GoalLine> trust(List<Edge> expected, LessonJournal journal) {
        TraceParent trace = TraceParent.start(ids);
        journal.ignore(trace.traceId());
        List<ManagedNode> nodes = stage.deployment().managed().stream()
                .map(node -> node.within(trace))
                .toList();
        List<EdgeState> found = edges.examine(nodes);
        return expected.stream()
                .map(edge -> found.stream()
                        .filter(state -> state.caller().equals(edge.caller())
                                && state.resource().equals(edge.resource()))
                        .findFirst()
                        .map(state -> GoalLine.of(state.works(), say(edge), state.sentence()))
                        .orElseGet(() -> new GoalLine(false, say(edge), "not configured")))
                .toList();
    }

    private static String say(Edge edge) {
        return "trust " + edge.caller() + " -> " + edge.resource();
    }

    private static List<GoalLine> happened(List<HopSentence> expected, List<ObservedHop> hops) {
        List<GoalLine> lines = new ArrayList<>();
        int from = 0;
        for (HopSentence sentence : expected) {
            int at = from;
            while (at < hops.size() && !hops.get(at).fits(sentence)) {
                at++;
            }
            boolean found = at < hops.size();
            lines.add(GoalLine.of(found, sentence.toString(), "this has not happened since the exercise began"));
            from = found ? at + 1 : from;
        }
        return lines;
    }

    private static GoalLine refused(List<Integer> expected, List<ObservedHop> hops) {
        Set<Integer> missing = new TreeSet<>(expected);
        hops.forEach(hop -> missing.remove(question(hop)));
        String left = missing.stream()
                .map(number -> number + ". "
                        + RuleReadings.questions(Subject.TOKEN).get(number - 1).ask())
                .collect(Collectors.joining(" "));
        return GoalLine.of(
                missing.isEmpty(),
                "tokens refused by " + expected.size() + " questions",
                "no token was refused yet by: " + left);
    }

    private static int question(ObservedHop hop) {
        String rule = hop.kind() == HopKind.REFUSED ? hop.rule() : null;
        RuleReadings.Reading reading = rule == null ? null : RuleReadings.of(Subject.TOKEN, rule);
        return reading == null ? 0 : reading.question();
    }
}
