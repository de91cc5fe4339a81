package org.s2slab.lync.meetings;

import java.time.Clock;
import java.util.List;
import org.s2slab.lync.users.SignedInUsers;
import org.s2slab.node.Door;
import org.s2slab.store.Database;
import org.s2slab.trace.Ids;

/** The parts of conference scheduling, and the doors they stand behind. */
public final class Conferencing {
    private final Discovery discovery;
    private final UserDiscovery user;
    private final ApplicationsEndpoint applications;
    private final MeetingsEndpoint meetings;

    /**
     * @param hosts the names the pool answers to, the principal one first
     * @param domain the default SIP domain
     */
    public Conferencing(
            Database database, SignedInUsers people, List<String> hosts, String domain, Clock clock, Ids ids) {
        String pool = hosts.get(0);
        var sessions = new Applications(clock, ids);
        var callers = new UcwaCallers(people, sessions);
        var ucwa = new Ucwa(pool);
        var schedule = new Schedule(new MeetingStore(database), () -> MeetingConfiguration.INSTALLED, clock, ids);
        discovery = new Discovery(pool, domain);
        user = new UserDiscovery(pool);
        applications = new ApplicationsEndpoint(ucwa, callers, sessions);
        meetings = new MeetingsEndpoint(ucwa, callers, schedule, new MeetingJson(MeetingAddresses.of(hosts, domain)));
    }

    /** For anyone who looks for the service. */
    public Door open() {
        return Door.forAnyone(discovery);
    }

    /** For partners with a token. */
    public Door guarded() {
        return Door.forPartners(user, applications, meetings);
    }
}
