/** Searching other people's mailboxes, and keeping what lies in them: eDiscovery, In-Place Holds, retention. */
@NullMarked
package org.s2slab.exchange.ediscovery;

import org.jspecify.annotations.NullMarked;
