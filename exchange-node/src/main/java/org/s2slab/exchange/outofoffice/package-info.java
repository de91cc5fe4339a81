/** Automatic replies: settings, sent replies, EWS operations and cmdlets. */
@NullMarked
package org.s2slab.exchange.outofoffice;

import org.jspecify.annotations.NullMarked;
