/** Exchange as Lync sees it: found by Autodiscover, spoken to by EWS with a token for the user. */
@NullMarked
package org.s2slab.lync.exchange;

import org.jspecify.annotations.NullMarked;
