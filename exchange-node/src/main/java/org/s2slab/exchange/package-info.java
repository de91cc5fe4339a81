/** Exchange: the node, its configuration, how it challenges, and the cmdlets it is managed with. */
@NullMarked
package org.s2slab.exchange;

import org.jspecify.annotations.NullMarked;
