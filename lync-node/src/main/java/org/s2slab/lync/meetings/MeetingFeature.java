package org.s2slab.lync.meetings;

import org.s2slab.http.ClientAuthenticator;
import org.s2slab.lync.users.SignedInUsers;
import org.s2slab.lync.users.UserStore;
import org.s2slab.node.Door;
import org.s2slab.node.Feature;
import org.s2slab.node.Node;

/** Online meetings over UCWA. */
public final class MeetingFeature extends Feature {
    /** Has the node's validator accept web tickets from now on. */
    public MeetingFeature(Node node, UserStore users) {
        var clock = node.clock();
        var hosts = node.config().hosts();
        String domain = node.config().domain();
        String pool = node.host();
        var configuration = new MeetingConfigurationStore(node.database());
        var people = new ClientAuthenticator(node.config(), users);
        var tickets = new WebTickets(users, node.validator(), clock);
        node.validatesBy(tickets);

        var sessions = new Applications(clock, node.ids());
        var callers = new UcwaCallers(new SignedInUsers(users), sessions);
        var ucwa = new Ucwa(pool);
        var addresses = MeetingAddresses.of(hosts, domain);
        var store = new MeetingStore(node.database());
        var schedule = new Schedule(store, configuration::current, clock, node.ids());
        var joining = new Joining(store, users, addresses, new Lobby(), clock);
        onLoad(configuration::load);
        endpoints(
                Door.forBrowsers(
                        new JoinEndpoint(addresses, people, users, joining, new JoinPage(configuration::current))),
                Door.forAnyone(
                        new Discovery(pool, domain),
                        new XFrameEndpoint(),
                        new WebTicketEndpoint(pool, people, tickets, node.journal())),
                Door.forPartners(
                        new UserDiscovery(pool),
                        new ApplicationsEndpoint(ucwa, callers, sessions, schedule),
                        new MeetingsEndpoint(ucwa, callers, schedule, new MeetingJson(addresses)),
                        new ValuesEndpoint(ucwa, callers, configuration::current)));
        cmdlets(new MeetingConfigurationCmdlets(configuration, pool).all());
    }
}
