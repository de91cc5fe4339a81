package org.s2slab.diagnosis.explain;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.s2slab.engine.language.RuleCatalog;
import org.s2slab.refusal.RefusalCode;

/** The descriptions of all rules of the check-list. */
final class RuleDescriptions {
    private RuleDescriptions() {}

    /** The rule's sentence; a dash if there is no such rule. */
    static String sentence(String id) {
        return Objects.requireNonNullElse(RuleCatalog.sentence(id), "–");
    }

    /** A code of the catalogue by its name, in any case. */
    static Optional<RefusalCode> code(String name) {
        return Stream.of(RefusalCode.values())
                .filter(code -> code.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** The rules that refuse with this code, in the order of the checks, each with its sentence. */
    static List<String> refusingAs(RefusalCode code) {
        return RuleCatalog.all().stream()
                .filter(rule -> rule.code() == code)
                .map(rule -> "rule " + rule.id() + ": " + rule.sentence())
                .distinct()
                .toList();
    }
}
