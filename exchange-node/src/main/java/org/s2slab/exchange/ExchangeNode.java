package org.s2slab.exchange;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.s2slab.config.NodeConfig;
import org.s2slab.config.RequestLimit;
import org.s2slab.exchange.access.ItemStores;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.accounts.RoleAssignmentStore;
import org.s2slab.exchange.addressbook.AddressBook;
import org.s2slab.exchange.addressbook.DistributionGroupStore;
import org.s2slab.exchange.addressbook.RoomStore;
import org.s2slab.exchange.availability.AvailabilityOperations;
import org.s2slab.exchange.delivery.MailDelivery;
import org.s2slab.exchange.delivery.MailTipsOperations;
import org.s2slab.exchange.ediscovery.EDiscoveryFeature;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.folders.FolderQueries;
import org.s2slab.exchange.imlist.ImListQuery;
import org.s2slab.exchange.imlist.ImStores;
import org.s2slab.exchange.items.MailboxOperations;
import org.s2slab.exchange.mailbox.MailboxEventStore;
import org.s2slab.exchange.notifications.NotificationFeature;
import org.s2slab.exchange.notifications.PushClient;
import org.s2slab.exchange.organization.ExchangeOrganization;
import org.s2slab.exchange.organization.OrganizationSettings;
import org.s2slab.exchange.outofoffice.OutOfOfficeStore;
import org.s2slab.exchange.people.AddressBookOperations;
import org.s2slab.exchange.permissions.CalendarProcessing;
import org.s2slab.exchange.rbac.ApplicationAuthorization;
import org.s2slab.exchange.recipients.RecipientFeature;
import org.s2slab.exchange.scheduling.OrganizerMeetings;
import org.s2slab.exchange.scheduling.SchedulingFeature;
import org.s2slab.exchange.search.QueryReader;
import org.s2slab.node.Node;
import org.s2slab.node.NodeEnvironment;
import org.s2slab.node.NodeMain;
import org.s2slab.node.ProductVerticle;
import org.s2slab.pki.TlsOptions;
import org.s2slab.store.Database;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trust.DeploymentHttpClient;

/** The Exchange node: mailboxes behind Exchange Web Services, located by Autodiscover. */
public final class ExchangeNode extends ProductVerticle {
    private final ExchangeConfig config;
    private final NodeEnvironment environment;
    private final Clock clock;
    private final IdGenerator ids;
    private final ExchangeDialect dialect = new ExchangeDialect();

    public ExchangeNode(ExchangeConfig config, NodeEnvironment environment) {
        this.config = config;
        this.environment = environment;
        this.clock = environment.clock();
        this.ids = environment.ids();
    }

    /** Starts the node as its own process, from its configuration file. */
    public static void main(String[] args) {
        NodeMain.run(args, ExchangeConfig.class, ExchangeNode::new);
    }

    @Override
    public Future<?> start() {
        NodeConfig common = config.node();
        Database database = database();
        var organisation = new ExchangeOrganization(common, config.firstDomains(), database);
        var settings = new OrganizationSettings(database);
        var mailboxes = new MailboxDirectory(database, ids, organisation::realm, ImListQuery.defaultGroups(ids));
        Node node = runsOn(new Node(vertx, common, dialect, environment, database, organisation::self, mailboxes));
        var roles = new RoleAssignmentStore(database);
        var book = new AddressBook(mailboxes, new DistributionGroupStore(database, ids));
        var grants = ApplicationAuthorization.of(database, book);
        var stores = ItemStores.of(database, mailboxes, ids, clock);
        var processing = new CalendarProcessing(stores.permissions(), new RoomStore(database));
        var absences = new OutOfOfficeStore(database, clock);
        var lists = ImStores.of(database, stores.items(), ids, config.limits());
        var queries = new QueryReader(clock, common.simulation().requestLimits().count(RequestLimit.QUERY_TERMS));
        var trust = new TrustFeature(node, organisation, settings, mailboxes, roles);
        dialect.sendsPeopleTo(trust::authorizationEndpoint);
        var discovery = new EDiscoveryFeature(
                vertx, database, common.directory(), stores.items(), mailboxes, book.groups(), queries, clock, ids);
        var delivery = new MailDelivery(stores, book, absences, ids);
        var scheduling = new SchedulingFeature(node, book, stores, delivery, processing);
        var contacts = new ImListFeature(lists, book);
        var notifications = notifications(node, settings, database, stores, roles);
        var elsewhere = trust.otherCalendars();
        var operations = List.of(
                contacts.operations(),
                items(lists, stores, delivery, scheduling.invitations(), queries),
                MailTipsOperations.all(book, absences, organisation::domainNames, settings::showsMailTips, elsewhere),
                AddressBookOperations.all(book, database, processing.rooms(), stores.items(), elsewhere),
                AvailabilityOperations.all(vertx, book, stores.permissions(), elsewhere),
                discovery.operations(),
                notifications.operations());
        return node.start(
                new RecipientFeature(node, organisation, stores, roles, grants, processing, absences, discovery),
                trust,
                discovery,
                scheduling,
                contacts,
                notifications,
                new MailboxGraphFeature(node, stores.permissions(), absences, settings, grants, elsewhere),
                new WebServicesFeature(node, roles, stores, settings, grants, config.hasPolicyDelays(), operations));
    }

    private Database database() {
        return Database.of(vertx, config.node(), "db/common", "db/exchange").writingInTurns();
    }

    private NotificationFeature notifications(
            Node node, OrganizationSettings settings, Database database, ItemStores stores, RoleAssignmentStore roles) {
        var trusted =
                vertx.createHttpClient(TlsOptions.client(config.node().tls().trustedRoots()));
        var http = new DeploymentHttpClient(vertx, trusted, environment.hosts());
        return new NotificationFeature(
                node.timers(),
                new MailboxEventStore(database),
                stores,
                roles,
                () -> settings.limit("EwsMaxSubscriptions"),
                node.epoch()::current,
                new PushClient(http, config.calledHosts()),
                clock,
                ids);
    }

    private static List<EwsOperation> items(
            ImStores lists,
            ItemStores stores,
            MailDelivery delivery,
            OrganizerMeetings invitations,
            QueryReader queries) {
        var contents = new FolderQueries(lists.database(), stores);
        return Stream.concat(
                        MailboxOperations.all(contents, stores, delivery, invitations, queries).stream(),
                        delivery.rules().operations().stream())
                .toList();
    }
}
