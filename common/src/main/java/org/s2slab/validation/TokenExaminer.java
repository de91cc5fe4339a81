package org.s2slab.validation;

import io.vertx.core.Future;

/** Reports, rule by rule, how a node would validate a token, without accepting it. */
@FunctionalInterface
public interface TokenExaminer {
    /**
     * Checks every rule on a token, not only up to the first refusal. Nothing is cached, counted or fetched.
     *
     * @param host the host at which it would be presented, without port and in lower case
     * @param port the port its address names, or the default port of the scheme
     */
    Future<TokenExamination> examine(String token, String host, int port);
}
