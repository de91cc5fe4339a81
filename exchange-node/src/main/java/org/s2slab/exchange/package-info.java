/** Exchange: the node, its configuration, its challenges, and its management cmdlets. */
@NullMarked
package org.s2slab.exchange;

import org.jspecify.annotations.NullMarked;
