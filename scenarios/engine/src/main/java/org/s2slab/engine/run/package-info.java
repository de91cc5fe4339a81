/** Runs scenarios: starts deployments, executes steps in order, and compares outputs and hops. */
@NullMarked
package org.s2slab.engine.run;

import org.jspecify.annotations.NullMarked;
