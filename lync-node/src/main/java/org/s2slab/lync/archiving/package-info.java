/** What of conversations is kept, where, and how it gets there: policy, transcripts, the storage service. */
@NullMarked
package org.s2slab.lync.archiving;

import org.jspecify.annotations.NullMarked;
