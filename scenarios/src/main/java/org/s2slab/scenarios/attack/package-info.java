/** What an outsider can make with the keys it holds and with what is public. */
@NullMarked
package org.s2slab.scenarios.attack;

import org.jspecify.annotations.NullMarked;
