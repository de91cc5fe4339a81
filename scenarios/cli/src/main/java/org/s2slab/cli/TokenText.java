package org.s2slab.cli;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.forge.SpoilingCatalog;
import org.s2slab.engine.run.NodeHoldings;
import org.s2slab.engine.run.TokenMaker;
import org.s2slab.engine.run.TokenTrial.Outcome;
import org.s2slab.engine.run.TokenTrial.Presented;
import org.s2slab.engine.run.TokenTrial.Result;

/** The text output of {@code lab token}, except the tokens. */
final class TokenText {
    private static final int ACCEPTED = 1;
    private static final int UNDECIDED = 3;

    private TokenText() {}

    /** All spoilings of a token, and the rules that no token breaks. */
    static List<String> catalogue() {
        List<String> lines = new ArrayList<>();
        lines.add("Ways to spoil a token (--spoil NAME), named after the rule that must refuse it:");
        SpoilingCatalog.all()
                .forEach(way -> lines.add(String.format(Locale.ROOT, "  %-18s %s", way.name(), way.sentence())));
        lines.add("");
        lines.add("Rules that a token alone cannot break:");
        new TreeMap<>(SpoilingCatalog.NOT_BY_A_TOKEN)
                .forEach((rule, why) -> lines.add(String.format(Locale.ROOT, "  %-18s %s", rule, why)));
        return lines;
    }

    /** The origin of a token, and the reason why a resource trusts its signer. Blocks. */
    static List<String> origin(TokenMaker maker, NodeHoldings holdings, @Nullable String spoil, @Nullable Path export) {
        String signer = maker.issuer();
        List<String> lines = new ArrayList<>();
        lines.add("token: " + maker.words() + (spoil == null ? "" : ", spoiled by " + spoil));
        lines.add("signed by: " + signer + ", certificate "
                + holdings.keyOf(signer).thumbprint()
                + holdings.metadata(signer)
                        .map(address -> ", published at " + address + ", which is served on "
                                + holdings.node(signer).address().served())
                        .orElse(", not published at a fixed address")
                + (export == null ? "; --export FILE writes it" : "; written to " + export));
        return lines;
    }

    /** The results of a trial, with a line for each token. */
    static List<String> lines(Result result) {
        List<String> lines = new ArrayList<>();
        lines.add(line(result.before()));
        result.spoiled().forEach(presented -> lines.add(line(presented)));
        Presented after = result.after();
        if (after != null) {
            lines.add(line(after));
        }
        lines.add("");
        lines.add(result.spoiled().size() + " spoiled tokens: " + result.count(Outcome.REFUSED) + " refused, "
                + result.count(Outcome.ACCEPTED) + " accepted, " + result.count(Outcome.UNCLEAR) + " unclear, "
                + result.count(Outcome.LEFT_OUT) + " left out, " + result.count(Outcome.INAPPLICABLE)
                + " inapplicable");
        lines.add(conclusion(result));
        return lines;
    }

    /** The results of a trial as JSON. It contains no token. */
    static JsonObject json(TokenMaker maker, Result result) {
        JsonObject counts = new JsonObject();
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome.name(), result.count(outcome));
        }
        return new JsonObject()
                .put("token", maker.words())
                .mergeIn(JsonObject.mapFrom(result))
                .put("counts", counts)
                .put("conclusion", conclusion(result));
    }

    private static String line(Presented presented) {
        return String.format(
                Locale.ROOT,
                "  %-18s %-8s %-4s %s",
                presented.name(),
                presented.outcome() == Outcome.ACCEPTED && !presented.name().equals("valid")
                        ? "ACCEPTED"
                        : presented.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                presented.answer(),
                presented.sentence());
    }

    private static String conclusion(Result result) {
        List<String> taken = result.spoiled().stream()
                .filter(presented -> presented.outcome() == Outcome.ACCEPTED)
                .map(Presented::name)
                .toList();
        if (!taken.isEmpty()) {
            return "The resource accepts wrong tokens: " + String.join(", ", taken) + ".";
        }
        if (result.before().outcome() != Outcome.ACCEPTED) {
            return "No conclusion: the resource does not accept the valid token. It must trust the certificate above,"
                    + " expect this audience, and have the user.";
        }
        if (!result.isConclusive()) {
            return "No conclusion: the resource no longer accepts the valid token. It may count failures.";
        }
        return result.refusesAll()
                ? "The resource accepts the valid token and refuses every spoiled token."
                : "No spoiled token was accepted, but some responses are unclear.";
    }

    /** The exit code of {@code lab token --all}. */
    static int exitCode(Result result) {
        if (result.count(Outcome.ACCEPTED) > 0) {
            return ACCEPTED;
        }
        return result.isConclusive() && result.refusesAll() ? 0 : UNDECIDED;
    }
}
