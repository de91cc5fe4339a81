package org.s2slab.engine.reading;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.hops.ObservedRule;
import org.s2slab.engine.language.RuleReadings;
import org.s2slab.identity.Audience;
import org.s2slab.identity.ClaimNames;
import org.s2slab.trace.ChallengeContent;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.TrustChangeDetail;

/** The values for the placeholders of {@code rules/hops.yaml}, for one hop. An unknown value is absent. */
final class HopPlaceholders {
    /** The name of a caller that is not a server of the deployment. */
    private static final String OUTSIDE = "a client outside of the deployment";

    private final HopHistory history;
    private final IdentifierNames names;
    private final ObservedHop hop;
    private final Map<String, String> words = new HashMap<>();
    private final @Nullable KeyReading key;

    /** @param judged the hop in which the token was judged: an earlier hop, or this hop itself */
    HopPlaceholders(HopHistory history, ObservedHop hop, ObservedHop judged) {
        this.history = history;
        this.names = history.names();
        this.hop = hop;
        put("beginning", history.hasSteps() ? "before this scenario began" : "before the journals begin");
        servers();
        detail();
        request();
        OpenedClaims claims = new OpenedClaims(history.opened(judged).orElse(judged));
        token(judged, claims);
        key = new SigningKeyExplainer(history, hop, words).of(judged, claims);
        if (!judged.equals(hop)) {
            put("judgedAt", TimeTexts.of(judged.place().at(), hop.place().at()));
            put("judgedStep", step(history.step(judged)));
        }
        ObservedRule refusing = hop.token().refusing();
        put("failed", RuleReadings.failed(hop));
        if (refusing != null) {
            put("found", refusing.found());
            put("expected", refusing.expected());
        }
    }

    Map<String, String> all() {
        return words;
    }

    /** The key that proves the hop's token, or null. */
    @Nullable
    KeyReading key() {
        return key;
    }

    /** The server that sent the request of this hop, or null. */
    @Nullable
    NamedServer callingServer() {
        return names.find(hop.peers().actual()).orElse(null);
    }

    private void put(String word, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            words.put(word, value);
        }
    }

    static @Nullable String step(@Nullable StepReference step) {
        return step == null ? null : String.valueOf(step.number());
    }

    private void servers() {
        String claimed = hop.peers().claimed();
        String actual = hop.peers().actual();
        put("here", names.server(hop.node()));
        String peer = claimed != null ? claimed : actual;
        put("other", peer == null ? "the other server" : names.server(peer));
        put("caller", peer == null ? OUTSIDE : names.server(peer));
        put("resource", hop.resource() == null ? null : names.server(hop.resource()));
        put("user", hop.user());
        put("step", step(history.step(hop)));
    }

    private void detail() {
        HopDetail detail = hop.detail();
        if (detail == null) {
            return;
        }
        put("detail", detail.text().replaceFirst("[.;]$", ""));
        put("url", detail.uri());
        detail.address().map(URI::getHost).ifPresent(host -> put("host", host));
        if (detail instanceof ChallengeContent content) {
            put(
                    "issuers",
                    content.trustedIssuers().stream()
                            .map(issuer -> names.principal(issuer) + " (" + issuer + ")")
                            .collect(Collectors.joining(" and ")));
            put("clientId", content.clientId());
            put("clientName", content.clientId() == null ? null : names.name(content.clientId()));
            put("realm", content.realm());
        } else if (detail instanceof HopDetail.Metadata read) {
            put("url", read.uri());
            put("principal", read.principal());
            put("realm", read.realm());
            put("keys", IdentifierNames.keys(read.keys()));
            put("learnedKeys", IdentifierNames.keys(read.learned()));
            put("goneKeys", IdentifierNames.keys(read.gone()));
            ObservedHop named = history.named(hop, read.uri());
            if (named != null && named.detail() instanceof TrustChangeDetail trust) {
                put("cmdlet", trust.cmdlet());
                put("namedStep", step(history.step(named)));
            }
        } else if (detail instanceof HopDetail.Failure failure) {
            failure(failure);
        } else if (detail instanceof TrustChangeDetail trust) {
            put("cmdlet", trust.cmdlet());
            put("line", trust.text());
            put("changes", TrustChangeTexts.of(trust, names, words));
        }
    }

    /** Adds the response of the called server, and the rule that this server's own journal names. */
    private void failure(HopDetail.Failure failure) {
        put("status", failure.status() == null ? null : String.valueOf(failure.status()));
        put("diagnostics", failure.diagnostics());
        history.refusal(hop).ifPresent(theirs -> {
            put("theirRule", theirs.rule());
            put("theirFailed", RuleReadings.failed(theirs));
            put("refuser", names.server(theirs.node()));
        });
    }

    /** Adds the request of a call, from the journal of the caller. */
    private void request() {
        HopDetail called = switch (hop.kind()) {
            case ACCEPTED, REFUSED -> history.call(hop).map(ObservedHop::detail).orElse(null);
            default -> hop.detail();
        };
        if (called instanceof HopDetail.Call call) {
            String path = call.address().map(URI::getRawPath).orElse(call.uri());
            String line = call.method() + " " + path;
            put("request", call.operation() == null ? line : call.operation() + " (" + line + ")");
            call.address().map(URI::getHost).ifPresent(host -> put("host", host));
        }
    }

    private void token(ObservedHop judged, OpenedClaims claims) {
        put("alg", claims.algorithm());
        put("outer", claims.hasOuter() ? "unsigned" : null);
        put("single", claims.hasOuter() ? null : claims.algorithm());
        put("from", TimeTexts.of(claims.time(ClaimNames.NBF), hop.place().at()));
        put("until", TimeTexts.of(claims.time(ClaimNames.EXP), hop.place().at()));
        put("lifetime", TimeTexts.span(claims.time(ClaimNames.NBF), claims.time(ClaimNames.EXP)));
        put("identifiers", String.join(", ", claims.identifiers().keySet()));
        put("claimedUser", claims.identifiers().values().stream().findFirst().orElse(null));
        String claimed = claims.signed(ClaimNames.ISS);
        put("claimed", claimed == null ? null : names.principal(claimed));
        put("claimedId", claimed);
        String client = claims.signed(ClaimNames.NAMEID);
        put("clientPrincipal", client);
        put("client", client == null || client.equals(claimed) ? null : names.principal(client));
        put("delegation", "true".equals(claims.signed(ClaimNames.TRUSTED_FOR_DELEGATION)) ? "true" : null);
        audience(claims.signed(ClaimNames.AUD));
        HopDetail detail = hop.kind() == HopKind.TOKEN_DENIED
                ? history.asked(hop).map(ObservedHop::detail).orElse(null)
                : hop.detail();
        if (detail instanceof HopDetail.TokenFor token) {
            audience(token.audience());
        }
        judged.token().checks().stream()
                .filter(check -> check.rule().equals("H2") && check.expected() != null)
                .findFirst()
                .ifPresent(check -> put("clock", check.expected()));
    }

    private void audience(@Nullable String text) {
        try {
            if (text != null) {
                Audience audience = Audience.parse(text);
                put("audienceServer", names.principal(audience.id() + "@" + audience.realm()));
                put("audienceId", audience.id());
                put("audienceHost", audience.host());
                put("audienceRealm", audience.realm());
            }
        } catch (IllegalArgumentException e) {
            put("audienceHost", text);
        }
    }
}
