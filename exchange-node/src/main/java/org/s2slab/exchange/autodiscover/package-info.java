/** Autodiscover: locates the EWS endpoint of a mailbox, by SOAP and by plain XML. */
@NullMarked
package org.s2slab.exchange.autodiscover;

import org.jspecify.annotations.NullMarked;
