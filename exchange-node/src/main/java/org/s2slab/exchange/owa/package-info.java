/** The people view of Outlook on the web, and what its small JSON interfaces have in common. */
@NullMarked
package org.s2slab.exchange.owa;

import org.jspecify.annotations.NullMarked;
