/** Contact lists in Lync or Exchange, their migration to Exchange and the rollback. */
@NullMarked
package org.s2slab.lync.contacts;

import org.jspecify.annotations.NullMarked;
