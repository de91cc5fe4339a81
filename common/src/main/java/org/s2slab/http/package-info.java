/** The server side of a call: one credential per request, one authenticator per kind of caller, one failure handler. */
@NullMarked
package org.s2slab.http;

import org.jspecify.annotations.NullMarked;
