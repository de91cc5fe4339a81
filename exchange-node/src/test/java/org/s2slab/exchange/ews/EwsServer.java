package org.s2slab.exchange.ews;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.s2slab.calendar.PolicyClock;
import org.s2slab.calendar.PolicyMode;
import org.s2slab.calendar.TenantDates;
import org.s2slab.config.HostsFile;
import org.s2slab.config.Switches;
import org.s2slab.exchange.ImListFeature;
import org.s2slab.exchange.TestMailboxes;
import org.s2slab.exchange.access.ItemStores;
import org.s2slab.exchange.accounts.ApplicationRole;
import org.s2slab.exchange.accounts.RoleAssignment;
import org.s2slab.exchange.accounts.RoleAssignmentStore;
import org.s2slab.exchange.addressbook.AddressBook;
import org.s2slab.exchange.addressbook.DistributionGroupStore;
import org.s2slab.exchange.ediscovery.EDiscoveryFeature;
import org.s2slab.exchange.imlist.ImLimits;
import org.s2slab.exchange.imlist.ImStores;
import org.s2slab.exchange.items.TestItems;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.mailbox.MailboxEventStore;
import org.s2slab.exchange.notifications.NotificationFeature;
import org.s2slab.exchange.notifications.PushClient;
import org.s2slab.exchange.organization.OrganizationSettings;
import org.s2slab.exchange.search.QueryReader;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.FailureHandler;
import org.s2slab.identity.ActingUser;
import org.s2slab.identity.Caller;
import org.s2slab.identity.PrincipalId;
import org.s2slab.node.NodeTimers;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestDialect;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.InternalFailures;
import org.s2slab.trace.OperationCounters;
import org.s2slab.trace.TraceParent;
import org.s2slab.trust.DeploymentHttpClient;
import org.s2slab.trust.PartnerApplication;
import org.s2slab.trust.PartnerGrants;
import org.s2slab.validation.PartnerTrait;
import org.s2slab.validation.TrustLevel;
import org.s2slab.validation.UserDirectory.Kind;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;

/** The SOAP front door on a real server, behind a stand-in for the authenticator that says who calls. */
public final class EwsServer {
    public static final PrincipalId LYNC = PrincipalId.parse("00000004-0000-0ff1-ce00-000000000000@contoso.com");

    public final TestMailboxes mailboxes;
    public final RoleAssignmentStore roles;
    public final TestClock clock = new TestClock();
    public final ItemStore items;
    public final DistributionGroupStore groups;
    public final EDiscoveryFeature discovery;
    public final MailboxEventStore events;
    final List<EwsOperation> operations;
    final MailboxResolver acting;
    final ItemStores stores;
    final EwsPolicy policies;
    /** Of a request of the tests; few enough to go beyond. */
    public static final int LIST_ENTRIES = 210;

    public final HopJournal journal = new HopJournal("exchange", clock);
    /** Of throttling; nobody is throttled until a test says so. */
    final OrganizationSettings policy;

    public final AtomicLong epoch = new AtomicLong();
    final OperationCounters counters = new OperationCounters();

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final NotificationFeature notifications;
    private final NodeTimers timers;
    private final HttpServer server;
    /** Who calls. */
    Caller caller;

    /** What others do between the check of rights and the operation. */
    public Supplier<Future<?>> meanwhile = Future::succeededFuture;

    private String linked = "Bert";

    /** What was answered. */
    public record Answer(int status, HttpResponse<String> http, XmlElement envelope) {
        /** The first child of the body. */
        public XmlElement response() {
            return envelope.child("Body").orElseThrow().children().get(0);
        }

        /** The response code of a message, or of a fault. */
        public String code() {
            XmlElement response = response();
            return response.childText("ResponseCode")
                    .or(() -> response.at("detail", "ResponseCode").map(XmlElement::text))
                    .orElseThrow();
        }

        public String text(String... path) {
            return response().at(path).orElseThrow().text();
        }
    }

    public static EwsServer open(Path folder, ImLimits limits) {
        return new EwsServer(folder, limits);
    }

    private EwsServer(Path folder, ImLimits limits) {
        mailboxes = TestMailboxes.open(vertx, folder);
        roles = new RoleAssignmentStore(mailboxes.database);
        policy = new OrganizationSettings(mailboxes.database);
        policies = new EwsPolicy(
                null, mailboxes.directory, new PolicyClock(PolicyMode.AS_DOCUMENTED, TenantDates.NONE, clock));
        caller = new Caller(null, user("anna"), null);
        IdGenerator ids = IdGenerator.seeded(3);
        acting = new MailboxResolver(
                mailboxes.directory,
                roles,
                ApplicationScopes.CONSENTS,
                journal,
                application -> Optional.of(registered(application)));
        Router router = Router.router(vertx);
        FailureHandler.forPublic(new TestDialect(), new InternalFailures(counters))
                .mount(router);
        router.route().handler(BodyHandler.create(false)).handler(request -> {
            request.put("s2slab.caller", caller);
            request.put("s2slab.context", new CallContext(null, TraceParent.start(ids), null));
            request.next();
        });
        items = new ItemStore(mailboxes.database, ids, clock);
        groups = new DistributionGroupStore(mailboxes.database, ids);
        discovery = new EDiscoveryFeature(
                vertx,
                mailboxes.database,
                folder.resolve("forest"),
                items,
                mailboxes.directory,
                groups,
                new QueryReader(clock, TestItems.QUERY_TERMS),
                clock,
                ids);
        events = new MailboxEventStore(mailboxes.database);
        stores = ItemStores.of(mailboxes.database, mailboxes.directory, ids, clock);
        timers = new NodeTimers(vertx, clock, new InternalFailures(counters));
        notifications = new NotificationFeature(
                timers,
                events,
                stores,
                roles,
                () -> 5000,
                epoch::get,
                new PushClient(
                        new DeploymentHttpClient(vertx, vertx.createHttpClient(), new HostsFile()),
                        List.of("allowed.example")),
                clock,
                ids);
        operations = new ArrayList<>(discovery.operations());
        operations.addAll(notifications.operations());
        operations.addAll(TestItems.operations(mailboxes.database, mailboxes.directory));
        operations.addAll(new ImListFeature(
                        ImStores.of(mailboxes.database, items, ids, limits),
                        new AddressBook(mailboxes.directory, groups))
                .operations());
        var endpoint = new EwsEndpoint(
                operations,
                new RequestSchema(),
                acting,
                new CallerBudget(policy, clock),
                (request, operation) -> stores.access().perform(request, delayed(operation)),
                policies,
                ids,
                "exchange.contoso.com",
                LIST_ENTRIES);
        endpoint.mount(new EndpointRoutes(router, List.of()));
        router.route("/busy").handler(endpoint::refuseBusy);
        server = vertx.createHttpServer().requestHandler(router).listen(0).await();
    }

    private EwsOperation delayed(EwsOperation operation) {
        return new EwsOperation() {
            @Override
            public String name() {
                return operation.name();
            }

            @Override
            public boolean needsMailbox() {
                return operation.needsMailbox();
            }

            @Override
            public Future<EwsResponse> perform(EwsRequest request) {
                return meanwhile.get().compose(done -> operation.perform(request));
            }
        };
    }

    /** Every application is a partner with Bert's account, unless a test says otherwise. */
    private PartnerApplication registered(PrincipalId application) {
        return new PartnerApplication(
                "Partner",
                application.id(),
                application.realm(),
                null,
                List.of(),
                Switches.of(PartnerTrait.ENABLED),
                TrustLevel.FULL,
                "contoso.com/Users/" + linked,
                PartnerGrants.NONE,
                0);
    }

    /** From now on a person calls, signed in as themselves. */
    public void asPerson(String name) {
        caller = new Caller(null, user(name), null);
    }

    /** From now on Lync calls on behalf of somebody, as its linked account, Bert's, may. */
    public void asLyncFor(String name) {
        give("bert", ApplicationRole.USER.roleName());
        caller = new Caller(LYNC, user(name), "hash");
    }

    /** From now on another application calls on behalf of somebody, as Lync's linked account may. */
    public void as(PrincipalId application, String name) {
        asLyncFor(name);
        caller = new Caller(application, user(name), "hash");
    }

    /** From now on Lync calls for itself; its linked account is Bert's. */
    public void asLync() {
        caller = new Caller(LYNC, null, "hash");
    }

    /** From now on the linked account of every application is somebody else's. */
    public void link(String name) {
        linked = name;
    }

    /** Gives somebody's account a management role. */
    public void give(String person, String role) {
        roles.put(new RoleAssignment(
                        role + "-" + person, role, mailboxes.of(person).id()))
                .await();
    }

    /** Takes it back. */
    public void take(String person, String role) {
        roles.remove(role + "-" + person).await();
    }

    private ActingUser user(String name) {
        return mailboxes
                .directory
                .matching(Kind.UPN, name + "@contoso.com")
                .await()
                .get(0);
    }

    /** Posts an operation, its element written without prefix, under Exchange2013. */
    public Answer call(String operation) {
        return call(operation, "<t:RequestServerVersion Version=\"Exchange2013\"/>");
    }

    /** Posts an operation with these SOAP headers. */
    public Answer call(String operation, String headers) {
        return post(envelope(operation, headers));
    }

    private static String envelope(String operation, String headers) {
        return """
                <?xml version="1.0" encoding="utf-8"?>
                <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" \
                xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" \
                xmlns="http://schemas.microsoft.com/exchange/services/2006/messages">\
                <soap:Header>%s</soap:Header><soap:Body>%s</soap:Body></soap:Envelope>
                """.formatted(headers, operation).strip();
    }

    private HttpRequest.Builder request(String document) {
        return HttpRequest.newBuilder(uri("/EWS/Exchange.asmx"))
                .header("Content-Type", "text/xml; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(document));
    }

    /** Posts an operation whose answer stays open, under Exchange2013. */
    public OpenAnswer open(String operation) {
        return OpenAnswer.of(
                client,
                request(envelope(operation, "<t:RequestServerVersion Version=\"Exchange2013\"/>"))
                        .build());
    }

    /** Ends what is being streamed, as a node does that stops. */
    public void stopStreaming() {
        notifications.close();
    }

    /** Posts any text. */
    public Answer post(String document) {
        HttpResponse<String> response = send(request(document));
        AnswerSchemas.check(response.body());
        XmlElement envelope = XmlReader.read(response.body().getBytes(StandardCharsets.UTF_8));
        return new Answer(response.statusCode(), response, envelope);
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.actualPort() + path);
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Closes the database as a node does that stops; gives back what is thrown in the next moments and nobody handles. */
    public List<Throwable> stop() {
        List<Throwable> unhandled = new CopyOnWriteArrayList<>();
        vertx.exceptionHandler(unhandled::add);
        timers.stop().eventually(mailboxes.database::close).await();
        timers.pause(Duration.ofMillis(400)).await();
        return unhandled;
    }

    /** Ends the looks for events before it closes the database that they read, as a node does that stops. */
    public void close() {
        timers.stop().eventually(server::close).await();
        mailboxes.database.close().await();
        vertx.close().await();
    }
}
