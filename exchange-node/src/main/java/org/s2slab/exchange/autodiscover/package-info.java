/** Autodiscover: where a mailbox's web services are, by SOAP and by plain XML. */
@NullMarked
package org.s2slab.exchange.autodiscover;

import org.jspecify.annotations.NullMarked;
