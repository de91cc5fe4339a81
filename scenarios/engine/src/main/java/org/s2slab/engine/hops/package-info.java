/** Hops as journals and reports have them: read, said in sentences, checked, and drawn as a sequence. */
@NullMarked
package org.s2slab.engine.hops;

import org.jspecify.annotations.NullMarked;
