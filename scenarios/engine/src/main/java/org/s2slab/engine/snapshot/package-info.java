/** Snapshots: the data of a running deployment in one file, which is restored, or opened as a new deployment. */
@NullMarked
package org.s2slab.engine.snapshot;

import org.jspecify.annotations.NullMarked;
