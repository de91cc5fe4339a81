/** Time zones with Windows ids: their rules, their EWS definitions, and their forms in requests. */
@NullMarked
package org.s2slab.exchange.timezone;

import org.jspecify.annotations.NullMarked;
