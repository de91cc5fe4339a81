package org.s2slab.scenarios.report;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.grants.GrantRules;
import org.s2slab.http.RequestRules;
import org.s2slab.scenarios.run.TravelledHop;
import org.s2slab.trace.HopKind;
import org.s2slab.validation.CheckList;

/** What the rules say that hops name only by their ids. */
final class RuleSentences {
    private static final Map<String, String> OF_TOKENS = new HashMap<>();
    private static final Map<String, String> OF_GRANTS = new HashMap<>();

    static {
        RequestRules.LISTED.forEach(rule -> OF_TOKENS.put(rule.id(), rule.sentence()));
        CheckList.rules().forEach(rule -> OF_TOKENS.put(rule.id(), rule.sentence()));
        CheckList.PROMISES.forEach(promise -> OF_TOKENS.putIfAbsent(promise.id(), promise.sentence()));
        OF_GRANTS.putAll(OF_TOKENS);
        GrantRules.rules().forEach(rule -> OF_GRANTS.put(rule.id(), rule.sentence()));
    }

    private RuleSentences() {}

    /** What the rule says by which a hop refuses, or null where the check-list has no such rule. */
    static @Nullable String of(TravelledHop hop) {
        Map<String, String> sentences = hop.kind() == HopKind.TOKEN_DENIED ? OF_GRANTS : OF_TOKENS;
        return hop.rule() == null ? null : sentences.get(hop.rule());
    }
}
