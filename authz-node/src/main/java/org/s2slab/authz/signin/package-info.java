/** The sign-in of people: authorization codes with PKCE, codes of devices, and the tokens for both. */
@NullMarked
package org.s2slab.authz.signin;

import org.jspecify.annotations.NullMarked;
