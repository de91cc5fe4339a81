/** Calling out: challenge, actor token, outer token, call. */
@NullMarked
package org.s2slab.client;

import org.jspecify.annotations.NullMarked;
