/** Photos of users: their storage, the cmdlets, the EWS operation and the HTTP endpoint. */
@NullMarked
package org.s2slab.exchange.photos;

import org.jspecify.annotations.NullMarked;
