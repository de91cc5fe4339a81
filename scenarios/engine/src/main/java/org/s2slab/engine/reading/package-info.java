/** Explains hops to people: sentences, the five questions about a call, the origin of its keys, and fixes. */
@NullMarked
package org.s2slab.engine.reading;

import org.jspecify.annotations.NullMarked;
