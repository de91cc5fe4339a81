/** The trust configuration of this node: partner applications and the keys in their AuthMetadata documents. */
@NullMarked
package org.s2slab.trust;

import org.jspecify.annotations.NullMarked;
