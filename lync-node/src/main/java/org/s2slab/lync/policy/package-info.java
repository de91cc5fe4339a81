/** User services policies: whether and when a user's contacts may move to Exchange. */
@NullMarked
package org.s2slab.lync.policy;

import org.jspecify.annotations.NullMarked;
