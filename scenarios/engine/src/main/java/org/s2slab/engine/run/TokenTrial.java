package org.s2slab.engine.run;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.forge.InapplicableSpoilingException;
import org.s2slab.engine.forge.SpoilingCatalog;
import org.s2slab.engine.forge.SpoilingCatalog.Entry;

/**
 * Presents every spoiled form of a token to a resource, one after the other, each once. The valid token is presented
 * first and last. If the resource also refuses the valid token, the other refusals prove nothing.
 */
public final class TokenTrial {
    /** The result of a token's presentation. */
    public enum Outcome {
        ACCEPTED,
        REFUSED,
        /** Neither accepted nor refused: an error, a redirect, no response, or the token could not be made. */
        UNCLEAR,
        /** The token was not presented, because the time was over or the resource no longer responded. */
        LEFT_OUT,
        /** The token cannot be spoiled in this way. */
        INAPPLICABLE
    }

    /**
     * The result of one token.
     *
     * @param name the name in the catalogue; {@code valid} for the valid token
     * @param sentence what is wrong with the token
     * @param answer the status of the response, or the reason for the missing response
     */
    public record Presented(String name, String sentence, String answer, Outcome outcome) {}

    /**
     * The results of all tokens.
     *
     * @param before the valid token, presented first
     * @param spoiled the spoiled tokens in the order of the catalogue; empty if the valid token was refused
     * @param after the valid token, presented last; null if it was refused at first
     */
    public record Result(
            Presented before,
            List<Presented> spoiled,
            @Nullable Presented after) {
        /** The number of spoiled tokens with this outcome. */
        public long count(Outcome outcome) {
            return spoiled.stream()
                    .filter(presented -> presented.outcome() == outcome)
                    .count();
        }

        /** Whether the valid token was accepted both times. Only then do the refusals prove something. */
        public boolean isConclusive() {
            return before.outcome() == Outcome.ACCEPTED && after != null && after.outcome() == Outcome.ACCEPTED;
        }

        /** Whether every spoiled token that could be made was refused. */
        public boolean refusesAll() {
            return count(Outcome.REFUSED) + count(Outcome.INAPPLICABLE) == spoiled.size();
        }
    }

    /** Maximum duration of a trial. It is long enough for a resource that needs a second for each response. */
    private static final Duration LONGEST = Duration.ofMinutes(3);

    /** Number of consecutive requests without a response after which the resource counts as down. */
    private static final int SILENT = 3;

    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;

    private final TokenMaker maker;
    private final Function<String, Future<Integer>> resource;
    private final Clock clock;
    private int silent;

    /** @param resource presents a token and returns the status of the response; fails if there is no response */
    public TokenTrial(TokenMaker maker, Function<String, Future<Integer>> resource, Clock clock) {
        this.maker = maker;
        this.resource = resource;
        this.clock = clock;
    }

    /** Presents all tokens. Blocks the calling thread. */
    public Result run() {
        Presented before = valid();
        if (before.outcome() != Outcome.ACCEPTED) {
            return new Result(before, List.of(), null);
        }
        Instant end = clock.instant().plus(LONGEST);
        List<Presented> spoiled = new ArrayList<>();
        for (Entry way : SpoilingCatalog.fitting(maker.hasUser())) {
            spoiled.add(
                    silent >= SILENT
                            ? leftOut(way, "the resource does not respond any more")
                            : clock.instant().isAfter(end)
                                    ? leftOut(way, LONGEST.toMinutes() + " minutes have passed")
                                    : presented(way));
        }
        return new Result(before, spoiled, valid());
    }

    private Presented valid() {
        return presented("valid", "The valid token.", maker.token(null));
    }

    private Presented presented(Entry way) {
        String token;
        try {
            token = maker.token(way.name());
        } catch (InapplicableSpoilingException e) {
            return new Presented(way.name(), way.sentence(), String.valueOf(e.getMessage()), Outcome.INAPPLICABLE);
        } catch (IllegalArgumentException e) {
            return new Presented(way.name(), way.sentence(), "cannot be made: " + e.getMessage(), Outcome.UNCLEAR);
        }
        return presented(way.name(), way.sentence(), token);
    }

    private static Presented leftOut(Entry way, String why) {
        return new Presented(way.name(), way.sentence(), why, Outcome.LEFT_OUT);
    }

    private Presented presented(String name, String sentence, String token) {
        try {
            int status = resource.apply(token).await();
            silent = 0;
            return new Presented(name, sentence, String.valueOf(status), outcome(status));
        } catch (Exception e) {
            silent++;
            return new Presented(name, sentence, "no response: " + ScenarioSession.reason(e), Outcome.UNCLEAR);
        }
    }

    private static Outcome outcome(int status) {
        if (status / 100 == 2) {
            return Outcome.ACCEPTED;
        }
        boolean refused = status / 100 == 4 && status != REQUEST_TIMEOUT && status != TOO_MANY_REQUESTS;
        return refused ? Outcome.REFUSED : Outcome.UNCLEAR;
    }
}
