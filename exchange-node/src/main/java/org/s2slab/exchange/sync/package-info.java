/** Synchronisation (MS-OXWSSYNC): the changes of folders and items since the last state that a client has. */
@NullMarked
package org.s2slab.exchange.sync;

import org.jspecify.annotations.NullMarked;
