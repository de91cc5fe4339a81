/** The content of items: properties with their EWS and MAPI forms, people, and attachments. */
@NullMarked
package org.s2slab.exchange.content;

import org.jspecify.annotations.NullMarked;
