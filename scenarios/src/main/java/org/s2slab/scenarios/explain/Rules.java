package org.s2slab.scenarios.explain;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.grants.GrantRules;
import org.s2slab.http.RequestRules;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.validation.CheckList;

/** What each rule of the check-list says, wherever it is asked. */
final class Rules {
    private record Said(
            String id, String sentence, @Nullable RefusalCode code) {}

    private Rules() {}

    /** The rule's sentence; a dash where it is kept by construction and not by a rule. */
    static String sentence(String id) {
        return all().filter(said -> said.id().equals(id))
                .map(Said::sentence)
                .findFirst()
                .orElse("–");
    }

    /** A code of the catalogue by its name, in any case. */
    static Optional<RefusalCode> code(String name) {
        return Stream.of(RefusalCode.values())
                .filter(code -> code.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** The rules that refuse with a code, in the order they are asked, each with what it says where it does. */
    static List<String> refusingAs(RefusalCode code) {
        return all().filter(said -> said.code() == code)
                .map(said -> "rule " + said.id() + ": " + said.sentence())
                .distinct()
                .toList();
    }

    private static Stream<Said> all() {
        return Stream.of(
                        RequestRules.HEAD.stream().map(rule -> new Said(rule.id(), rule.sentence(), rule.code())),
                        CheckList.rules().stream().map(rule -> new Said(rule.id(), rule.sentence(), rule.code())),
                        GrantRules.rules().stream().map(rule -> new Said(rule.id(), rule.sentence(), rule.code())),
                        CheckList.PROMISES.stream().map(rule -> new Said(rule.id(), rule.sentence(), null)))
                .flatMap(said -> said);
    }
}
