/** The token endpoints of Azure Access Control Service and the Microsoft identity platform: requests and responses. */
@NullMarked
package org.s2slab.authz.tokens;

import org.jspecify.annotations.NullMarked;
