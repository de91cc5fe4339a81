package org.s2slab.engine.forge;

import static org.s2slab.engine.forge.TokenSpoiling.any;
import static org.s2slab.engine.forge.TokenSpoiling.ofUser;

import java.util.List;

/** Spoilings of a token's lifetime: group H. */
final class LifetimeSpoilings {
    private static final long HOUR = 3_600;

    /** A lifetime in seconds above every maximum of rule H3: a day, or five minutes more for an issued token. */
    private static final long OVER_A_DAY = 24 * HOUR + 301;

    static final List<TokenSpoiling> ALL = List.of(
            any("H1", "There is no exp.", t -> t.actor().claims().remove("exp")),
            ofUser(
                    "H1-outer",
                    "The outer token has no nbf.",
                    t -> t.outer().claims().remove("nbf")),
            any(
                    "H1-filetime",
                    "exp is a Windows file time.",
                    t -> t.actor().claims().put("exp", "129592882368666656")),
            any(
                    "H1-exponent",
                    "exp is a number with an exponent.",
                    t -> t.actor().editPayload(json -> json.replaceFirst("\"exp\":\"[0-9]*\"", "\"exp\":1e999"))),
            any(
                    "H1-fraction",
                    "exp is a fraction.",
                    t -> t.actor().claims().put("exp", Long.parseLong(t.moment(HOUR)) + 0.5)),
            any(
                    "H1-sign",
                    "exp has a sign.",
                    t -> t.actor().claims().put("exp", "+" + t.moment(HOUR).substring(1))),
            any("H1-far", "exp is in the year 2286.", t -> t.actor().claims().put("exp", "9999999999")),
            any("H2", "The token expired an hour ago.", t -> window(t, -9 * HOUR, -HOUR)),
            any("H2-early", "The token begins in an hour.", t -> window(t, HOUR, 9 * HOUR)),
            any(
                    "H3",
                    "The actor token lives five minutes and a second more than a day.",
                    t -> t.actor().claims().put("exp", t.moment(OVER_A_DAY))),
            ofUser("H3-outer", "The outer token lives 23 hours.", t -> t.claim("exp", t.moment(23 * HOUR))),
            any("H3-order", "exp lies before nbf.", t -> window(t, 200, 100)),
            any("H5", "iat lies ten minutes ahead.", t -> t.actor().claims().put("iat", Long.parseLong(t.moment(600)))),
            ofUser(
                    "H4",
                    "The outer token outlives its actor token.",
                    t -> t.actor().claims().put("exp", t.moment(600))),
            ofUser("H4-before", "The outer token begins before its actor token.", t -> {
                t.outer().claims().put("nbf", t.moment(-1));
                t.outer().claims().put("exp", t.moment(600));
            }));

    private LifetimeSpoilings() {}

    private static void window(ForgedToken token, long from, long until) {
        token.claim("nbf", token.moment(from));
        token.claim("exp", token.moment(until));
    }
}
