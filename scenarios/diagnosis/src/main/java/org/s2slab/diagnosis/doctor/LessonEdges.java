package org.s2slab.diagnosis.doctor;

import java.util.List;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.lesson.EdgeExaminer;

/** The doctor's result about the trust between servers, for the exercises of lessons. */
public final class LessonEdges implements EdgeExaminer {
    @Override
    public List<EdgeState> examine(List<ManagedNode> nodes) {
        return Doctor.examine(nodes).edges().stream().map(LessonEdges::state).toList();
    }

    private static EdgeState state(TrustEdge edge) {
        EdgeVerdict.Word word = edge.verdict().word();
        boolean works = word == EdgeVerdict.Word.HOLDS || word == EdgeVerdict.Word.WILL_BREAK;
        String sentence = edge.faults().stream()
                .findFirst()
                .map(TrustFault::sentence)
                .orElseGet(() -> edge.verdict().words());
        return new EdgeState(edge.caller(), edge.resource(), works, sentence);
    }
}
