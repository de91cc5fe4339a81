/** Exchange Web Services: the SOAP endpoint, access control, schemas and the interface of operations. */
@NullMarked
package org.s2slab.exchange.ews;

import org.jspecify.annotations.NullMarked;
