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
 * Presents every spoiled form of a token to a resource, one after the other, each once. The right token is presented before
 * and after them: what is refused together with it proves nothing.
 */
public final class TokenTrial {
    /** What a resource made of a token. */
    public enum Outcome {
        TAKEN,
        REFUSED,
        /** Neither: it failed, it redirected, no answer came, or the token could not be made. */
        UNCLEAR,
        /** It was not presented, because time was over or the resource answered no more. */
        LEFT_OUT,
        /** The token cannot be spoiled so. */
        INAPPLICABLE
    }

    /**
     * A token that was presented.
     *
     * @param name as in the catalogue; {@code right} for the right one
     * @param sentence what is wrong with it
     * @param answer the status, or why there is none
     */
    public record Presented(String name, String sentence, String answer, Outcome outcome) {}

    /**
     * What came of all of them.
     *
     * @param before the right token, before all others
     * @param spoiled in the order of the catalogue; none where the right one was not taken
     * @param after the right token again; null where the first one was not taken
     */
    public record Result(
            Presented before,
            List<Presented> spoiled,
            @Nullable Presented after) {
        /** How many spoiled tokens had this outcome. */
        public long count(Outcome outcome) {
            return spoiled.stream()
                    .filter(presented -> presented.outcome() == outcome)
                    .count();
        }

        /** Whether the right token was taken every time, so that a refusal says something. */
        public boolean isConclusive() {
            return before.outcome() == Outcome.TAKEN && after != null && after.outcome() == Outcome.TAKEN;
        }

        /** Whether every spoiled token that there is was refused. */
        public boolean refusesAll() {
            return count(Outcome.REFUSED) + count(Outcome.INAPPLICABLE) == spoiled.size();
        }
    }

    /** All of it; a resource that needs a second for each answer is done with in this time. */
    private static final Duration LONGEST = Duration.ofMinutes(3);

    /** Requests without any answer, one after the other, until the resource counts as gone. */
    private static final int SILENT = 3;

    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;

    private final TokenMaker maker;
    private final Function<String, Future<Integer>> resource;
    private final Clock clock;
    private int silent;

    /** @param resource presents a token, and gives the status of the answer; fails where none comes */
    public TokenTrial(TokenMaker maker, Function<String, Future<Integer>> resource, Clock clock) {
        this.maker = maker;
        this.resource = resource;
        this.clock = clock;
    }

    /** Presents them; blocks. */
    public Result run() {
        Presented before = right();
        if (before.outcome() != Outcome.TAKEN) {
            return new Result(before, List.of(), null);
        }
        Instant end = clock.instant().plus(LONGEST);
        List<Presented> spoiled = new ArrayList<>();
        for (Entry way : SpoilingCatalog.fitting(maker.hasUser())) {
            spoiled.add(
                    silent >= SILENT
                            ? leftOut(way, "the resource answers no more")
                            : clock.instant().isAfter(end)
                                    ? leftOut(way, LONGEST.toMinutes() + " minutes are over")
                                    : presented(way));
        }
        return new Result(before, spoiled, right());
    }

    private Presented right() {
        return presented("right", "The token as it is.", maker.token(null));
    }

    private Presented presented(Entry way) {
        String token;
        try {
            token = maker.token(way.name());
        } catch (InapplicableSpoilingException e) {
            return new Presented(way.name(), way.sentence(), String.valueOf(e.getMessage()), Outcome.INAPPLICABLE);
        } catch (IllegalArgumentException e) {
            return new Presented(way.name(), way.sentence(), "it cannot be made: " + e.getMessage(), Outcome.UNCLEAR);
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
            return new Presented(name, sentence, "no answer: " + ScenarioSession.reason(e), Outcome.UNCLEAR);
        }
    }

    private static Outcome outcome(int status) {
        if (status / 100 == 2) {
            return Outcome.TAKEN;
        }
        boolean refused = status / 100 == 4 && status != REQUEST_TIMEOUT && status != TOO_MANY_REQUESTS;
        return refused ? Outcome.REFUSED : Outcome.UNCLEAR;
    }
}
