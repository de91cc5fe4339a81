package org.s2slab.lync.meetings;

import java.util.List;
import org.s2slab.config.NodeConfig;
import org.s2slab.http.ClientAuthenticator;
import org.s2slab.http.Endpoint;
import org.s2slab.lync.users.SignedInUsers;
import org.s2slab.lync.users.UserStore;
import org.s2slab.management.Cmdlet;
import org.s2slab.node.Door;
import org.s2slab.node.Environment;
import org.s2slab.node.Node;

/** The parts of conference scheduling, the doors they stand behind, and their cmdlets. */
public final class MeetingFeature {
    private final JoinEndpoint join;
    private final List<Endpoint> open;
    private final List<Endpoint> guarded;
    private final List<Cmdlet> cmdlets;

    /** Puts them together; before the node starts, whose validator takes web tickets from now on. */
    public MeetingFeature(Node node, NodeConfig config, UserStore users, SignedInUsers known, Environment environment) {
        var clock = environment.clock();
        String pool = config.hosts().get(0);
        var configuration = new MeetingConfigurationStore(node.database());
        node.afterOpening(configuration::load);
        var people = new ClientAuthenticator(config, users);
        var tickets = new WebTickets(users, node.validator(), clock);
        node.validatesBy(tickets);

        var sessions = new Applications(clock, environment.ids());
        var callers = new UcwaCallers(known, sessions);
        var ucwa = new Ucwa(pool);
        var addresses = MeetingAddresses.of(config.hosts(), config.domain());
        var store = new MeetingStore(node.database());
        var schedule = new Schedule(store, configuration::current, clock, environment.ids());
        var joining = new Joining(store, users, addresses, new Lobby(), clock);
        join = new JoinEndpoint(addresses, people, users, joining, new JoinPage(configuration::current));
        open = List.of(
                new Discovery(pool, config.domain()),
                new XFrameEndpoint(),
                new WebTicketEndpoint(pool, people, tickets, node.journal()));
        guarded = List.of(
                new UserDiscovery(pool),
                new ApplicationsEndpoint(ucwa, callers, sessions, schedule),
                new MeetingsEndpoint(ucwa, callers, schedule, new MeetingJson(addresses)),
                new ValuesEndpoint(ucwa, callers, configuration::current));
        cmdlets = new MeetingConfigurationCmdlets(configuration, pool).all();
    }

    /** For whoever opens the link of a meeting. */
    public Door joining() {
        return Door.forBrowsers(join);
    }

    /** For anyone who looks for the service or signs in to it. */
    public Door open() {
        return Door.forAnyone(open.toArray(Endpoint[]::new));
    }

    /** For people with a web ticket, and partners with a token for a person. */
    public Door guarded() {
        return Door.forPartners(guarded.toArray(Endpoint[]::new));
    }

    public List<Cmdlet> cmdlets() {
        return cmdlets;
    }
}
