/** A page in the browser for one deployment: its trust as a map, its scenarios as they happen, and experiments by hand. */
@NullMarked
package org.s2slab.console;

import org.jspecify.annotations.NullMarked;
