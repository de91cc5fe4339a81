/** Organization-wide settings: accepted domains and the authorization configuration. */
@NullMarked
package org.s2slab.exchange.organization;

import org.jspecify.annotations.NullMarked;
