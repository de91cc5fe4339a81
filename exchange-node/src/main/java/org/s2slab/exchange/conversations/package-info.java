/** Conversations (MS-OXWSCONV): finds the mail of a conversation, and moves, deletes or marks its messages together. */
@NullMarked
package org.s2slab.exchange.conversations;

import org.jspecify.annotations.NullMarked;
