package org.s2slab.validation;

import io.vertx.core.Future;

/** Says of a token what a node would say, rule by rule, without believing it. */
@FunctionalInterface
public interface TokenExaminer {
    /**
     * Asks a token by every rule and not only up to the first that refuses, without leaving a trace: nothing is kept,
     * counted or fetched.
     *
     * @param host at which it would be presented, without port and in lower case
     * @param port the port its address names, or the scheme's default
     */
    Future<TokenExamination> examine(String token, String host, int port);
}
