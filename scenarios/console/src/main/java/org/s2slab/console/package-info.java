/** The browser console of one deployment: a trust map, running scenarios, and manual experiments. */
@NullMarked
package org.s2slab.console;

import org.jspecify.annotations.NullMarked;
