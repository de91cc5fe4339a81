/** Plays lessons: explains, asks questions, executes the steps, and checks the exercise on the deployment. */
@NullMarked
package org.s2slab.engine.lesson;

import org.jspecify.annotations.NullMarked;
