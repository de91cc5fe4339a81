package org.s2slab.scenarios.report;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.s2slab.scenarios.hops.TravelledHop;
import org.s2slab.scenarios.script.RuleCatalog;
import org.s2slab.scenarios.script.RuleCatalog.Subject;
import org.s2slab.trace.HopKind;

/** What the rules say that hops name only by their ids. */
final class RuleSentences {
    private static final Map<String, String> OF_TOKENS = new HashMap<>();
    private static final Map<String, String> OF_GRANTS = new HashMap<>();

    static {
        for (RuleCatalog.Entry rule : RuleCatalog.all()) {
            if (rule.subject() != Subject.GRANT) {
                OF_TOKENS.putIfAbsent(rule.id(), rule.sentence());
            }
        }
        OF_GRANTS.putAll(OF_TOKENS);
        RuleCatalog.of(Subject.GRANT, false).forEach(rule -> OF_GRANTS.put(rule.id(), rule.sentence()));
    }

    private RuleSentences() {}

    /** What the rule says by which a hop refuses, or null where the check-list has no such rule. */
    static @Nullable String of(TravelledHop hop) {
        Map<String, String> sentences = hop.kind() == HopKind.TOKEN_DENIED ? OF_GRANTS : OF_TOKENS;
        return hop.rule() == null ? null : sentences.get(hop.rule());
    }
}
