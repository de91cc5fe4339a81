package org.s2slab.engine.reading;

import java.util.List;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.product.ProductRole;
import org.s2slab.trace.ChallengeContent;
import org.s2slab.trace.FailureCause;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.TokenEvidence;

/** Chooses the sentences for a hop. Each kind of hop has several forms in {@code rules/hops.yaml}. */
final class HopSentenceSelector {
    private HopSentenceSelector() {}

    static String of(ObservedHop hop, ObservedHop judged, HopPlaceholders words) {
        String kind = hop.kind().name();
        return switch (hop.kind()) {
            case CHALLENGED ->
                hop.detail() instanceof ChallengeContent content ? kind + "-" + trusted(content, words) : kind;
            case ACCEPTED -> kind + accepted(judged);
            case REFUSED -> kind + refused(hop, judged);
            case FAILED -> of(hop);
            default -> kind;
        };
    }

    /** The form of a failed call. */
    static String of(ObservedHop hop) {
        return hop.detail() instanceof HopDetail.Failure failure
                ? hop.kind().name() + "-" + failed(failure.cause())
                : hop.kind().name();
    }

    private static String trusted(ChallengeContent content, HopPlaceholders words) {
        List<String> issuers = content.trustedIssuers();
        if (issuers.isEmpty()) {
            return "nobody";
        }
        NamedServer caller = words.callingServer();
        if (caller == null) {
            return "other";
        }
        if (issuers.contains(caller.application() + "@" + caller.realm())) {
            return "self";
        }
        boolean isServerNamed = issuers.stream()
                .anyMatch(issuer -> issuer.startsWith(ProductRole.AUTHORIZATION_SERVER.application() + "@"));
        boolean isCallerNamed = issuers.stream().anyMatch(issuer -> issuer.startsWith(caller.application() + "@"));
        return isServerNamed && !isCallerNamed ? "server" : "other";
    }

    private static String accepted(ObservedHop judged) {
        TokenEvidence evidence = judged.token().evidence();
        if (evidence == null) {
            return "-unseen";
        }
        boolean isVouched = evidence.owner().startsWith(ProductRole.AUTHORIZATION_SERVER.application() + "@");
        return isVouched ? "-vouched" : "";
    }

    private static String refused(ObservedHop hop, ObservedHop judged) {
        if (judged.token().evidence() != null) {
            return accepted(judged);
        }
        return hop.token().hash() == null ? "-request" : "-unproven";
    }

    private static String failed(FailureCause cause) {
        return switch (cause) {
            case REFUSED -> "refused";
            case UNREACHABLE -> "unreachable";
            case NO_MAILBOX -> "mailbox";
            case NO_CHALLENGE, METADATA_UNUSABLE -> "other";
            default -> "tokenless";
        };
    }
}
