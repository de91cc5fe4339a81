/** MIME (RFC 2045): reads items from messages, and writes items as messages. */
@NullMarked
package org.s2slab.exchange.mime;

import org.jspecify.annotations.NullMarked;
