/** What a node's configuration file says, and what it must not say. */
@NullMarked
package org.s2slab.config;

import org.jspecify.annotations.NullMarked;
