package org.s2slab.engine.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.reading.HopHistory;
import org.s2slab.engine.reading.HopReading;
import org.s2slab.engine.reading.KeyReading;
import org.s2slab.engine.reading.QuestionAnswer.State;
import org.s2slab.engine.reading.RefusalReading;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.TrustChangeDetail;

/** Finds hops of a played scenario whose texts are incomplete. */
final class ReadingCheck {
    private ReadingCheck() {}

    static List<String> problems(ScenarioResult result) {
        HopHistory history = result.history();
        List<String> problems = new ArrayList<>();
        Set<String> taught = new HashSet<>();
        for (ObservedHop hop : result.hops()) {
            problems(hop, history.read(hop), taught).forEach(problem -> problems.add(hop.sentence() + ": " + problem));
            taught(hop).forEach(key -> taught.add(hop.node() + " " + key));
        }
        return problems;
    }

    /** @param taught node and thumbprint of each key that a node received in an earlier hop */
    static List<String> problems(ObservedHop hop, HopReading reading, Set<String> taught) {
        List<String> problems = new ArrayList<>();
        if (Stream.of(reading.who(), reading.why(), reading.what()).anyMatch(ReadingCheck::isFaulty)) {
            problems.add("who, why or what has a gap: " + reading);
        }
        // The web ticket of a person is not a server-to-server token and names no application.
        if (hop.kind() == HopKind.ACCEPTED
                && hop.peers().claimed() != null
                && !isOrigin(hop.node(), reading.key(), taught)) {
            problems.add("no key, or not where it was learned: " + reading);
        }
        if (hop.kind() == HopKind.ACCEPTED
                && reading.questions().stream().anyMatch(question -> question.state() == State.REFUSED)) {
            problems.add("a question of an accepted call is refused");
        }
        RefusalReading refusal = reading.refusal();
        if (hop.isRefusal() && (refusal == null || isFaulty(refusal.failed()))) {
            problems.add("no sentence about the refusal");
        }
        return problems;
    }

    /** The keys that the node of a hop received in this hop. */
    private static Stream<String> taught(ObservedHop hop) {
        if (hop.detail() instanceof HopDetail.Metadata read) {
            return read.learned().stream();
        }
        return hop.detail() instanceof TrustChangeDetail trust
                ? trust.changes().stream()
                        .filter(change -> change.what().matches("partner-(added|keys)|server-added|credential-added"))
                        .flatMap(change -> change.keys().stream())
                : Stream.of();
    }

    /** Whether a name in braces, or a value, is missing in a text. An at sign before a brace begins a table of PowerShell. */
    private static boolean isFaulty(String text) {
        return text.isBlank()
                || text.replace("@{", "").contains("{")
                || text.replace("$null", "").contains("null")
                || text.contains("..");
    }

    /**
     * Whether the origin of a key is correct. A key may be known before the first hop only if no hop shows how the node
     * received it.
     */
    private static boolean isOrigin(String node, @Nullable KeyReading key, Set<String> taught) {
        if (key == null || key.learned().isBlank()) {
            return false;
        }
        return key.from().isFromBefore()
                ? !taught.contains(node + " " + key.thumbprint())
                : key.from().line() != null || key.from().address() != null;
    }
}
