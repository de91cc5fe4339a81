package org.s2slab.drill;

import java.time.Duration;

/**
 * The schedule of a drill, by the deployment's clock.
 *
 * @param left the remaining validity of the current certificate at the start; it does not apply to the authorization
 *     server, whose certificate is valid for years
 * @param step the size of a clock step; it must be less than the 300 s of clock skew that servers allow, because the
 *     nodes' clocks are moved one after the other
 * @param real the real time between two clock steps, for user calls
 * @param rest the time without changes at the start and at the end
 * @param lead the time between the publication of the new certificate and its first use
 * @param drain the time for which the old certificate stays published after the first use of the new certificate
 */
public record DrillSchedule(Duration left, Duration step, Duration real, Duration rest, Duration lead, Duration drain) {
    private static final Duration SKEW = Duration.ofMinutes(5);

    /** Maximum time for which partners use a metadata document before they read it again. */
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

    /**
     * The number of user calls to wait for between two clock steps.
     *
     * @param rate user calls per second
     * @param times factor, which is higher around a change of certificates
     */
    int calls(int rate, int times) {
        return (int) (rate * real.toMillis() * times / 1000) + 1;
    }

    /**
     * The complete schedule. The new certificate is published for a day before its use. The old certificate stays
     * published until its tokens have expired: 8 hours for tokens of Lync and Exchange, 12 hours for tokens of
     * SharePoint, 24 hours for tokens of the authorization server.
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
