/** Explains refusals: traces hop by hop, the content of tokens, and error texts of the real products. */
@NullMarked
package org.s2slab.diagnosis.explain;

import org.jspecify.annotations.NullMarked;
