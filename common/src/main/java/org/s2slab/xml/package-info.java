/** XML in and out: an element model that refuses DTDs, a writer, and text of documents. Uses nothing of ours. */
@NullMarked
package org.s2slab.xml;

import org.jspecify.annotations.NullMarked;
