package org.s2slab.rehearsal.torture;

import java.time.Duration;

/**
 * A disturbance as drawn from the seed.
 *
 * @param begin the time of the fault, since the start of the traffic
 * @param end the time at which its cause is removed, since the start of the traffic
 * @param node the affected node, or the caller on a link
 * @param other the called node on a link; unused for other disturbances
 * @param draw 0 to 999,999, the random value for further details
 */
public record PlannedDisturbance(
        DisturbanceKind kind, Duration begin, Duration end, String node, String other, int draw) {}
