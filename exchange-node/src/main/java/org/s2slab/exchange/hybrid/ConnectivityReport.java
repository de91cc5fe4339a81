package org.s2slab.exchange.hybrid;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.s2slab.client.Challenge;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.Hop;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopJournal;
import org.s2slab.trust.AuthorizationServer;
import org.s2slab.trust.AuthorizationServerDirectory;

/**
 * The report of one outgoing call in Test-OAuthConnectivity. The lines of the report follow the product's verbose trace
 * and use this server's journal. The report contains only the hash of a token, as in journals, and not the token.
 */
final class ConnectivityReport {
    private final HopJournal journal;
    private final AuthorizationServerDirectory servers;
    private final long before;
    private final List<String> lines = new ArrayList<>();

    private List<String> trusted = List.of();

    ConnectivityReport(CallContext context, HopJournal journal, AuthorizationServerDirectory servers) {
        this.journal = journal;
        this.servers = servers;
        before = journal.since(0, context.trace().traceId()).stream()
                .mapToLong(hop -> hop.entry().sequence())
                .max()
                .orElse(0);
        lines.add("Exchange Outbound Oauth Log:");
        lines.add("Client request ID: " + context.requestId());
    }

    void cacheCleared() {
        lines.add(0, "The token cache is being cleared because \"use cached token\" was set to false.");
    }

    void entering() {
        information("[OAuthCredentials:Authenticate] entering");
    }

    void challenged(URI url, List<String> fields, Optional<Challenge> challenge) {
        information(
                "[OAuthCredentials:Authenticate] challenge from '" + url + "' received: " + String.join(", ", fields));
        challenge.ifPresent(said -> {
            trusted = said.trustedIssuers();
            information("[OAuthCredentials:GetToken] client-id: '" + text(said.clientId()) + "', realm: '"
                    + text(said.realm()) + "', trusted_issuer: '" + String.join(",", trusted) + "'");
        });
        information("[OAuthTokenBuilder:GetAppToken] start building the apptoken");
    }

    void noChallenge(URI url, int status) {
        information("[OAuthCredentials:Authenticate] '" + url + "' answered " + status
                + " without a challenge, so no token was made");
    }

    /** Adds the journal entries of the call since the report was started. */
    void happened(CallContext context) {
        Predicate<Hop> ours =
                hop -> String.valueOf(context.requestId()).equals(hop.cause().requestId());
        journal.since(before, context.trace().traceId()).stream().filter(ours).forEach(this::tell);
    }

    private void tell(Hop hop) {
        String hash = text(hop.tokenHash());
        switch (hop.kind()) {
            case SIGNED ->
                information("[OAuthTokenBuilder:GetAppToken] trusted_issuer includes this server, which signed the"
                        + " apptoken itself for resource '" + text(hop) + "'");
            case TOKEN_ASKED ->
                servers.namedIn(trusted)
                        .ifPresent(server -> asked(server, text(hop), hop.user() == null ? "" : hop.user()));
            case REUSED ->
                information("[TokenCache:GetActorToken] the apptoken for resource '" + text(hop)
                        + "' was found in the cache");
            case CALLED ->
                information("[OAuthCredentials:Authenticate] send request to '" + text(hop)
                        + "' with the bearer token: '" + (hop.user() == null ? "" : "user: " + hop.user() + "; ")
                        + "actor: " + hash + "'");
            default -> {}
        }
    }

    private void asked(AuthorizationServer server, String audience, String user) {
        information("[OAuthTokenBuilder:GetAppToken] checking enabled auth servers");
        information("[OAuthTokenBuilder:GetAppToken] trusted_issuer includes the auth server '" + server.name() + "': "
                + server.issuer());
        if (!trusted.contains(server.issuer().toString())) {
            information("[OAuthTokenBuilder:GetAppToken] updating the tenant id with the auth server realm");
        }
        information("[OAuthTokenBuilder:GetAppToken] trying to get the apptoken from the auth server '" + server.name()
                + "' for resource '" + audience + "', tenantId '" + server.realm() + "', userDomain '"
                + user.substring(user.indexOf('@') + 1) + "'");
        information("[TokenBuildRequest:GetActorTokenFromAuthServer] Sending token request to '"
                + server.issuanceEndpoint() + "' for the resource '" + audience + "'");
    }

    String answered(String response) {
        lines.add("Exchange Response Details: " + response);
        return String.join("\n", lines);
    }

    String failed(String detail) {
        lines.add("Exchange Response Details: HTTP response message: Exception: " + detail);
        return String.join("\n", lines);
    }

    private void information(String line) {
        lines.add("Information:" + line);
    }

    private static String text(Hop hop) {
        HopDetail detail = hop.detail();
        return detail == null ? "" : detail.text();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
