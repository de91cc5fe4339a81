/** Saying it: actor tokens, signed and kept, and the unsigned outer token that names the user. Knows nothing of HTTP. */
@NullMarked
package org.s2slab.token;

import org.jspecify.annotations.NullMarked;
