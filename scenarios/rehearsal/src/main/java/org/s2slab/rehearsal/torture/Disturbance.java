package org.s2slab.rehearsal.torture;

/** Makes something go wrong, and takes its cause away again. Both block, and give a sentence for the reader. */
interface Disturbance {
    String begin(PlannedDisturbance planned);

    String end(PlannedDisturbance planned);
}
