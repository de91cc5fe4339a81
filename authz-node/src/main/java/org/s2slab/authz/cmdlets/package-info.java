/** The cmdlets of the MSOnline module and of the lab that manage tenants and their applications. */
@NullMarked
package org.s2slab.authz.cmdlets;

import org.jspecify.annotations.NullMarked;
