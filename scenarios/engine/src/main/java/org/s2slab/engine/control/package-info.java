/** Ports through which other programs use deployments of this process: one port for each deployment, and one for all. */
@NullMarked
package org.s2slab.engine.control;

import org.jspecify.annotations.NullMarked;
