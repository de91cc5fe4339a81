package org.s2slab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.s2slab.diagnosis.doctor.Diagnosis;
import org.s2slab.diagnosis.doctor.EdgeVerdict;
import org.s2slab.diagnosis.doctor.TrustEdge;
import org.s2slab.diagnosis.doctor.TrustFault;

/**
 * Whether one node trusted another node at the end of a scenario.
 *
 * @param number the number of the trust in the map, starting at 1
 * @param caller the calling node
 * @param resource the called node
 * @param verdict the doctor's result
 * @param holds whether the trust works
 * @param faults the faults, one sentence for each
 */
public record TrustEdgeView(
        int number, String caller, String resource, Kind kind, String verdict, boolean holds, List<String> faults) {
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

    /** The edges of a diagnosis; empty without a diagnosis. */
    static List<TrustEdgeView> of(@Nullable Diagnosis diagnosis) {
        List<TrustEdgeView> edges = new ArrayList<>();
        for (TrustEdge edge : diagnosis == null ? List.<TrustEdge>of() : diagnosis.edges()) {
            Kind kind = switch (edge.kind()) {
                case PARTNER_APPLICATION -> Kind.PARTNER;
                case AUTHORIZATION_SERVER -> Kind.SERVER;
                case NONE -> Kind.NONE;
            };
            List<String> faults =
                    edge.faults().stream().map(TrustFault::sentence).toList();
            edges.add(new TrustEdgeView(
                    edges.size() + 1,
                    edge.caller(),
                    edge.resource(),
                    kind,
                    edge.verdict().words(),
                    edge.verdict().word() != EdgeVerdict.Word.BROKEN,
                    faults));
        }
        return edges;
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
