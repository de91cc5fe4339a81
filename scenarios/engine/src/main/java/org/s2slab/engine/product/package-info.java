/** The products: cmdlets for the administrator, paths for other servers, and the trust configuration. */
@NullMarked
package org.s2slab.engine.product;

import org.jspecify.annotations.NullMarked;
