/** Text of XML documents, for whoever writes one. */
@NullMarked
package org.s2slab.xml;

import org.jspecify.annotations.NullMarked;
