/** The HTTPS ports of a node: the checks of a request in order, authentication of callers, responses to failures. */
@NullMarked
package org.s2slab.http;

import org.jspecify.annotations.NullMarked;
