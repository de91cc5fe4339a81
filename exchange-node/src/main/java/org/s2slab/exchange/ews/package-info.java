/** Exchange Web Services: the SOAP front door and one class per operation. */
@NullMarked
package org.s2slab.exchange.ews;

import org.jspecify.annotations.NullMarked;
