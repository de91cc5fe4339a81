/** The people Lync knows: who is enabled for it, and whom a token may name. */
@NullMarked
package org.s2slab.lync.users;

import org.jspecify.annotations.NullMarked;
