/** The authorization server: tenants, their applications, and the tokens it gives them through its doors. */
@NullMarked
package org.s2slab.authz;

import org.jspecify.annotations.NullMarked;
