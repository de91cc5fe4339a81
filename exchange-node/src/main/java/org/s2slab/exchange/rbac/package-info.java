/** The management roles of applications and their scopes (RBAC for Applications), and application access policies. */
@NullMarked
package org.s2slab.exchange.rbac;

import org.jspecify.annotations.NullMarked;
