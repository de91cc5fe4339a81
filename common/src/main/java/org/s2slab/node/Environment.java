package org.s2slab.node;

import java.time.Clock;
import org.s2slab.config.Hosts;
import org.s2slab.trace.Ids;

/** What differs between a production start, a scenario and a test: the clock, the source of ids, the hosts file. */
public record Environment(Clock clock, Ids ids, Hosts hosts) {}
