/** Whom this node believes: partner applications and the keys their AuthMetadata documents publish. */
@NullMarked
package org.s2slab.trust;

import org.jspecify.annotations.NullMarked;
