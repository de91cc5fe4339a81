/** Whom the farm trusts and what it lets applications do: trusted issuers, realm, token service, app principals. */
@NullMarked
package org.s2slab.sharepoint.trust;

import org.jspecify.annotations.NullMarked;
