package org.s2slab.engine.checker.plain;

import java.util.List;
import org.s2slab.engine.checker.plain.CallMutator.Mutation;

/** Mutations of the request that contains a token. */
final class RequestMutations {
    private RequestMutations() {}

    static List<Mutation> all() {
        return List.of(
                RequestMutations::host, RequestMutations::host, RequestMutations::scheme, RequestMutations::fields);
    }

    private static String host(CallDraft call, SeededChoice choice) {
        String right = call.hosts.isEmpty() ? "" : call.hosts.get(0);
        String host = choice.any(
                right.toUpperCase(java.util.Locale.ROOT),
                right + ":443",
                right + ":8443",
                choice.any(call.service.hosts()),
                choice.any(choice.any(call.stock.services()).hosts()),
                "localhost",
                "127.0.0.1",
                "evil.example",
                "x" + right,
                right + ".evil.example");
        call.hosts.clear();
        call.hosts.add(host);
        return "Host " + host;
    }

    private static String scheme(CallDraft call, SeededChoice choice) {
        call.scheme = choice.any(
                "bearer ",
                "BEARER ",
                "Bearer  ",
                "Bearer\t",
                "Bearer",
                "Bearer: ",
                "Basic ",
                "Token ",
                "Bearer Bearer ",
                "");
        return "scheme '" + call.scheme + "'";
    }

    private static String fields(CallDraft call, SeededChoice choice) {
        return switch (choice.below(3)) {
            case 0 -> {
                call.times = 2;
                yield "Authorization twice";
            }
            case 1 -> {
                call.query = "access_token=x";
                yield "a token in the query";
            }
            default -> {
                call.hosts.add(choice.any(call.service.hosts()));
                yield "Host twice";
            }
        };
    }
}
