/** The products: their cmdlets for an administrator, their paths for other servers, and their trust configuration. */
@NullMarked
package org.s2slab.engine.product;

import org.jspecify.annotations.NullMarked;
