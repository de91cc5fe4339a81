package org.s2slab.diagnosis.doctor;

import java.util.List;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.lesson.EdgeExaminer;

/** Examines the trust between servers with the doctor, for the exercises of lessons. */
public final class LessonEdgeExaminer implements EdgeExaminer {
    @Override
    public List<EdgeState> examine(List<ManagedNode> nodes) {
        return Doctor.examine(nodes).edges().stream()
                .map(LessonEdgeExaminer::state)
                .toList();
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
