/** What an administrator of each product types, and where each product has what other servers come for. */
@NullMarked
package org.s2slab.scenarios.product;

import org.jspecify.annotations.NullMarked;
