package org.s2slab.engine.reading;

/**
 * The step of a scenario with which a hop is shown.
 *
 * @param number its number in the scenario, from 1
 */
public record StepReference(int number, String title) {}
