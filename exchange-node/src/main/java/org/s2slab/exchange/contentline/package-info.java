/** Content lines: iCalendar (RFC 5545) and vCard (RFC 6350) as views of items. */
@NullMarked
package org.s2slab.exchange.contentline;

import org.jspecify.annotations.NullMarked;
