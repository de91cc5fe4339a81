package org.s2slab.cli;

import org.jspecify.annotations.Nullable;
import org.s2slab.engine.run.TokenSpecification;
import picocli.CommandLine.Option;

/** The options that select a token: its caller, resource and user. */
final class TokenOptions {
    @Option(
            names = "--from",
            paramLabel = "NODE",
            description = "The calling node or pool (default: Lync, or Exchange if Lync is the resource).")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "NODE|URL",
            description = "The resource: a node or pool of the deployment, or the URL of a custom resource.")
    private @Nullable String to;

    @Option(
            names = "--audience",
            paramLabel = "ID[/HOST][@REALM]",
            description =
                    "Audience of the token, required for a custom resource: its client id, its host (default: that of the URL),"
                            + " its realm (default: the caller's).")
    private @Nullable String audience;

    @Option(
            names = "--user",
            paramLabel = "ADDRESS",
            description = "User for whom the caller calls (default: the caller itself).")
    private @Nullable String user;

    @Option(
            names = "--issued-by",
            paramLabel = "NODE",
            description =
                    "Node that signs the token: the caller, or an authorization server that the resource trusts (default: the caller).")
    private @Nullable String issuer;

    @Option(
            names = "--access-token",
            paramLabel = "APPID",
            arity = "0..1",
            fallbackValue = "",
            description =
                    "Make an access token of evoSTS of this application (default: that of the caller), signed by the"
                            + " authorization server. With --user, it is the token of the user's client.")
    private @Nullable String accessToken;

    /** Whether an access token of evoSTS is made instead of a token of a server. */
    boolean isAccessToken() {
        return accessToken != null;
    }

    /** The request without the dashes of the options. */
    TokenSpecification request() {
        return new TokenSpecification(from, to, audience, user, issuer, accessToken);
    }

    /** The message about a wrong request, with the option in place of the member. */
    static String problem(IllegalArgumentException wrong) {
        return String.valueOf(wrong.getMessage())
                .replaceFirst("^(from|to|audience|user|issued-by|access-token): ", "--$1: ");
    }
}
