package org.s2slab.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import org.s2slab.refusal.Refusal;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.CheckedRule;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.TokenInspection;

/** Applies the request rules to every request on a port, and journals the rule that refused a request. */
public record RequestGuard(HopJournal journal, RequestTrace traces) {
    /** Whether a request can be routed. A request without a valid Host cannot, so rule A4 refuses it here. */
    boolean isRouted(HttpServerRequest request) {
        if (OpenConnection.of(request.connection()).isLeaving) {
            // The client knows that no further request gets a response.
            return false;
        }
        if (request.authority() == null) {
            refuse(request, 400, "A4", Finding.of("must hold: there is one valid Host field"));
            return false;
        }
        return true;
    }

    /** Responds to a request that the server could not decode, and journals it. */
    public void refuseUndecodable(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        boolean tooLong = cause instanceof TooLongHttpHeaderException || cause instanceof TooLongHttpLineException;
        boolean folded = cause instanceof StrictHeaderDecoder.FoldedFieldException;
        String rule = tooLong ? "A6" : !folded && hasTwoLengths(request) ? "A9" : "A3";
        Finding finding = folded
                ? StrictHeaderDecoder.FoldedFieldException.FINDING
                : Finding.of(
                        tooLong
                                ? "must hold: the header has at most " + RequestRules.MAX_HEADER + " bytes"
                                : "the request is not HTTP: " + cause.getMessage());
        refuse(request, cause instanceof TooLongHttpLineException ? 414 : tooLong ? 431 : 400, rule, finding);
    }

    private static boolean hasTwoLengths(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                && request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /** Writes a minimal response without a router or a form, and closes the connection. */
    private void refuse(HttpServerRequest request, int status, String rule, Finding finding) {
        CallContext context = new CallContext(null, traces.start(), null);
        TokenInspection opened = new TokenInspection(null, List.of(CheckedRule.refused(rule, sentence(rule), finding)));
        journal.record(HopKind.REFUSED, "-", context, rule, finding, null, () -> opened);
        traces.tell(request.response(), context.trace());
        LingeringClose.announce(request);
        request.response().setStatusCode(status).end().onComplete(done -> LingeringClose.begin(request.connection()));
    }

    private static String sentence(String id) {
        return RequestRules.ALL.stream()
                .filter(rule -> rule.id().equals(id))
                .map(RequestRule::sentence)
                .findFirst()
                .orElse("the request can be read");
    }

    /** The refusal of a request by the first rule that fails, if any. */
    Optional<Refusal> check(List<RequestRule> rules, RoutingContext request) {
        RequestFacts facts = RequestFacts.of(request);
        for (RequestRule rule : rules) {
            if (!rule.holds().test(facts)) {
                Refusal refusal = rule.refusal();
                journal.refused(
                        HopKind.REFUSED,
                        "-",
                        RequestIdentity.context(request),
                        refusal,
                        null,
                        () -> new TokenInspection(null, RequestRule.upTo(rule, rules)));
                closeAfterwards(rule, request);
                return Optional.of(refusal);
            }
        }
        return Optional.empty();
    }

    /** Closes the connection if both sides may disagree on the end of the request (RFC 9112, 6.1). */
    private static void closeAfterwards(RequestRule rule, RoutingContext request) {
        if (rule.id().equals("A9")) {
            LingeringClose.announce(request.request());
            request.addEndHandler(done -> LingeringClose.begin(request.request().connection()));
        }
    }
}
