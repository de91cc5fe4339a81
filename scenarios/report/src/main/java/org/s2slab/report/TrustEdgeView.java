package org.s2slab.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.diagnosis.doctor.Diagnosis;
import org.s2slab.diagnosis.doctor.EdgeVerdict;
import org.s2slab.diagnosis.doctor.TrustEdge;
import org.s2slab.diagnosis.doctor.TrustFault;

/**
 * Whether one node trusted another node, or one pool another pool, at the end of a scenario.
 *
 * @param number the number of the trust in the map, starting at 1
 * @param caller the calling node, or its pool
 * @param resource the called node, or its pool
 * @param verdict the doctor's result
 * @param holds whether the trust works
 * @param faults the faults, one sentence for each
 */
public record TrustEdgeView(
        int number, String caller, String resource, Kind kind, String verdict, boolean holds, List<String> faults) {
    private static final List<EdgeVerdict.Word> WORST_FIRST = List.of(
            EdgeVerdict.Word.BROKEN,
            EdgeVerdict.Word.WILL_BREAK,
            EdgeVerdict.Word.FOREIGN,
            EdgeVerdict.Word.HOLDS,
            EdgeVerdict.Word.NOT_CONFIGURED);

    /** The kind of issuer that the resource trusts. */
    public enum Kind {
        /** The caller itself, as a partner application with its own key. */
        PARTNER("partner application"),
        /** An authorization server that both servers trust. */
        SERVER("authorization server"),
        /** The resource trusts no issuer. */
        NONE("none");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The name of the kind in words. */
        public String word() {
            return word;
        }
    }

    public TrustEdgeView {
        faults = List.copyOf(faults);
    }

    /** The edges of a diagnosis, those between the servers of two pools as one; empty without a diagnosis. */
    static List<TrustEdgeView> of(@Nullable Diagnosis diagnosis) {
        if (diagnosis == null) {
            return List.of();
        }
        Map<List<String>, List<TrustEdge>> between = new LinkedHashMap<>();
        for (TrustEdge edge : diagnosis.edges()) {
            String caller = diagnosis.pools().getOrDefault(edge.caller(), edge.caller());
            String resource = diagnosis.pools().getOrDefault(edge.resource(), edge.resource());
            // An application that is not one of the products may have the name of a server.
            List<String> key =
                    List.of(caller, resource, Boolean.toString(edge.verdict().word() == EdgeVerdict.Word.FOREIGN));
            between.computeIfAbsent(key, first -> new ArrayList<>()).add(edge);
        }
        List<TrustEdgeView> edges = new ArrayList<>();
        between.forEach((names, same) -> edges.add(of(edges.size() + 1, names.get(0), names.get(1), same, diagnosis)));
        return edges;
    }

    /** The worst of the edges between the servers of two pools, with the servers that have it, and all faults. */
    private static TrustEdgeView of(
            int number, String caller, String resource, List<TrustEdge> edges, Diagnosis diagnosis) {
        TrustEdge worst = edges.stream()
                .min(Comparator.comparing(
                        edge -> WORST_FIRST.indexOf(edge.verdict().word())))
                .orElseThrow();
        List<TrustEdge> alike = edges.stream()
                .filter(edge -> edge.verdict().equals(worst.verdict()))
                .toList();
        String servers = alike.size() == edges.size()
                ? ""
                : alike.stream().map(diagnosis::label).collect(Collectors.joining(", ", ": ", ""));
        Kind kind = switch (worst.kind()) {
            case PARTNER_APPLICATION -> Kind.PARTNER;
            case AUTHORIZATION_SERVER -> Kind.SERVER;
            case NONE -> Kind.NONE;
        };
        return new TrustEdgeView(
                number,
                caller,
                resource,
                kind,
                worst.verdict().words() + servers,
                worst.verdict().word() != EdgeVerdict.Word.BROKEN,
                edges.stream()
                        .flatMap(edge -> edge.faults().stream())
                        .map(TrustFault::sentence)
                        .distinct()
                        .toList());
    }

    /** The trust in a sentence. */
    public String sentence() {
        return switch (kind) {
            case PARTNER -> resource + " trusts " + caller + " as a partner application: " + verdict + ".";
            case SERVER -> resource + " trusts " + caller + " through the authorization server: " + verdict + ".";
            case NONE -> resource + " does not trust " + caller + ".";
        };
    }

    /** The CSS class of the row in the table. */
    public String style() {
        return kind.name().toLowerCase(Locale.ROOT) + (holds ? "" : " weak");
    }
}
