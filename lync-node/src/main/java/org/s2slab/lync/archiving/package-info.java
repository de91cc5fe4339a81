/** Archiving of conversations: policies, transcripts, Lync's own archive and the storage service. */
@NullMarked
package org.s2slab.lync.archiving;

import org.jspecify.annotations.NullMarked;
