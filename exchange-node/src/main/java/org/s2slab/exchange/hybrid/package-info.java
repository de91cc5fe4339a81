/** The other half of a hybrid organisation: which domains live there, how it is asked, and whether it answers. */
@NullMarked
package org.s2slab.exchange.hybrid;

import org.jspecify.annotations.NullMarked;
