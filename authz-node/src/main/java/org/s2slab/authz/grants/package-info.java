/** The decision whether an application gets a token, and the record of each issued token. */
@NullMarked
package org.s2slab.authz.grants;

import org.jspecify.annotations.NullMarked;
