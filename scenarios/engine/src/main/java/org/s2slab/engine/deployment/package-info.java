/** What runs where: deployments as data, started and stopped as a whole. */
@NullMarked
package org.s2slab.engine.deployment;

import org.jspecify.annotations.NullMarked;
