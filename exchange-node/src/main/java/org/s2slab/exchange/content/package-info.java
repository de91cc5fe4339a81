/** What an item contains: its properties with their forms as elements and in MAPI, its people, and its attachments. */
@NullMarked
package org.s2slab.exchange.content;

import org.jspecify.annotations.NullMarked;
