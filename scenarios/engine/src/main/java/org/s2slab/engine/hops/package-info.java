/** Reads hops from journals and reports, writes them as sentences, compares them and draws diagrams. */
@NullMarked
package org.s2slab.engine.hops;

import org.jspecify.annotations.NullMarked;
