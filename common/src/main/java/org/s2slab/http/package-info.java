/** Being called: one credential per request, one authenticator per kind of caller, one place where a failure becomes an answer. */
@NullMarked
package org.s2slab.http;

import org.jspecify.annotations.NullMarked;
