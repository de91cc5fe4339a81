/** Playing a scenario: steps in order, each in its own trace, and what must have travelled. */
@NullMarked
package org.s2slab.engine.run;

import org.jspecify.annotations.NullMarked;
