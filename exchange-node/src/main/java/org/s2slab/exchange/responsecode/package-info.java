/** EWS response codes, the errors and faults with these codes, and schema versions. */
@NullMarked
package org.s2slab.exchange.responsecode;

import org.jspecify.annotations.NullMarked;
