/** Forges valid and spoiled tokens from the keys that an attacker has and from public data. */
@NullMarked
package org.s2slab.engine.forge;

import org.jspecify.annotations.NullMarked;
