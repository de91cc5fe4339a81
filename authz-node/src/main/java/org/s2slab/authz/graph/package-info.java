/** Microsoft Graph: the requests with which administrators and scripts change the applications of a tenant. */
@NullMarked
package org.s2slab.authz.graph;

import org.jspecify.annotations.NullMarked;
