package org.s2slab.engine.forge;

import static org.s2slab.engine.forge.TokenSpoiling.alone;
import static org.s2slab.engine.forge.TokenSpoiling.any;
import static org.s2slab.engine.forge.TokenSpoiling.ofUser;

import java.util.List;
import java.util.function.Consumer;

/** Spoilings of a token's layers and of the caller's rights: groups D and I. */
final class StructureSpoilings {
    private static final String FLAG = "trustedfordelegation";

    static final List<TokenSpoiling> ALL = List.of(
            ofUser(
                    "D3",
                    "The actor token stands in actortoken and in actort.",
                    t -> t.outer().claims().put("actort", t.actor().text())),
            ofUser("D1", "There is no actor token.", ForgedToken::embedNothing),
            ofUser("D2", "The outer token is signed.", t -> {
                t.outer().header().put("alg", "RS256");
                t.outer().signBy(t.holdings().own());
            }),
            alone(
                    "D2-alone",
                    "A signed token carries an actor token.",
                    t -> t.actor().claims().put("actortoken", t.actor().text())),
            ofUser(
                    "D4",
                    "The actor token carries another one.",
                    t -> t.actor().claims().put("actortoken", t.actor().text())),
            ofUser(
                    "D5",
                    "The outer token says trustedfordelegation.",
                    t -> t.outer().claims().put(FLAG, "true")),
            ofUser(
                    "D6",
                    "A claim says that this is a lighter kind of token.",
                    t -> t.outer().claims().put("ver", "hashedprooftoken")),
            ofUser(
                    "D6-loopback",
                    "A claim says that the token comes from this machine.",
                    t -> t.outer().claims().put("isloopback", "true")),
            any(
                    "D6-actor",
                    "The actor token has an unknown claim.",
                    t -> t.actor().claims().put("appctx", "{}")),
            ofUser(
                    "D6-case",
                    "A claim stands twice, once with capitals.",
                    t -> t.outer().claims().put("NameId", t.outer().claims().getValue("nameid"))),
            ofUser(
                    "D7",
                    "The outer token names no user.",
                    t -> List.of("nameid", "upn", "smtp", "sip")
                            .forEach(t.outer().claims()::remove)),
            alone(
                    "D7-alone",
                    "A token of the application alone names a user.",
                    t -> t.actor().claims().put("upn", "nobody@" + t.audience().realm())),
            ofUser(
                    "I1",
                    "The actor token does not say trustedfordelegation.",
                    t -> t.actor().claims().remove(FLAG)),
            ofUser("I1-false", "trustedfordelegation is false.", flag("false")),
            ofUser("I1-case", "trustedfordelegation is True with a capital.", flag("True")),
            ofUser("I1-one", "trustedfordelegation is 1.", flag("1")));

    private StructureSpoilings() {}

    private static Consumer<ForgedToken> flag(String value) {
        return token -> token.actor().claims().put(FLAG, value);
    }
}
