/** Synchronisation (MS-OXWSSYNC): the changes of folders and items since a client's last state. */
@NullMarked
package org.s2slab.exchange.sync;

import org.jspecify.annotations.NullMarked;
