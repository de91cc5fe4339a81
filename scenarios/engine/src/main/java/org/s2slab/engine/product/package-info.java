/** What an administrator of each product types, and where each product has what other servers come for. */
@NullMarked
package org.s2slab.engine.product;

import org.jspecify.annotations.NullMarked;
