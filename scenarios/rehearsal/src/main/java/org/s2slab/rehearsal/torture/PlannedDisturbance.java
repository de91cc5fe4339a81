package org.s2slab.rehearsal.torture;

import java.time.Duration;

/**
 * A disturbance as it was drawn.
 *
 * @param begin after the beginning of the traffic
 * @param end likewise; then its cause goes
 * @param node where it happens, or who calls over a link
 * @param other who is called over a link; of no meaning elsewhere
 * @param draw 0 to 999,999, for the details that are drawn
 */
public record PlannedDisturbance(
        DisturbanceKind kind, Duration begin, Duration end, String node, String other, int draw) {}
