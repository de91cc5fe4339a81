/** Makes tokens: signed and cached actor tokens, and the unsigned outer token that names the user. Uses no HTTP. */
@NullMarked
package org.s2slab.token;

import org.jspecify.annotations.NullMarked;
