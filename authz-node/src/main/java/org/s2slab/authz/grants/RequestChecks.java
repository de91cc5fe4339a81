package org.s2slab.authz.grants;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.validation.PrintableValue;

/** Checks the form of a token request before its content is evaluated. */
final class RequestChecks {
    private static final String BASIC = "HTTP Basic";
    private static final String ASSERTION = "assertion";

    private RequestChecks() {}

    /** Also counts unsupported ways of authentication, because they must not satisfy a policy (CVE-2026-16093). */
    static @Nullable Finding oneWay(TokenRequest request) {
        if (!request.doubled().isEmpty()) {
            return Finding.of(
                    "the field " + PrintableValue.value(request.doubled().get(0)) + " stands more than once",
                    "it once");
        }
        if (request.otherCredential()) {
            return Finding.of("the Authorization field has another scheme than Basic", "Basic or none");
        }
        GrantType grant = GrantType.of(String.valueOf(request.field("grant_type")), request.door());
        if (request.asked() == null && grant != GrantType.OF_USERS) {
            return Finding.of(
                    "the field '" + request.door().resourceField() + "' is absent",
                    request.door().resourceForm());
        }
        List<String> ways = ways(request);
        if (grant == GrantType.OF_USERS) {
            ways.remove(ASSERTION); // The assertion of a user does not authenticate the client.
        }
        if (ways.size() != 1) {
            return Finding.of(
                    "the client authenticates by " + (ways.isEmpty() ? "nothing" : String.join(" and ", ways)),
                    "exactly one way");
        }
        String way = ways.get(0);
        boolean byAssertion = grant == GrantType.ASSERTION;
        if (byAssertion != way.equals(ASSERTION)) {
            return Finding.of(
                    "the client authenticates by " + way,
                    (byAssertion ? ASSERTION : "client_secret, client_assertion or " + BASIC));
        }
        return incomplete(request, way);
    }

    /** The ways in which a request authenticates its client. */
    static List<String> ways(TokenRequest request) {
        List<String> ways = new ArrayList<>();
        for (String field : List.of(ASSERTION, "client_secret", "client_assertion")) {
            if (request.has(field)) {
                ways.add(field);
            }
        }
        if (request.basic() != null) {
            ways.add(BASIC);
        }
        return ways;
    }

    private static @Nullable Finding incomplete(TokenRequest request, String way) {
        return switch (way) {
            case "client_secret" ->
                request.has("client_id") ? null : Finding.of("client_id is absent beside client_secret", "it");
            case "client_assertion" ->
                TokenRequest.JWT.equals(request.field("client_assertion_type"))
                        ? null
                        : Finding.of(
                                "client_assertion_type is "
                                        + PrintableValue.value(request.field("client_assertion_type")),
                                "'" + TokenRequest.JWT + "'");
            case BASIC -> otherName(request);
            default -> null;
        };
    }

    private static @Nullable Finding otherName(TokenRequest request) {
        TokenRequest.Secret basic = request.basic();
        String named = request.field("client_id");
        return basic == null || named == null || named.equals(basic.clientId())
                ? null
                : Finding.of(
                        "client_id is " + PrintableValue.value(named) + " beside "
                                + PrintableValue.value(basic.clientId()) + " in the Authorization field",
                        "the same");
    }
}
