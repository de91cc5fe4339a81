/** MIME (RFC 2045): items read from messages with headers and parts, and written as such messages. */
@NullMarked
package org.s2slab.exchange.mime;

import org.jspecify.annotations.NullMarked;
