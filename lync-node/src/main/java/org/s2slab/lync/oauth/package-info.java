/** Lync's OAuth settings: certificate, realm, partner applications and authorization servers. */
@NullMarked
package org.s2slab.lync.oauth;

import org.jspecify.annotations.NullMarked;
