package org.s2slab.lync.archiving;

import static org.s2slab.lync.archiving.ArchivingDecision.Fact.ARCHIVING;
import static org.s2slab.lync.archiving.ArchivingDecision.Fact.COVERED;
import static org.s2slab.lync.archiving.ArchivingDecision.Fact.EXCHANGE;
import static org.s2slab.lync.archiving.ArchivingDecision.Fact.MAILBOX;
import static org.s2slab.lync.archiving.ArchivingDecision.Fact.ON_HOLD;
import static org.s2slab.lync.archiving.ArchivingDecision.Fact.SAME_FOREST;
import static org.s2slab.lync.archiving.ExchangeArchivingPolicy.NO_ARCHIVING;
import static org.s2slab.lync.archiving.ExchangeArchivingPolicy.TO_EXCHANGE;
import static org.s2slab.lync.archiving.ExchangeArchivingPolicy.UNINITIALIZED;
import static org.s2slab.lync.archiving.ExchangeArchivingPolicy.USE_LYNC;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;

/**
 * Decides where one participant's transcript goes. The table contains the rules of Microsoft's planning pages and of
 * {@code Set-CsUser}. The first matching row decides.
 */
public final class ArchivingDecision {
    /** The destination of a transcript. */
    public enum Destination {
        /** The transcript is not archived. */
        NONE,
        /** Lync's own archive. */
        LYNC,
        /** The participant's mailbox in Exchange. */
        EXCHANGE
    }

    /** A fact about a conversation and a participant. */
    public enum Fact {
        /** EnableArchiving is not None. */
        ARCHIVING,

        /** EnableExchangeArchiving is set. */
        EXCHANGE,

        /** The participant has a mailbox. */
        MAILBOX,

        /** The mailbox is in Lync's forest, so that Lync can read its holds. */
        SAME_FOREST,

        /** The mailbox is on In-Place Hold. */
        ON_HOLD,

        /** The participant's archiving policy covers the conversation (ArchiveInternal or ArchiveExternal). */
        COVERED
    }

    /**
     * The input of the decision.
     *
     * @param facts the facts that are true
     * @param user the participant's ExchangeArchivingPolicy
     */
    public record Situation(Switches<Fact> facts, ExchangeArchivingPolicy user) {
        Situation onHold(boolean held) {
            return new Situation(facts.with(ON_HOLD, held), user);
        }
    }

    /**
     * A row of the table.
     *
     * @param required the facts that must be true
     * @param excluded the facts that must be false
     * @param user the participant's policy, or null for all policies
     */
    public record Row(
            Set<Fact> required,
            Set<Fact> excluded,
            @Nullable ExchangeArchivingPolicy user,
            Destination destination,
            String why) {
        boolean fits(Situation situation) {
            return (user == null || user == situation.user())
                    && required.stream().allMatch(situation.facts()::has)
                    && excluded.stream().noneMatch(situation.facts()::has);
        }

        /** The value that a fact must have; empty if both values match. */
        public Optional<Boolean> condition(Fact fact) {
            return required.contains(fact)
                    ? Optional.of(true)
                    : excluded.contains(fact) ? Optional.of(false) : Optional.empty();
        }
    }

    /** The rows in order. */
    public static final List<Row> TABLE = List.of(
            new Row(Set.of(), Set.of(ARCHIVING), null, Destination.NONE, "archiving is off"),
            new Row(Set.of(), Set.of(), NO_ARCHIVING, Destination.NONE, "beats every Lync policy"),
            new Row(
                    Set.of(COVERED),
                    Set.of(EXCHANGE),
                    null,
                    Destination.LYNC,
                    "Exchange is not asked; policy says yes"),
            new Row(
                    Set.of(),
                    Set.of(EXCHANGE, COVERED),
                    null,
                    Destination.NONE,
                    "No request to Exchange; the policy refuses"),
            new Row(Set.of(EXCHANGE, COVERED), Set.of(), USE_LYNC, Destination.LYNC, "the user stays with Lync"),
            new Row(Set.of(EXCHANGE), Set.of(COVERED), USE_LYNC, Destination.NONE, "the user stays with Lync"),
            new Row(
                    Set.of(EXCHANGE, COVERED),
                    Set.of(MAILBOX),
                    null,
                    Destination.LYNC,
                    "no mailbox: Lync's policy counts"),
            new Row(
                    Set.of(EXCHANGE),
                    Set.of(MAILBOX, COVERED),
                    null,
                    Destination.NONE,
                    "no mailbox: Lync's policy counts"),
            new Row(Set.of(EXCHANGE, MAILBOX), Set.of(), TO_EXCHANGE, Destination.EXCHANGE, "whatever holds there are"),
            new Row(
                    Set.of(EXCHANGE, MAILBOX, SAME_FOREST, ON_HOLD),
                    Set.of(),
                    UNINITIALIZED,
                    Destination.EXCHANGE,
                    "the hold decides"),
            new Row(
                    Set.of(EXCHANGE, MAILBOX, SAME_FOREST, COVERED),
                    Set.of(ON_HOLD),
                    UNINITIALIZED,
                    Destination.LYNC,
                    "no hold: Lync's policy counts"),
            new Row(
                    Set.of(EXCHANGE, MAILBOX, SAME_FOREST),
                    Set.of(ON_HOLD, COVERED),
                    UNINITIALIZED,
                    Destination.NONE,
                    "no hold: Lync's policy counts"),
            new Row(
                    Set.of(EXCHANGE, MAILBOX, COVERED),
                    Set.of(SAME_FOREST),
                    UNINITIALIZED,
                    Destination.LYNC,
                    "holds there are out of sight"),
            new Row(
                    Set.of(EXCHANGE, MAILBOX),
                    Set.of(SAME_FOREST, COVERED),
                    UNINITIALIZED,
                    Destination.NONE,
                    "holds there are out of sight"));

    private ArchivingDecision() {}

    /** The first matching row. */
    public static Row rowFor(Situation situation) {
        return TABLE.stream()
                .filter(row -> row.fits(situation))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no row for " + situation));
    }
}
