/** Instant messages in conversations of two people and in conferences; HTTP replaces SIP. */
@NullMarked
package org.s2slab.lync.conversations;

import org.jspecify.annotations.NullMarked;
