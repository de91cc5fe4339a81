/** What Lync asks of Exchange and what it makes of the answers. */
@NullMarked
package org.s2slab.lync.exchange;

import org.jspecify.annotations.NullMarked;
