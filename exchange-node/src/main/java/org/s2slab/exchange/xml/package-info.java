/** XML in and out: a small element model that refuses DTDs, and a writer of answers. Uses nothing of ours. */
@NullMarked
package org.s2slab.exchange.xml;

import org.jspecify.annotations.NullMarked;
