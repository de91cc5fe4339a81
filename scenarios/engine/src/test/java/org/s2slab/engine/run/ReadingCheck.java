package org.s2slab.engine.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.reading.HopHistory;
import org.s2slab.engine.reading.HopReading;
import org.s2slab.engine.reading.KeyReading;
import org.s2slab.engine.reading.QuestionReading.State;
import org.s2slab.engine.reading.RefusalReading;
import org.s2slab.trace.HopKind;

/** Finds hops of a played scenario whose reading has a gap. */
final class ReadingCheck {
    private ReadingCheck() {}

    static List<String> problems(ScenarioResult result) {
        HopHistory history = result.history();
        List<String> problems = new ArrayList<>();
        for (ObservedHop hop : result.hops()) {
            HopReading reading = history.read(hop);
            String place = hop.sentence() + ": ";
            if (Stream.of(reading.who(), reading.why(), reading.what()).anyMatch(ReadingCheck::isFaulty)) {
                problems.add(place + "who, why or what has a gap: " + reading);
            }
            // A person's web ticket is no server-to-server token, and names no application.
            if (hop.kind() == HopKind.ACCEPTED && hop.claimed() != null && !isOrigin(reading.key())) {
                problems.add(place + "no key, or not where it was learned: " + reading);
            }
            if (hop.kind() == HopKind.ACCEPTED
                    && reading.questions().stream().anyMatch(question -> question.state() == State.REFUSED)) {
                problems.add(place + "a question of an accepted call is refused");
            }
            RefusalReading refusal = reading.refusal();
            if (hop.isRefusal() && (refusal == null || isFaulty(refusal.failed()))) {
                problems.add(place + "no sentence about the refusal");
            }
        }
        return problems;
    }

    private static boolean isFaulty(String text) {
        return text.isBlank() || text.contains("{") || text.contains("null") || text.contains("..");
    }

    private static boolean isOrigin(@Nullable KeyReading key) {
        return key != null
                && !key.learned().isBlank()
                && (key.from().isFromBefore()
                        || key.from().line() != null
                        || key.from().address() != null);
    }
}
