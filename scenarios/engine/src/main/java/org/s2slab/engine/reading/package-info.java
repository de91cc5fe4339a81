/** What hops say to readers: sentences, the five questions, the origin of keys, and fixes. */
@NullMarked
package org.s2slab.engine.reading;

import org.jspecify.annotations.NullMarked;
