/** The directory of the tenants: which applications there are, by what they prove themselves, by which names they are asked for. */
@NullMarked
package org.s2slab.authz.registry;

import org.jspecify.annotations.NullMarked;
