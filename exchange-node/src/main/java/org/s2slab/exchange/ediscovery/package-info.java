/** eDiscovery, In-Place Holds and retention: searches mailboxes and retains their items. */
@NullMarked
package org.s2slab.exchange.ediscovery;

import org.jspecify.annotations.NullMarked;
