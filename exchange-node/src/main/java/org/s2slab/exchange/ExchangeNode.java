package org.s2slab.exchange;

import io.vertx.core.Future;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.NodeConfig;
import org.s2slab.config.RequestLimit;
import org.s2slab.exchange.addressbook.AddressBook;
import org.s2slab.exchange.addressbook.AddressBookOperations;
import org.s2slab.exchange.addressbook.DistributionGroups;
import org.s2slab.exchange.autodiscover.AutodiscoverProbe;
import org.s2slab.exchange.autodiscover.PlainAutodiscover;
import org.s2slab.exchange.autodiscover.SoapAutodiscover;
import org.s2slab.exchange.availability.GetUserAvailability;
import org.s2slab.exchange.availability.OtherPremises;
import org.s2slab.exchange.discovery.EDiscoveryFeature;
import org.s2slab.exchange.ews.ActingMailbox;
import org.s2slab.exchange.ews.EwsEndpoint;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.ImListFeature;
import org.s2slab.exchange.ews.RequestSchema;
import org.s2slab.exchange.ews.SchemaEndpoint;
import org.s2slab.exchange.items.Delivery;
import org.s2slab.exchange.items.FolderContents;
import org.s2slab.exchange.items.ItemOperations;
import org.s2slab.exchange.items.Stores;
import org.s2slab.exchange.mailbox.ImStores;
import org.s2slab.exchange.mailbox.MailboxDirectory;
import org.s2slab.exchange.mailbox.MailboxEvents;
import org.s2slab.exchange.mailbox.MailboxStore;
import org.s2slab.exchange.mailbox.RoleAssignments;
import org.s2slab.exchange.notifications.NotificationFeature;
import org.s2slab.exchange.owa.PeopleEndpoint;
import org.s2slab.exchange.scheduling.Invitations;
import org.s2slab.exchange.scheduling.SchedulingFeature;
import org.s2slab.exchange.search.QueryReader;
import org.s2slab.management.Cmdlet;
import org.s2slab.node.Door;
import org.s2slab.node.Environment;
import org.s2slab.node.Node;
import org.s2slab.node.NodeMain;
import org.s2slab.node.Role;
import org.s2slab.store.Database;

/** The Exchange role: mailboxes behind Exchange Web Services, found by Autodiscover. */
public final class ExchangeNode extends Role {
    private final ExchangeConfig config;
    private final Environment environment;
    private @Nullable NotificationFeature notifications;

    public ExchangeNode(ExchangeConfig config, Environment environment) {
        this.config = config;
        this.environment = environment;
    }

    /** Starts the node as a process of its own, by its configuration file. */
    public static void main(String[] args) {
        NodeMain.run(args, ExchangeConfig.class, ExchangeNode::new);
    }

    @Override
    public Future<?> start() {
        var clock = environment.clock();
        var ids = environment.ids();
        NodeConfig common = config.node();
        Database database = Database.inFolderOf(vertx, common, "db/common", "db/exchange");

        var organisation = new Organisation(common, config.firstDomains(), database);
        var mailboxes = new MailboxDirectory(database, ids, organisation::realm, MailboxStore.defaultGroups(ids));
        var roles = new RoleAssignments(database);
        var groups = new DistributionGroups(database, ids);
        var stores = Stores.of(database, ids, clock);
        var discovery = new EDiscoveryFeature(
                vertx, database, common.directory(), stores.items(), mailboxes, groups, queries(), clock, ids);
        var dialect = new ExchangeDialect();
        Node started = runsOn(new Node(vertx, common, dialect, environment, database, organisation::self, mailboxes));
        var trust = new TrustFeature(started, organisation, mailboxes, roles, common.online(), environment);
        dialect.sendsPeopleTo(trust::authorizationEndpoint);
        loads(started, organisation, mailboxes, roles, groups, trust, discovery);

        var notifying = notifying(started, stores, roles);
        var book = new AddressBook(mailboxes, groups);
        var scheduling = new SchedulingFeature(database, mailboxes, book, stores.items(), clock, ids);
        started.afterOpening(scheduling::resume).defers(scheduling.deferred());
        var lists = ImStores.of(database, ids, clock, config.limits());
        var operations = Stream.of(
                operations(lists, mailboxes, book, stores, scheduling.invitations(), trust.otherCalendars()),
                discovery.operations(),
                notifying.operations());
        return started.start(
                        Door.forAnyone(new AutodiscoverProbe()),
                        Door.forPeople(
                                scheduling.door(started.partnerClient(), started.failures()),
                                new PeopleEndpoint(mailboxes, lists)),
                        services(operations, started, mailboxes, roles),
                        trust.door(),
                        Door.forAdministrators(cmdlets(started, organisation, mailboxes, roles, groups, discovery)))
                .onSuccess(listening -> {
                    scheduling.keepFollowing(started.timers());
                    notifying.keepTidy();
                    RequestSchema.compiled(vertx);
                });
    }

    private void loads(
            Node started,
            Organisation organisation,
            MailboxDirectory mailboxes,
            RoleAssignments roles,
            DistributionGroups groups,
            TrustFeature trust,
            EDiscoveryFeature discovery) {
        organisation.whenChanged(started.epoch()::advance);
        mailboxes.whenChanged(started.epoch()::advance);
        started.afterOpening(organisation::load)
                .afterOpening(() -> mailboxes.load(config.node().accounts()))
                .afterOpening(roles::load)
                .afterOpening(groups::load)
                .afterOpening(trust::load)
                .afterOpening(() -> discovery.load(started.timers()))
                .afterOpening(new AuthCertificate(
                        vertx, started.certificates(), started.signingKeys(), environment.clock())::makeAtFirstStart);
    }

    private NotificationFeature notifying(Node started, Stores stores, RoleAssignments roles) {
        var made = new NotificationFeature(
                started.timers(),
                new MailboxEvents(started.database()),
                stores,
                roles,
                started.epoch()::current,
                environment.clock(),
                environment.ids());
        notifications = made;
        return made;
    }

    @Override
    public Future<?> stop() {
        if (notifications != null) {
            notifications.close();
        }
        return super.stop();
    }

    private Door services(
            Stream<List<EwsOperation>> operations, Node started, MailboxDirectory mailboxes, RoleAssignments roles) {
        String host = host();
        return Door.forPeopleAndPartners(
                ews(operations, started, mailboxes, roles),
                new SchemaEndpoint(),
                new SoapAutodiscover(mailboxes, host, environment.ids()),
                new PlainAutodiscover(mailboxes, host, environment.clock()));
    }

    private EwsEndpoint ews(
            Stream<List<EwsOperation>> operations, Node started, MailboxDirectory mailboxes, RoleAssignments roles) {
        var partners = started.partners();
        var acting = new ActingMailbox(
                mailboxes, roles, started.journal(), application -> PartnerRegistration.of(partners, application));
        return new EwsEndpoint(
                operations.flatMap(List::stream).toList(),
                new RequestSchema(),
                acting,
                environment.ids(),
                host(),
                config.node().requestLimits().count(RequestLimit.LIST_ENTRIES));
    }

    private QueryReader queries() {
        return new QueryReader(
                environment.clock(), config.node().requestLimits().count(RequestLimit.QUERY_TERMS));
    }

    private String host() {
        return config.node().hosts().get(0);
    }

    private List<EwsOperation> operations(
            ImStores lists,
            MailboxDirectory mailboxes,
            AddressBook book,
            Stores stores,
            Invitations invitations,
            OtherPremises elsewhere) {
        var ids = environment.ids();
        return Stream.of(
                        ImListFeature.all(lists, mailboxes),
                        ItemOperations.all(
                                new FolderContents(lists.lists(), stores),
                                stores,
                                new Delivery(stores.attachments(), book, environment.clock(), ids),
                                invitations,
                                queries()),
                        AddressBookOperations.all(book, lists.lists()),
                        List.<EwsOperation>of(new GetUserAvailability(book, stores.items(), elsewhere)))
                .flatMap(List::stream)
                .toList();
    }

    private List<List<Cmdlet>> cmdlets(
            Node started,
            Organisation organisation,
            MailboxDirectory mailboxes,
            RoleAssignments roles,
            DistributionGroups groups,
            EDiscoveryFeature discovery) {
        var clock = environment.clock();
        var certificates = new ExchangeCertificateCmdlets(vertx, started.certificates(), clock);
        var retention = new RetentionCmdlets(mailboxes, discovery.preservation(), discovery.assistant());
        return List.of(
                started.serverCmdlets(),
                started.aboutTrust(
                        new AuthConfigCmdlets(organisation, started.signingKeys(), certificates, clock).all()),
                started.aboutTrust(certificates.all()),
                started.aboutTrust(new AcceptedDomainCmdlets(organisation).all()),
                new MailboxCmdlets(mailboxes, retention).all(),
                retention.all(),
                new MailboxSearchCmdlets(
                                discovery.preservation(),
                                discovery.holds(),
                                mailboxes,
                                queries(),
                                clock,
                                environment.ids())
                        .all(),
                new DistributionGroupCmdlets(groups, mailboxes, organisation).all(),
                new RoleCmdlets(roles, mailboxes).all(),
                new RoleGroupCmdlets(roles, mailboxes).all());
    }
}
