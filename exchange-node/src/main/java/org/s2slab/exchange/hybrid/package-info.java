/** Calls to the other Exchange organisation of a hybrid deployment: connectors, authorization servers and tests. */
@NullMarked
package org.s2slab.exchange.hybrid;

import org.jspecify.annotations.NullMarked;
