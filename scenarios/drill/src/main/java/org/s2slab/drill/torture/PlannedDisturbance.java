package org.s2slab.drill.torture;

import java.time.Duration;

/**
 * A disturbance that was drawn from the seed.
 *
 * @param begin the time when the fault begins, since the start of the round
 * @param end the time when its cause is removed, since the start of the round
 * @param node the affected node, or the caller on a link
 * @param other the called node on a link; unused for other disturbances
 * @param draw 0 to 999,999, the random value for further details
 */
public record PlannedDisturbance(
        DisturbanceKind kind, Duration begin, Duration end, String node, String other, int draw) {}
