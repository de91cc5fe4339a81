/** Automatic replies: their settings, who was replied to, the EWS operations and the cmdlets. */
@NullMarked
package org.s2slab.exchange.outofoffice;

import org.jspecify.annotations.NullMarked;
