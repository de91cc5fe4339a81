package org.s2slab.engine.forge;

import static org.s2slab.engine.forge.TokenSpoiling.any;
import static org.s2slab.engine.forge.TokenSpoiling.ofUser;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.s2slab.identity.Audience;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;

/** Spoilings of a token's issuer, application and signing key: groups E and F. */
final class KeySpoilings {
    /** The id of an application that is not registered anywhere. */
    private static final String STRANGER = "5f0f4c6e-0000-4000-8000-000000000001";

    private static final String ELSEWHERE = "fabrikam.com";

    /** The number of seconds by which the token's issue time is too early. */
    private static final long HOUR = 3_600;

    static final List<TokenSpoiling> ALL = List.of(
            any("F1", "iss has no realm.", t -> iss(t, issuer(t).id())),
            any("F1-two", "iss has two '@'.", t -> iss(t, issuer(t) + "@x")),
            ofUser(
                    "F1-outer",
                    "The outer token has no iss.",
                    t -> t.outer().claims().remove("iss")),
            any("F8", "The GUID in aud has capitals.", t -> t.claim("aud", inCapitals(t.audience()))),
            any(
                    "F8-braces",
                    "The GUID in iss has braces.",
                    t -> iss(t, "{" + issuer(t).id() + "}@" + issuer(t).realm())),
            ofUser(
                    "F8-letter",
                    "The realm in the outer iss has a Cyrillic letter.",
                    t -> t.outer().claims().put("iss", issuer(t).id() + "@c\u043entoso.com")),
            any(
                    "F2",
                    "iss is an application that nobody registers.",
                    t -> iss(t, STRANGER + "@" + issuer(t).realm())),
            any("F2-realm", "iss is of another realm.", t -> iss(t, issuer(t).id() + "@" + ELSEWHERE)),
            any(
                    "E4",
                    "Somebody else's key signs, and x5t names it.",
                    t -> t.actor().signBy(t.holdings().own())),
            any(
                    "E2",
                    "The signature is a byte short.",
                    t -> t.actor().editSignature(made -> Arrays.copyOf(made, made.length - 1))),
            any("E2-four", "The signature has four bytes.", t -> t.actor().editSignature(made -> new byte[4])),
            any(
                    "E1",
                    "Somebody else's key signs, and x5t names the issuer's.",
                    t -> t.actor().signOnlyBy(t.holdings().own())),
            any("E1-zeros", "The signature is zeros.", t -> t.actor().editSignature(made -> new byte[made.length])),
            any(
                    "E7",
                    "The token is made before its certificate begins.",
                    t -> t.both(layer -> layer.claims().put("nbf", Long.toString(begin(t) - HOUR)))),
            ofUser(
                    "F6",
                    "The outer token is issued by another application than the actor token names.",
                    t -> t.outer()
                            .claims()
                            .put("iss", STRANGER + "@" + issuer(t).realm())),
            ofUser(
                    "F6-realm",
                    "The outer token is issued by the same application of another realm.",
                    t -> t.outer().claims().put("iss", issuer(t).id() + "@" + ELSEWHERE)),
            any(
                    "F9",
                    "The resource itself is the caller.",
                    t -> namesInstead(t, t.audience().id() + "@" + t.audience().realm())),
            any(
                    "F4",
                    "nameid is an application that nobody registers.",
                    t -> names(t, STRANGER + "@" + issuer(t).realm())),
            any(
                    "F5",
                    "nameid is another product than the issuer (by F4, where the resource does not know that one).",
                    t -> namesInstead(t, third(t) + "@" + issuer(t).realm())));

    private KeySpoilings() {}

    private static PrincipalId issuer(ForgedToken token) {
        return PrincipalId.parse(String.valueOf(token.actor().claims().getValue("iss")));
    }

    private static void iss(ForgedToken token, String value) {
        token.actor().claims().put("iss", value);
    }

    private static String inCapitals(Audience right) {
        String id = right.id().toUpperCase(Locale.ROOT);
        if (id.equals(right.id())) {
            throw new InapplicableSpoilingException("spoil: F8 needs a letter in '" + id + "'");
        }
        return id + "/" + right.host() + "@" + right.realm();
    }

    /** Sets this application as the caller in both layers, whatever the issuer of the actor token is. */
    private static void names(ForgedToken token, String application) {
        token.actor().claims().put("nameid", application);
        if (token.hasUser()) {
            token.outer().claims().put("iss", application);
        }
    }

    /** Like {@code names}, but only for a self-issued token: an authorization server may name other applications. */
    private static void namesInstead(ForgedToken token, String application) {
        if (!issuer(token).toString().equals(token.actor().claims().getValue("nameid"))) {
            throw new InapplicableSpoilingException(
                    "spoil: this is for an issuer that names itself, and this one names others");
        }
        names(token, application);
    }

    /** A product that is neither the caller nor the called server. */
    private static String third(ForgedToken token) {
        return Stream.of(WellKnownPrincipals.SHAREPOINT, WellKnownPrincipals.EXCHANGE, WellKnownPrincipals.LYNC)
                .filter(id -> !id.equals(issuer(token).id())
                        && !id.equals(token.audience().id()))
                .findFirst()
                .orElseThrow();
    }

    /** The first valid moment of the signing certificate, in seconds since 1970. */
    private static long begin(ForgedToken token) {
        return token.actor().signer().certificate().getNotBefore().toInstant().getEpochSecond();
    }
}
