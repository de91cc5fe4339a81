/** The client side of a server-to-server call: challenge, actor token, outer token, request. */
@NullMarked
package org.s2slab.client;

import org.jspecify.annotations.NullMarked;
