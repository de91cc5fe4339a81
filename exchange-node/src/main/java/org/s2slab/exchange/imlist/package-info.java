/** The contact list of Lync as Exchange stores it, and the EWS operations on it ([MS-OXWSIMGROUP] and related). */
@NullMarked
package org.s2slab.exchange.imlist;

import org.jspecify.annotations.NullMarked;
