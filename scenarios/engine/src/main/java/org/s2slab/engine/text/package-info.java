/** Text as terminals and reports may show it: colours and signs, shortened credentials. */
@NullMarked
package org.s2slab.engine.text;

import org.jspecify.annotations.NullMarked;
