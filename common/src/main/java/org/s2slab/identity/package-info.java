/** Identities: principals, audiences, users. The values validate themselves. Uses no other package of the project. */
@NullMarked
package org.s2slab.identity;

import org.jspecify.annotations.NullMarked;
