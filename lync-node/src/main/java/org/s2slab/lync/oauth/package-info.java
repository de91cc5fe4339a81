/** How Lync proves itself and whom it trusts: certificate, realm, partner applications. */
@NullMarked
package org.s2slab.lync.oauth;

import org.jspecify.annotations.NullMarked;
