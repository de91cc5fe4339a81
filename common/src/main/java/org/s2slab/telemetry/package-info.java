/** Sends the hops and requests of a node as spans to a collector of OpenTelemetry. */
@NullMarked
package org.s2slab.telemetry;

import org.jspecify.annotations.NullMarked;
