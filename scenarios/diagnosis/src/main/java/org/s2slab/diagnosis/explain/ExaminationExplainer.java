package org.s2slab.diagnosis.explain;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.s2slab.engine.reading.FixTemplate;
import org.s2slab.engine.reading.RefusalCause;

/** Explains the result of each rule after a node has examined a token. */
final class ExaminationExplainer {
    private ExaminationExplainer() {}

    /** The causes that apply only to a known issuer. */
    private static final Set<RefusalCause> OF_KNOWN_ISSUERS =
            Set.of(RefusalCause.KEY_UNKNOWN, RefusalCause.APPLICATION_UNKNOWN);

    /**
     * The explanation in lines of text.
     *
     * @param examination the response of {@code POST /examine}
     * @param role the role of the node, whose cmdlets fix the faults
     */
    static List<String> of(JsonObject examination, String role) {
        List<String> lines = new ArrayList<>();
        String refusedBy = examination.getString("refusedBy");
        String where = examination.getString("node") + ", at the host '" + examination.getString("host") + "',";
        lines.add(
                refusedBy == null
                        ? where + " would accept it."
                        : where + " would refuse it by rule " + refusedBy
                                + ". All its rules, in the order of the checks:");
        lines.add("");
        List<String> faults = new ArrayList<>();
        examination.getJsonArray("checks").forEach(each -> {
            JsonObject check = (JsonObject) each;
            lines.add(line(check));
            if (Boolean.FALSE.equals(check.getBoolean("held"))) {
                lines.add("           found     " + check.getString("found"));
                lines.add("           expected  " + check.getString("expected", "see the rule"));
                faults.add(check.getString("rule"));
            }
        });
        faults.stream()
                .flatMap(rule -> cause(rule, role).stream())
                .distinct()
                .filter(cause -> !faults.contains("F2") || !OF_KNOWN_ISSUERS.contains(cause))
                .forEach(cause -> lines.addAll(told(cause, role)));
        return lines;
    }

    private static Optional<RefusalCause> cause(String rule, String role) {
        return role.equals("authz") ? RefusalCause.atAuthorizationServer(rule) : RefusalCause.of(rule);
    }

    private static List<String> told(RefusalCause cause, String role) {
        List<String> lines = new ArrayList<>(List.of("", "Cause:  " + cause.why(), "Fix:    " + cause.fix()));
        cause.cures().stream()
                .filter(cure ->
                        cure.place() != FixTemplate.Place.HERE || cure.role().equals(role))
                .forEach(cure -> lines.add("  " + KnownErrorExplainer.place(cure) + ":  " + cure.line()));
        return lines;
    }

    private static String line(JsonObject check) {
        Boolean held = check.getBoolean("held");
        String mark = held == null ? "skipped" : held ? "passes" : "REFUSES";
        String why = held == null ? " (" + check.getString("found") + ")" : "";
        return String.format("  %-9s  %-3s  %s%s", mark, check.getString("rule"), check.getString("says"), why);
    }
}
