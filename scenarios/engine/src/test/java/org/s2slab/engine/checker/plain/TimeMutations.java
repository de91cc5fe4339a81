package org.s2slab.engine.checker.plain;

import java.util.List;
import org.s2slab.engine.checker.plain.CallMutator.Mutation;

/** Mutations of the times of a token, mainly at the limits. */
final class TimeMutations {
    private static final long SKEW = 300;

    private TimeMutations() {}

    static List<Mutation> all() {
        return List.of(
                TimeMutations::edge,
                TimeMutations::edge,
                TimeMutations::edge,
                TimeMutations::life,
                TimeMutations::window,
                TimeMutations::issued,
                TimeMutations::spelled);
    }

    /** Sets nbf or exp near the current time, in one layer or in both layers. */
    private static String edge(CallDraft call, SeededChoice choice) {
        long now = call.stock.now().getEpochSecond();
        long off = choice.any(-2L, -1L, 0L, 1L, 2L);
        boolean begins = choice.oneIn(2);
        long moment = begins ? now + SKEW + off : now - SKEW + off;
        if (!begins) {
            call.layers().forEach(layer -> layer.claim("nbf", Long.toString(now - 3600)));
        }
        return ClaimMutations.inSome(call, choice, begins ? "nbf" : "exp", json(moment, choice));
    }

    /** Sets a lifetime near its maximum. */
    private static String life(CallDraft call, SeededChoice choice) {
        long now = call.stock.now().getEpochSecond();
        long begin = choice.any(now - 60, now - 3600, now);
        long life = choice.any(86_400L, 86_401L, 86_399L, 86_700L, 86_701L, 1L, 0L, -1L, 315_360_000L);
        if (choice.oneIn(3)) {
            long most = choice.any(28_800L, 28_801L, 43_200L, 43_201L);
            call.layers().forEach(layer -> {
                layer.claim("nbf", Long.toString(begin));
                layer.claim("exp", Long.toString(begin + most));
            });
            return "all live " + most + " s from " + (begin - now);
        }
        TokenDraft layer = choice.oneIn(4) ? choice.any(call.layers()) : call.inner;
        TokenDraft.set(layer.claims, "nbf", json(begin, choice));
        TokenDraft.set(layer.claims, "exp", json(begin + life, choice));
        return ClaimMutations.layerName(call, layer) + " lives " + life + " s from " + (begin - now);
    }

    /** Moves the validity period of the outer layer relative to the period of the inner layer. */
    private static String window(CallDraft call, SeededChoice choice) {
        TokenDraft outer = call.outer;
        if (outer == null) {
            return "no outer token to move";
        }
        String which = choice.any("nbf", "exp");
        String inner = call.inner.claim(which);
        if (!inner.matches("[0-9]{10}")) {
            return "no inner window";
        }
        long moment = Long.parseLong(inner) + choice.any(-301L, -1L, 0L, 1L, 301L);
        TokenDraft.set(outer.claims, which, json(moment, choice));
        return "outer " + which + " " + (moment - Long.parseLong(inner)) + " s after the inner one's";
    }

    private static String issued(CallDraft call, SeededChoice choice) {
        long now = call.stock.now().getEpochSecond();
        long begun = call.stock.begun().getEpochSecond();
        TokenDraft layer = choice.oneIn(3) ? choice.any(call.layers()) : call.inner;
        long iat = choice.any(
                now + SKEW, now + SKEW + 1, now + SKEW - 1, now, now - 3600, begun - 1, begun - 10, begun - 90_000);
        if (choice.oneIn(2)) {
            TokenDraft.set(layer.claims, "iat", json(iat, choice));
            return ClaimMutations.layerName(call, layer) + " iat " + (iat - now) + " s from now";
        }
        call.layers().forEach(each -> TokenDraft.set(each.claims, "nbf", TokenDraft.quoted(Long.toString(iat))));
        return "both nbf " + (iat - now) + " s from now";
    }

    private static String spelled(CallDraft call, SeededChoice choice) {
        TokenDraft layer = choice.any(call.layers());
        String claim = choice.any("nbf", "exp", "exp", "iat");
        String right = layer.claim(claim);
        String now = Long.toString(call.stock.now().getEpochSecond());
        String value = right.matches("[0-9]{10}") ? right : now;
        String json = choice.any(
                value,
                "\"" + value + "\"",
                "\"+" + value + "\"",
                "\" " + value + "\"",
                "\"" + value + " \"",
                "\"0" + value + "\"",
                "\"" + value + ".0\"",
                value + ".0",
                value + "e0",
                "\"-" + value + "\"",
                "-" + value,
                "\"129592882368666656\"",
                "129592882368666656",
                "\"" + value + "000\"",
                value + "000",
                "1e999",
                "\"1e10\"",
                "\"\"",
                "\"9999999999\"",
                "9999999999",
                "\"2026-11-27T09:00:00Z\"",
                "\"\uff11" + value.substring(1) + "\"",
                "\"" + value.substring(1) + "\"",
                "0",
                "\"0\"");
        TokenDraft.set(layer.claims, claim, json);
        return ClaimMutations.layerName(call, layer) + " " + claim + " spelled " + json;
    }

    private static String json(long moment, SeededChoice choice) {
        return choice.oneIn(4) ? Long.toString(moment) : "\"" + moment + "\"";
    }
}
