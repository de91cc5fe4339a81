package org.s2slab.node;

import java.time.Clock;
import org.s2slab.config.HostsFile;
import org.s2slab.trace.IdGenerator;

/** What differs between a production start, a scenario and a test: the clock, the source of ids, the hosts file. */
public record NodeEnvironment(Clock clock, IdGenerator ids, HostsFile hosts) {}
