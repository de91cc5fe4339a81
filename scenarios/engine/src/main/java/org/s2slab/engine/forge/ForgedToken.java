package org.s2slab.engine.forge;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.Audience;

/** A mutable token before it is encoded: an actor token and, if it names a user, an outer token around it. */
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
     * @param actor the actor token, or null if there is no actor token or an authorization server issued it
     * @param issued an actor token that an authorization server issued, or null
     * @param outer the outer token, or null for a token without a user
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

    /** The attacker's knowledge. */
    AttackerKnowledge holdings() {
        return holdings;
    }

    /** Whether the token names a user. */
    boolean hasUser() {
        return outer != null;
    }

    /** The signed layer. Throws InapplicableSpoilingException if an authorization server issued it. */
    ForgedLayer actor() {
        if (actor == null) {
            throw new InapplicableSpoilingException("spoil: the actor token is not made here, so it cannot be spoiled");
        }
        return actor;
    }

    /** The unsigned layer. Throws InapplicableSpoilingException for a token without a user. */
    ForgedLayer outer() {
        if (outer == null) {
            throw new InapplicableSpoilingException("spoil: a token without a user has no outer token to spoil");
        }
        return outer;
    }

    /** The layer that is presented: the outer token, or the actor token if there is no outer token. */
    ForgedLayer presented() {
        return outer == null ? actor() : outer;
    }

    /** Changes both layers, or the only layer. */
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

    /** The audience. Throws IllegalArgumentException if a spoiling has made the aud claim invalid. */
    Audience audience() {
        return Audience.parse(String.valueOf(actor().claims().getValue("aud")));
    }

    /** Removes all claims that identify the user, and sets this claim instead. */
    void nameUserOnlyBy(String claim, String value) {
        USER_CLAIMS.forEach(outer().claims()::remove);
        outer().claims().put(claim, value);
    }

    /** Removes the claim with the actor token, unless a spoiling has set this claim. */
    void embedNothing() {
        embeds = false;
    }

    /** The time this number of seconds from now, in the format of claims. */
    String moment(long seconds) {
        return Long.toString(now.getEpochSecond() + seconds);
    }

    /** The token's text. */
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
