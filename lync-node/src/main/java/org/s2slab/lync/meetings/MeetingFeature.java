package org.s2slab.lync.meetings;

import org.s2slab.http.BasicAuthenticator;
import org.s2slab.lync.users.RegistrarPools;
import org.s2slab.lync.users.SignedInUserResolver;
import org.s2slab.lync.users.UserStore;
import org.s2slab.node.EndpointGroup;
import org.s2slab.node.Feature;
import org.s2slab.node.Node;

/** Adds online meetings over UCWA to the Lync node. */
public final class MeetingFeature extends Feature {
    /** Replaces the node's validator by one that also accepts web tickets. */
    public MeetingFeature(Node node, UserStore users) {
        var clock = node.clock();
        var hosts = node.config().network().hosts();
        String domain = node.config().domain();
        String pool = node.host();
        var configuration = new MeetingConfigurationStore(node.database());
        var people = new BasicAuthenticator(node.config(), users);
        var tickets = new WebTicketValidator(node.database(), users, node.validator(), clock);
        node.validatesBy(tickets);

        var sessions = new UcwaApplicationRegistry(node.database(), clock, node.ids());
        var callers = new UcwaCallerResolver(new SignedInUserResolver(users), sessions);
        var ucwa = new UcwaResponder(pool);
        var addresses = MeetingAddresses.of(hosts, domain);
        var store = new OnlineMeetingStore(node.database());
        var schedule = new OnlineMeetingService(store, configuration::current, clock, node.ids());
        var lobby = new MeetingLobby(node.database(), clock);
        var joining = new MeetingJoinService(store, users, addresses, lobby, clock);
        onLoad(configuration::load);
        endpoints(
                EndpointGroup.forBrowsers(
                        new JoinEndpoint(addresses, people, users, joining, new JoinPage(configuration::current))),
                EndpointGroup.forAnyone(
                        new LyncDiscoveryEndpoint(pool, domain),
                        new XFrameEndpoint(),
                        new WebTicketEndpoint(pool, people, tickets, node.journal())),
                EndpointGroup.forPartners(
                        new UserDiscoveryEndpoint(RegistrarPools.of(node.config()), users),
                        new UcwaApplicationsEndpoint(ucwa, callers, sessions, schedule),
                        new OnlineMeetingsEndpoint(ucwa, callers, schedule, new OnlineMeetingJson(addresses)),
                        new MeetingOptionsEndpoint(ucwa, callers, configuration::current)));
        cmdlets(new MeetingConfigurationCmdlets(configuration, pool).all());
    }
}
