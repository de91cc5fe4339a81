/** The registry of tenants: their applications, the credentials, and the names that token requests may use. */
@NullMarked
package org.s2slab.authz.registry;

import org.jspecify.annotations.NullMarked;
