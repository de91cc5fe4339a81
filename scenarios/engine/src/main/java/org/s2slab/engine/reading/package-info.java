/**
 * Explains hops to people: sentences, the five questions about a call, the origin of its keys, and the fixes of
 * refusals.
 */
@NullMarked
package org.s2slab.engine.reading;

import org.jspecify.annotations.NullMarked;
