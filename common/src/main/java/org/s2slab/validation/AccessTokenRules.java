package org.s2slab.validation;

import static org.s2slab.refusal.RefusalCode.GRANT_INSUFFICIENT;
import static org.s2slab.refusal.RefusalCode.SIGN_IN_NOT_ENABLED;
import static org.s2slab.refusal.RefusalCode.TOKEN_APPLICATION;
import static org.s2slab.refusal.RefusalCode.TOKEN_AUDIENCE;
import static org.s2slab.refusal.RefusalCode.TOKEN_AUDIENCE_HOST;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.ClaimNames;
import org.s2slab.identity.EvoStsIssuer;
import org.s2slab.trace.HopDetail.Finding;

/**
 * Group Q after the signature: the audience of an access token of evoSTS, its application, and the permissions of a
 * person's client. Key, times and user follow the rules of the other groups.
 */
final class AccessTokenRules {
    /** The rules after the signature is verified, before the times. */
    static final List<Rule<VerifiedEvidence>> AUDIENCE = List.of(
            new Rule<>(
                    "Q9",
                    TOKEN_AUDIENCE,
                    "aud is this service's application id, or the address of one of its hosts, by exact text.",
                    AccessTokenRules::audience,
                    ComparedValues.after(
                            e -> new ComparedValues(e.actor().claims().shown(ClaimNames.AUD), expectedAudience(e)))),
            new Rule<>(
                    "Q10",
                    TOKEN_AUDIENCE_HOST,
                    "The request was sent to one of this service's hosts, and to the host in aud if aud is an address.",
                    AccessTokenRules::host,
                    ComparedValues.after(
                            e -> new ComparedValues(e.actor().claims().shown(ClaimNames.AUD), "sent to " + e.host()))));

    /** The rules for the application and for the permissions of a person's client. */
    static final List<Rule<VerifiedEvidence>> APPLICATION = List.of(
            new Rule<>(
                    "Q11",
                    TOKEN_APPLICATION,
                    "An application without a person is registered here as a partner application that uses the"
                            + " authorization server; an online service accepts any application of its tenant.",
                    e -> e.registration() != null
                            ? null
                            : Finding.of(
                                    "appid is " + e.actor().claims().shown(ClaimNames.APPID),
                                    "a partner application registered to use the authorization server"),
                    ComparedValues.application(e -> "a registered application")),
            new Rule<>(
                    "Q12",
                    SIGN_IN_NOT_ENABLED,
                    "Tokens of people are switched on at the host of the request.",
                    e -> !e.ofPerson() || e.request().people()
                            ? null
                            : Finding.of("the token is a person's", "tokens of people to be switched on at this host")),
            new Rule<>(
                    "Q13",
                    GRANT_INSUFFICIENT,
                    "scp of a person's token has a permission for this service.",
                    AccessTokenRules::scope,
                    ComparedValues.after(e -> !e.ofPerson()
                            ? null
                            : new ComparedValues(
                                    e.actor().claims().shown(ClaimNames.SCP),
                                    "one of " + new TreeSet<>(e.profile().scopes())))));

    private AccessTokenRules() {}

    private static String expectedAudience(VerifiedEvidence evidence) {
        return "'" + evidence.self().principal().id() + "' or 'https://" + evidence.host() + "'";
    }

    private static @Nullable Finding audience(VerifiedEvidence evidence) {
        String found = String.valueOf(evidence.actor().claims().audience());
        Set<String> hosts = evidence.self().hosts();
        boolean good = found.equals(evidence.self().principal().id())
                || hosts.stream().anyMatch(host -> isAddressOf(host, found));
        return good
                ? null
                : Finding.of("aud is " + evidence.actor().claims().shown(ClaimNames.AUD), expectedAudience(evidence));
    }

    private static boolean isAddressOf(String host, String audience) {
        return audience.equals("https://" + host) || audience.equals("https://" + host + "/");
    }

    private static @Nullable Finding host(VerifiedEvidence evidence) {
        String found = String.valueOf(evidence.actor().claims().audience());
        String sent = evidence.host();
        if (EvoStsIssuer.isAddress(found) && !isAddressOf(sent, found)) {
            return Finding.of("aud is " + PrintableValue.value(found), "'https://" + sent + "'");
        }
        return evidence.self().hosts().contains(sent)
                ? null
                : Finding.of(
                        "the request was sent to " + PrintableValue.value(sent),
                        "one of " + new TreeSet<>(evidence.self().hosts()));
    }

    private static @Nullable Finding scope(VerifiedEvidence evidence) {
        if (!evidence.ofPerson()) {
            return null;
        }
        String scp = String.valueOf(evidence.actor().claims().text(ClaimNames.SCP));
        return Stream.of(scp.split(" ")).anyMatch(evidence.profile().scopes()::contains)
                ? null
                : Finding.of(
                        "scp is " + PrintableValue.value(scp),
                        "one of " + new TreeSet<>(evidence.profile().scopes()));
    }
}
