/** The configuration file of a node: its keys, their values and the errors. */
@NullMarked
package org.s2slab.config;

import org.jspecify.annotations.NullMarked;
