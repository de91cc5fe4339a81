/** eDiscovery, In-Place Holds and retention: searches mailboxes and retains items. */
@NullMarked
package org.s2slab.exchange.ediscovery;

import org.jspecify.annotations.NullMarked;
