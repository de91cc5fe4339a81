/** The table of item and folder properties, their values, and their MAPI identities. */
@NullMarked
package org.s2slab.exchange.property;

import org.jspecify.annotations.NullMarked;
