package org.s2slab.drill.torture;

/** Causes a fault and removes it again. Both methods block and return a sentence for the report. */
interface Disturbance {
    String begin(PlannedDisturbance planned);

    String end(PlannedDisturbance planned);
}
