package org.s2slab.engine.checker.plain;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Checks fact 7: all identifiers must identify the same person, and the account of this person must be enabled. */
record UserFact(List<PersonFacts> people, boolean sids) {
    /** A SID begins with a capital S in [MS-DTYP] 2.4.2.1, and with a small s in the tokens of SharePoint. */
    private static final String SID = "[sS]-1-[0-9]+(-[0-9]+)+";

    /** Checks that the user in a token exists and may access the requested data. */
    void look(Layer outer, PlainVerdict<FactGroup> verdict) {
        Set<PersonFacts> found = new HashSet<>();
        String reason = missing(outer, found);
        verdict.unless(reason.isEmpty(), FactGroup.USER, reason);
        verdict.unless(found.stream().allMatch(PersonFacts::reads), FactGroup.GRANT, "the user has no right");
    }

    private String missing(Layer outer, Set<PersonFacts> found) {
        String nameid = outer.text("nameid");
        boolean sid = nameid.matches(SID);
        int given = 0;
        for (String claim : List.of("upn", "smtp", "sip")) {
            if (outer.claims().containsKey(claim)) {
                given++;
                String problem = one(of(claim, outer.text(claim)), found);
                if (!problem.isEmpty()) {
                    return claim + ": " + problem;
                }
            }
        }
        if (outer.claims().containsKey("nameid")) {
            String problem = "";
            if (!sid) {
                given++;
                boolean repeats = List.of("upn", "smtp", "sip").stream()
                        .anyMatch(claim ->
                                outer.claims().containsKey(claim) && PlainCase.same(outer.text(claim), nameid));
                problem = repeats ? "" : one(of("upn", nameid), found);
            } else if (isBuiltIn(nameid)) {
                problem = "a built-in account";
            } else if (sids) {
                given++;
                problem = one(of("sid", nameid), found);
            }
            if (!problem.isEmpty()) {
                return "nameid: " + problem;
            }
        }
        if (given == 0) {
            return "nothing names a user";
        }
        if (found.size() > 1) {
            return "the identifiers name different people";
        }
        PersonFacts person = found.iterator().next();
        String builtIn = person.sid();
        if (builtIn != null && isBuiltIn(builtIn)) {
            return "a built-in account";
        }
        return person.enabled() ? "" : "the account is disabled";
    }

    private static boolean isBuiltIn(String sid) {
        return !PlainCase.lower(sid).startsWith("s-1-5-21-")
                || Long.parseLong(sid.substring(sid.lastIndexOf('-') + 1)) < 1000;
    }

    private static String one(List<PersonFacts> people, Set<PersonFacts> found) {
        found.addAll(people);
        return people.isEmpty() ? "nobody" : people.size() > 1 ? "several people" : "";
    }

    private List<PersonFacts> of(String claim, String value) {
        Predicate<PersonFacts> named = person -> switch (claim) {
            case "upn" -> same(person.upn(), value);
            case "smtp" -> person.smtp().stream().anyMatch(address -> same(address, value));
            case "sip" -> same(person.sip(), value);
            default -> same(person.sid(), value);
        };
        return people.stream().filter(named).toList();
    }

    private static boolean same(@Nullable String known, String value) {
        return known != null && PlainCase.same(known, value);
    }
}
