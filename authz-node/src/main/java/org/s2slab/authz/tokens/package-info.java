/** The token endpoint of Azure Access Control Service: its forms and its answers. */
@NullMarked
package org.s2slab.authz.tokens;

import org.jspecify.annotations.NullMarked;
