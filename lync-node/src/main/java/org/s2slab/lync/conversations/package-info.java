/** Instant messages between users, in twos and in conferences; their clients' HTTP stands in for SIP. */
@NullMarked
package org.s2slab.lync.conversations;

import org.jspecify.annotations.NullMarked;
