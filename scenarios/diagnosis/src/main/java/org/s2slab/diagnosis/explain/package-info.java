/** Why something was refused: a trace told hop by hop, a token taken apart, an error text of the real products recognised. */
@NullMarked
package org.s2slab.diagnosis.explain;

import org.jspecify.annotations.NullMarked;
