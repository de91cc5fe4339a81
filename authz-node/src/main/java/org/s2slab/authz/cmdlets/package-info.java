/** The cmdlets of the MSOnline module, and the few of this lab, by which administrators manage tenants and their applications. */
@NullMarked
package org.s2slab.authz.cmdlets;

import org.jspecify.annotations.NullMarked;
