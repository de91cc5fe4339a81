/** What runs where: deployments as data, started and stopped as a whole. */
@NullMarked
package org.s2slab.scenarios.topology;

import org.jspecify.annotations.NullMarked;
