/** XML: an element model without DTDs, a writer, and text of documents. Uses no other package of the project. */
@NullMarked
package org.s2slab.xml;

import org.jspecify.annotations.NullMarked;
