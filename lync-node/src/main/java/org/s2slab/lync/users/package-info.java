/** The users of Lync: who is enabled, and how a token's user is found. */
@NullMarked
package org.s2slab.lync.users;

import org.jspecify.annotations.NullMarked;
