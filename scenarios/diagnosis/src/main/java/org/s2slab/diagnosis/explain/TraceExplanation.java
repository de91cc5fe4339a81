package org.s2slab.diagnosis.explain;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.NodeAddress;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.hops.ObservedRule;
import org.s2slab.engine.language.RuleReadings;
import org.s2slab.engine.product.ProductPaths;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopKind;

/** Explains a trace hop by hop. For each refusal it names the rule, the two compared values and the fix. */
final class TraceExplanation {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final TraceLoader journals;
    private final List<String> lines = new ArrayList<>();

    private TraceExplanation(TraceLoader journals) {
        this.journals = journals;
    }

    /** The story in lines of text. */
    static List<String> of(String traceId, TraceLoader journals) {
        return new TraceExplanation(journals).tell(traceId);
    }

    private List<String> tell(String traceId) {
        lines.add("Trace " + traceId);
        lines.add("");
        for (ObservedHop hop : journals.hops()) {
            lines.add("  " + TIME.format(hop.at()) + "  " + hop.sentence() + what(hop));
        }
        List<ObservedHop> refusals =
                journals.hops().stream().filter(this::isToBeExplained).toList();
        if (refusals.isEmpty()) {
            lines.add("");
            lines.add("Nothing was refused in this trace.");
        }
        refusals.forEach(this::explain);
        if (!refusals.isEmpty() && !journals.nodes().isEmpty()) {
            lines.add("");
            lines.add("All faults between these servers, and the cmdlets that fix them: ./lab doctor");
        }
        return lines;
    }

    /** A failed call says what the other side answered; where that side's own word is there, it says more. */
    private boolean isToBeExplained(ObservedHop hop) {
        boolean toldByTheOtherSide = hop.kind() == HopKind.FAILED
                && journals.hops().stream().anyMatch(other -> other.isRefusal() && other.kind() != HopKind.FAILED);
        return hop.isRefusal() && !toldByTheOtherSide;
    }

    private static String what(ObservedHop hop) {
        return switch (hop.kind()) {
            case CALLED, METADATA_READ ->
                hop.detail() == null ? "" : "  (" + hop.detail().text() + ")";
            default -> "";
        };
    }

    private void explain(ObservedHop hop) {
        ObservedRule check = hop.token().refusing();
        lines.add("");
        String failed = RuleReadings.failed(hop);
        lines.add(capital(hop.sentence().toString()) + (failed == null ? "." : ": " + failed));
        if (check != null && check.found() != null) {
            lines.add("  found     " + check.found());
            lines.add("  expected  " + (check.wanted() == null ? "see the rule" : check.wanted()));
        } else if (hop.detail() != null) {
            lines.add("  " + hop.detail().text());
        }
        if (hop.token().checks().size() > 1) {
            lines.add("  " + (hop.token().checks().size() - 1) + " rules passed before it");
        }
        cause(hop).ifPresent(cause -> tell(cause, hop));
        if (hop.kind() == HopKind.FAILED && hop.detail() != null) {
            SymptomCatalog.in(hop.detail().text()).forEach(symptom -> lines.add("  known symptom: " + symptom.shows()));
        }
    }

    private static Optional<RefusalCause> cause(ObservedHop hop) {
        String rule = hop.rule();
        return switch (hop.kind()) {
            case TOKEN_DENIED -> rule == null ? Optional.empty() : RefusalCause.atAuthorizationServer(rule);
            case METADATA_REFUSED -> Optional.of(RefusalCause.METADATA);
            case FAILED -> ofCall(hop.detail());
            default -> rule == null ? Optional.empty() : RefusalCause.of(rule);
        };
    }

    /** The cause of a failed call. A refused token is explained by the hop of the node that refused it. */
    private static Optional<RefusalCause> ofCall(@Nullable HopDetail detail) {
        if (!(detail instanceof HopDetail.Failure failure)) {
            return Optional.of(RefusalCause.UNOBTAINABLE);
        }
        return switch (failure.cause()) {
            case REFUSED -> Optional.empty();
            case UNREACHABLE -> Optional.of(RefusalCause.UNREACHABLE);
            case NO_TOKEN_NOT_TRUSTED -> Optional.of(RefusalCause.ISSUER_UNKNOWN);
            default -> Optional.of(RefusalCause.UNOBTAINABLE);
        };
    }

    private void tell(RefusalCause cause, ObservedHop hop) {
        lines.add("");
        lines.add("Cause:  " + cause.why());
        lines.add("Fix:    " + cause.fix());
        for (FixTemplate cure : cause.cures()) {
            place(cure, hop).ifPresent(node -> lines.add("  at " + node + ":  " + filled(cure, hop)));
        }
    }

    /** The node on which a fix has to be run, if the fix is for a product of the deployment. */
    private Optional<String> place(FixTemplate cure, ObservedHop hop) {
        return switch (cure.place()) {
            case HERE -> named(resource(hop), cure);
            case CALLER -> named(caller(hop), cure);
            case AUTHORIZATION_SERVER ->
                journals.nodes().isEmpty()
                        ? Optional.of("the authorization server")
                        : journals.node("authz").map(NodeAddress::name);
        };
    }

    /** Who was called, or asked, and did not do it; where a document could not be read, who read it. */
    private String resource(ObservedHop hop) {
        return hop.kind() == HopKind.FAILED ? hop.peer() : hop.node();
    }

    private String caller(ObservedHop hop) {
        return hop.kind() == HopKind.FAILED ? hop.node() : hop.peer();
    }

    /** Out of a file only names are known, and those of the bundled topologies are the products'. */
    private Optional<String> named(String name, FixTemplate cure) {
        boolean fits = journals.node(name).map(NodeAddress::role).orElse(name).equals(cure.role());
        return fits ? Optional.of(name) : Optional.empty();
    }

    private String filled(FixTemplate cure, ObservedHop hop) {
        String line = withAddress(cure.line(), "the caller's", caller(hop));
        line = withAddress(line, "the partner's", caller(hop));
        line = withAddress(line, "the resource's", resource(hop));
        String partner = hop.detail() instanceof HopDetail.Finding finding ? finding.partner() : null;
        if (line.contains("PartnerApplication") && partner != null) {
            line = line.replace("<name>", partner);
        }
        return line.replace("<user>", hop.user() == null ? "<user>" : hop.user());
    }

    private String withAddress(String line, String whose, String node) {
        String place = "<" + whose + " AuthMetadata address>";
        return line.replace(
                place, journals.node(node).flatMap(TraceExplanation::metadata).orElse(place));
    }

    private static Optional<String> metadata(NodeAddress node) {
        return ProductPaths.of(node.role()).map(ProductPaths::metadata).map(path -> "https://" + node.host() + path);
    }

    private static String capital(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
