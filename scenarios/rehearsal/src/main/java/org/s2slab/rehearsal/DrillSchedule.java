package org.s2slab.rehearsal;

import java.time.Duration;

/**
 * How the deployment's clock passes in a drill.
 *
 * @param left how long the present certificate is still valid at the beginning; the authorization server's own lives for years
 * @param step by how much it is moved at a time: less than the 300 s of clock skew that servers forgive each other, for their
 *     clocks are moved one after the other
 * @param real how much real time passes between two such steps, for the calls of people
 * @param rest how long all is as ever, at the beginning and at the end
 * @param lead how long the new certificate is published before it is used
 * @param drain how long the old one stays after that
 */
public record DrillSchedule(Duration left, Duration step, Duration real, Duration rest, Duration lead, Duration drain) {
    private static final Duration SKEW = Duration.ofMinutes(5);

    /** How long partners may go on with a document they have read. */
    static final Duration READ_AGAIN = Duration.ofMinutes(15);

    public DrillSchedule {
        if (step.isZero() || step.isNegative() || step.compareTo(SKEW) >= 0) {
            throw new IllegalArgumentException("step: " + step + " is not shorter than " + SKEW);
        }
        if (rest.plus(lead).plus(drain).compareTo(left) >= 0) {
            throw new IllegalArgumentException(
                    "left: the certificate expires after " + left + ", before the rollover is over, which takes "
                            + rest.plus(lead).plus(drain));
        }
        if (lead.compareTo(READ_AGAIN) <= 0) {
            throw new IllegalArgumentException(
                    "lead: " + lead + " leaves partners no time to read, it takes them " + READ_AGAIN);
        }
    }

    /** How many calls are to be answered between two steps, of so many a second; times as many around a switch. */
    int calls(int rate, int times) {
        return (int) (rate * real.toMillis() * times / 1000) + 1;
    }

    /**
     * By the book: published for a day, and kept until what was signed with it has run out: 8 hours for tokens of Lync and
     * Exchange, 12 for SharePoint's, 24 for those of the authorization server.
     */
    public static DrillSchedule byTheBook(String role) {
        int hours = switch (role) {
            case "authz" -> 24;
            case "sharepoint" -> 12;
            default -> 8;
        };
        return new DrillSchedule(
                Duration.ofDays(3),
                Duration.ofMinutes(4),
                Duration.ofMillis(60),
                Duration.ofMinutes(40),
                Duration.ofHours(24),
                Duration.ofHours(hours).plusMinutes(10));
    }
}
