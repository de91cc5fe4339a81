/** Hops from journals and reports: parsed, written as sentences, compared with expected ones, drawn as a diagram. */
@NullMarked
package org.s2slab.engine.hops;

import org.jspecify.annotations.NullMarked;
