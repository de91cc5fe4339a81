package org.s2slab.rehearsal;

import java.time.Duration;

/**
 * The schedule of a drill, by the deployment's clock.
 *
 * @param left the remaining validity of the current certificate at the start; the authorization server's is years
 * @param step the amount of one clock step: less than the 300 s of clock skew that servers allow; their clocks are
 *     moved one by one
 * @param real the real time between two clock steps, for the calls of users
 * @param rest the time without changes at the start and at the end
 * @param lead the time between the publication of the new certificate and its first use
 * @param drain the time for which the old certificate stays published after that
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
     * The complete schedule: the new certificate is published for a day; the old one stays until its tokens have
     * expired: 8 hours for tokens of Lync and Exchange, 12 for SharePoint's, 24 for those of the authorization server.
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
