/** Files with which container engines run a deployment: a compose file, and objects of Kubernetes. */
@NullMarked
package org.s2slab.engine.containers;

import org.jspecify.annotations.NullMarked;
