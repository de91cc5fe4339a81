/** The authorization server: tenants, their applications, and the endpoints that issue tokens to them. */
@NullMarked
package org.s2slab.authz;

import org.jspecify.annotations.NullMarked;
