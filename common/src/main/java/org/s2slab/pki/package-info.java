/** Keys and certificates: the lab's root authority, signing keys with dates, the machine's certificate store, TLS options. The only package that sees BouncyCastle. */
@NullMarked
package org.s2slab.pki;

import org.jspecify.annotations.NullMarked;
