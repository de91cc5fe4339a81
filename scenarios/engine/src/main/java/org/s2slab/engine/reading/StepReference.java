package org.s2slab.engine.reading;

/**
 * The scenario step to which a hop belongs.
 *
 * @param number the step's number in the scenario, starting at 1
 */
public record StepReference(int number, String title) {}
