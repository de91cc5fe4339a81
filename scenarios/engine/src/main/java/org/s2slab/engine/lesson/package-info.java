/**
 * Plays lessons: explains, asks questions, executes the steps of a lesson, and checks its exercise on the deployment.
 */
@NullMarked
package org.s2slab.engine.lesson;

import org.jspecify.annotations.NullMarked;
