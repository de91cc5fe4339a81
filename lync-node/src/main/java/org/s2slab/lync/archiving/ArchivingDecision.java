package org.s2slab.lync.archiving;

import static org.s2slab.lync.archiving.ExchangeArchivingPolicy.NO_ARCHIVING;
import static org.s2slab.lync.archiving.ExchangeArchivingPolicy.TO_EXCHANGE;
import static org.s2slab.lync.archiving.ExchangeArchivingPolicy.UNINITIALIZED;
import static org.s2slab.lync.archiving.ExchangeArchivingPolicy.USE_LYNC;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides where one participant's transcript goes. The table contains the rules of Microsoft's planning pages and of
 * {@code Set-CsUser}. The first matching row decides; null matches both values.
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

    /**
     * The input of the decision.
     *
     * @param archiving whether EnableArchiving is not None
     * @param exchange EnableExchangeArchiving
     * @param user the participant's ExchangeArchivingPolicy
     * @param mailbox whether the participant has a mailbox
     * @param sameForest whether the mailbox is in Lync's forest, so that Lync can read its holds
     * @param onHold whether the mailbox is on In-Place Hold
     * @param covered whether the participant's archiving policy covers the conversation (ArchiveInternal or
     *     ArchiveExternal)
     */
    public record Situation(
            boolean archiving,
            boolean exchange,
            ExchangeArchivingPolicy user,
            boolean mailbox,
            boolean sameForest,
            boolean onHold,
            boolean covered) {
        Situation onHold(boolean held) {
            return new Situation(archiving, exchange, user, mailbox, sameForest, held, covered);
        }
    }

    /** A row of the table. Its conditions have the names of {@link Situation}. */
    public record Row(
            @Nullable Boolean archiving,
            @Nullable Boolean exchange,
            @Nullable ExchangeArchivingPolicy user,
            @Nullable Boolean mailbox,
            @Nullable Boolean sameForest,
            @Nullable Boolean onHold,
            @Nullable Boolean covered,
            Destination destination,
            String why) {
        boolean fits(Situation situation) {
            return fits(archiving, situation.archiving())
                    && fits(exchange, situation.exchange())
                    && (user == null || user == situation.user())
                    && fits(mailbox, situation.mailbox())
                    && fits(sameForest, situation.sameForest())
                    && fits(onHold, situation.onHold())
                    && fits(covered, situation.covered());
        }

        private static boolean fits(@Nullable Boolean requested, boolean found) {
            return requested == null || requested == found;
        }
    }

    private static final Boolean YES = true;
    private static final Boolean NO = false;

    /** The rows in order. */
    public static final List<Row> TABLE = List.of(
            new Row(NO, null, null, null, null, null, null, Destination.NONE, "archiving is off"),
            new Row(null, null, NO_ARCHIVING, null, null, null, null, Destination.NONE, "beats every Lync policy"),
            new Row(null, NO, null, null, null, null, YES, Destination.LYNC, "Exchange is not asked; policy says yes"),
            new Row(
                    null,
                    NO,
                    null,
                    null,
                    null,
                    null,
                    NO,
                    Destination.NONE,
                    "No request to Exchange; the policy refuses"),
            new Row(null, YES, USE_LYNC, null, null, null, YES, Destination.LYNC, "the user stays with Lync"),
            new Row(null, YES, USE_LYNC, null, null, null, NO, Destination.NONE, "the user stays with Lync"),
            new Row(null, YES, null, NO, null, null, YES, Destination.LYNC, "no mailbox: Lync's policy counts"),
            new Row(null, YES, null, NO, null, null, NO, Destination.NONE, "no mailbox: Lync's policy counts"),
            new Row(null, YES, TO_EXCHANGE, YES, null, null, null, Destination.EXCHANGE, "whatever holds there are"),
            new Row(null, YES, UNINITIALIZED, YES, YES, YES, null, Destination.EXCHANGE, "the hold decides"),
            new Row(null, YES, UNINITIALIZED, YES, YES, NO, YES, Destination.LYNC, "no hold: Lync's policy counts"),
            new Row(null, YES, UNINITIALIZED, YES, YES, NO, NO, Destination.NONE, "no hold: Lync's policy counts"),
            new Row(null, YES, UNINITIALIZED, YES, NO, null, YES, Destination.LYNC, "holds there are out of sight"),
            new Row(null, YES, UNINITIALIZED, YES, NO, null, NO, Destination.NONE, "holds there are out of sight"));

    private ArchivingDecision() {}

    /** The first matching row. */
    public static Row rowFor(Situation situation) {
        return TABLE.stream()
                .filter(row -> row.fits(situation))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no row for " + situation));
    }
}
