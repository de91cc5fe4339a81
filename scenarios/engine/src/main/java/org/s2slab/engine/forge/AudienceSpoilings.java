package org.s2slab.engine.forge;

import static org.s2slab.engine.forge.TokenSpoiling.any;
import static org.s2slab.engine.forge.TokenSpoiling.ofUser;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.Audience;

/** Spoilings of a token's audience: group G. */
final class AudienceSpoilings {
    private static final String ANOTHER_HOST = "mail.fabrikam.com";
    private static final String STRANGER = "5f0f4c6e-0000-4000-8000-000000000002";

    static final List<TokenSpoiling> ALL = List.of(
            any(
                    "G1",
                    "aud names no host.",
                    t -> t.claim("aud", t.audience().id() + "@" + t.audience().realm())),
            any("G1-slash", "aud has two slashes.", t -> made(t, t.audience().id() + "/a", null, null)),
            any(
                    "G1-url",
                    "aud is an address.",
                    t -> t.claim("aud", "https://" + t.audience().host() + "/")),
            any("G2", "aud names another service.", t -> made(t, STRANGER, null, null)),
            any("G4", "aud names another realm.", t -> made(t, null, null, "fabrikam.com")),
            any(
                    "G4-case",
                    "aud names the realm in capitals.",
                    t -> made(t, null, null, t.audience().realm().toUpperCase(Locale.ROOT))),
            any("G3", "aud names another host.", t -> made(t, null, ANOTHER_HOST, null)),
            any(
                    "G3-dot",
                    "aud names the host with a dot at its end.",
                    t -> made(t, null, t.audience().host() + ".", null)),
            ofUser(
                    "G3-port",
                    "aud names a port after the host.",
                    t -> made(t, null, t.audience().host() + ":443", null)),
            ofUser(
                    "G5",
                    "The outer token is made for another host.",
                    t -> t.outer()
                            .claims()
                            .put(
                                    "aud",
                                    new Audience(
                                                    t.audience().id(),
                                                    ANOTHER_HOST,
                                                    t.audience().realm())
                                            .toString())),
            ofUser(
                    "G5-absent",
                    "The outer token is made for nobody.",
                    t -> t.outer().claims().remove("aud")));

    private AudienceSpoilings() {}

    /** Replaces parts of the audience; null leaves a part unchanged. */
    private static void made(ForgedToken token, @Nullable String id, @Nullable String host, @Nullable String realm) {
        Audience right = token.audience();
        token.claim(
                "aud",
                (id == null ? right.id() : id) + "/" + (host == null ? right.host() : host) + "@"
                        + (realm == null ? right.realm() : realm));
    }
}
