package org.s2slab.engine.forge;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.Audience;

/** A token before it is text: an actor token, for a user with an outer token around it. */
final class ForgedToken {
    private static final String ACTOR_TOKEN = "actortoken";
    private static final List<String> USER_CLAIMS = List.of("nameid", "upn", "smtp", "sip");

    private final AttackerKnowledge holdings;
    private final Instant now;
    private final @Nullable ForgedLayer actor;
    private final @Nullable String issued;
    private final @Nullable ForgedLayer outer;
    private boolean embeds = true;

    /**
     * @param actor the actor token, or null where there is none or it was issued
     * @param issued an actor token that somebody else issued, or null
     * @param outer the outer token, or null for a token of the application alone
     */
    ForgedToken(
            AttackerKnowledge holdings,
            Instant now,
            @Nullable ForgedLayer actor,
            @Nullable String issued,
            @Nullable ForgedLayer outer) {
        this.holdings = holdings;
        this.now = now;
        this.actor = actor;
        this.issued = issued;
        this.outer = outer;
    }

    /** What the forger knows and holds. */
    AttackerKnowledge holdings() {
        return holdings;
    }

    /** Whether it speaks for a user. */
    boolean hasUser() {
        return outer != null;
    }

    /** The signed layer; InapplicableSpoilingException where this token has none of our making. */
    ForgedLayer actor() {
        if (actor == null) {
            throw new InapplicableSpoilingException("spoil: the actor token is not made here, so it cannot be spoiled");
        }
        return actor;
    }

    /** The unsigned layer; InapplicableSpoilingException in a token without a user. */
    ForgedLayer outer() {
        if (outer == null) {
            throw new InapplicableSpoilingException("spoil: a token without a user has no outer token to spoil");
        }
        return outer;
    }

    /** The layer that is presented: the outer one where there is one. */
    ForgedLayer presented() {
        return outer == null ? actor() : outer;
    }

    /** Changes both layers, or the one that there is. */
    void both(Consumer<ForgedLayer> change) {
        change.accept(actor());
        if (outer != null) {
            change.accept(outer);
        }
    }

    /** Sets a claim in both layers. */
    void claim(String name, Object value) {
        both(layer -> layer.claims().put(name, value));
    }

    /** For whom it is made; IllegalArgumentException where its aud was changed into something else. */
    Audience audience() {
        return Audience.parse(String.valueOf(actor().claims().getValue("aud")));
    }

    /** Leaves this as the only claim that says who the user is. */
    void nameUserOnlyBy(String claim, String value) {
        USER_CLAIMS.forEach(outer().claims()::remove);
        outer().claims().put(claim, value);
    }

    /** Carries the actor token in no claim, or in one that was put there by hand. */
    void embedNothing() {
        embeds = false;
    }

    /** A moment so many seconds from now, as claims have it. */
    String moment(long seconds) {
        return Long.toString(now.getEpochSecond() + seconds);
    }

    /** The token as it is presented. */
    String text() {
        String embedded = actor == null ? issued : actor.text();
        if (outer == null) {
            if (embedded == null) {
                throw new IllegalStateException("a token has at least one layer");
            }
            return embedded;
        }
        if (embedded != null && embeds) {
            outer.claims().put(ACTOR_TOKEN, embedded);
        }
        return outer.text();
    }
}
