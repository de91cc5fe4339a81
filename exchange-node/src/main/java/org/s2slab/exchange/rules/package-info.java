/** Inbox rules: their storage, the EWS operations on them, and what they do with a message that arrives. */
@NullMarked
package org.s2slab.exchange.rules;

import org.jspecify.annotations.NullMarked;
