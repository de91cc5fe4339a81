/** Keys and certificates: root authority, signing keys, certificate store, TLS. Only this package uses BouncyCastle. */
@NullMarked
package org.s2slab.pki;

import org.jspecify.annotations.NullMarked;
