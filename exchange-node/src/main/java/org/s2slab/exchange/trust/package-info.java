/** Partner applications, certificates and the authorization configuration of Exchange. */
@NullMarked
package org.s2slab.exchange.trust;

import org.jspecify.annotations.NullMarked;
