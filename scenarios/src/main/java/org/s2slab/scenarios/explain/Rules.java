package org.s2slab.scenarios.explain;

import java.util.stream.Stream;
import org.s2slab.authz.grants.GrantRules;
import org.s2slab.http.RequestRules;
import org.s2slab.validation.CheckList;

/** What each rule of the check-list says, wherever it is asked. */
final class Rules {
    private record Said(String id, String sentence) {}

    private Rules() {}

    /** The rule's sentence; a dash where it is kept by construction and not by a rule. */
    static String sentence(String id) {
        return Stream.of(
                        RequestRules.HEAD.stream().map(rule -> new Said(rule.id(), rule.sentence())),
                        CheckList.rules().stream().map(rule -> new Said(rule.id(), rule.sentence())),
                        GrantRules.rules().stream().map(rule -> new Said(rule.id(), rule.sentence())),
                        CheckList.PROMISES.stream().map(rule -> new Said(rule.id(), rule.sentence())))
                .flatMap(said -> said)
                .filter(said -> said.id().equals(id))
                .map(Said::sentence)
                .findFirst()
                .orElse("–");
    }
}
