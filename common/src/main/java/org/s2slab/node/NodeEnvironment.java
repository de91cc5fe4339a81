package org.s2slab.node;

import java.time.Clock;
import org.s2slab.config.HostsFile;
import org.s2slab.trace.IdGenerator;

/** The parts that differ between production, scenarios and tests: the clock, the id generator, the hosts file. */
public record NodeEnvironment(Clock clock, IdGenerator ids, HostsFile hosts) {}
