/** The people view of Outlook on the web, and the common code of its JSON interfaces. */
@NullMarked
package org.s2slab.exchange.owa;

import org.jspecify.annotations.NullMarked;
