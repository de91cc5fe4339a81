/** The authorization server: for now it says who it is; actor tokens come with the online deployments. */
@NullMarked
package org.s2slab.authz;

import org.jspecify.annotations.NullMarked;
