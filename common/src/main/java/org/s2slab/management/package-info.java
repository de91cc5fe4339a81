/** Administration: the products' cmdlets as data, on the management port. */
@NullMarked
package org.s2slab.management;

import org.jspecify.annotations.NullMarked;
