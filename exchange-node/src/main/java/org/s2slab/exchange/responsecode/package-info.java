/** Response codes of Exchange Web Services, the errors and faults that carry them, and versions of the schema. */
@NullMarked
package org.s2slab.exchange.responsecode;

import org.jspecify.annotations.NullMarked;
