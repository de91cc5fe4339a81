/** The farm's trust settings: trusted issuers, realm, token service, authorization servers. */
@NullMarked
package org.s2slab.sharepoint.trust;

import org.jspecify.annotations.NullMarked;
