/** Inbox rules: their storage, the EWS operations on them, and their execution on arriving messages. */
@NullMarked
package org.s2slab.exchange.rules;

import org.jspecify.annotations.NullMarked;
