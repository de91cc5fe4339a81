package org.s2slab.drill.torture;

import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.UserAccount;
import org.s2slab.drill.NeededRoles;
import org.s2slab.drill.TrafficGenerator;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.LabHttpClient.Answer;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.product.CmdletCall;
import org.s2slab.engine.product.ExchangeProduct;
import org.s2slab.engine.product.LyncProduct;
import org.s2slab.engine.product.ProductCmdlets;
import org.s2slab.engine.product.SharePointProduct;

/** The deployment of a torture run: its users, their configuration, and the traffic of each available feature. */
final class TorturedDeployment implements AutoCloseable {
    /** Number of people whose mailboxes are used. */
    static final int PEOPLE = 4;

    /** Requests of one feature at the same time. */
    private static final int AT_ONCE = 2;

    private static final String PASSWORD = "Passw0rd!";
    private static final String SITE = "/sites/torture";
    private static final String CENTRE = "/sites/torturecases";

    private final Deployment topology;
    private final LaunchContext launch;
    private final AcknowledgedLedger ledger;
    private final List<UserAccount> people;
    private final List<TrafficClient> clients = new ArrayList<>();
    private final Map<TortureFeature, FeatureTraffic> features = new EnumMap<>(TortureFeature.class);
    private final ConversationTraffic conversations;

    /** Configures the deployment for a torture run; its servers already trust each other. Blocks the calling thread. */
    TorturedDeployment(Deployment topology, LaunchContext launch, AcknowledgedLedger ledger, long seed) {
        this.topology = topology;
        this.launch = launch;
        this.ledger = ledger;
        this.people = people(topology.plan());
        this.conversations = new ConversationTraffic(client(), ledger);
        configureLync();
        addFeatures(seed);
    }

    /** The topology with the people of a torture run. Throws IllegalArgumentException without Lync or Exchange. */
    static Topology peopled(Topology plan) {
        NeededRoles.require(plan);
        List<UserAccount> all = new ArrayList<>(plan.people());
        all.addAll(people(plan));
        return new Topology(
                plan.name(),
                plan.source(),
                plan.domain(),
                plan.nodes(),
                plan.tenants(),
                all,
                plan.contacts(),
                plan.policies(),
                plan.policyDates());
    }

    private static List<UserAccount> people(Topology plan) {
        List<UserAccount> people = new ArrayList<>();
        for (int i = 1; i <= PEOPLE; i++) {
            String address = "tester" + i + "@" + plan.domain();
            people.add(new UserAccount(
                    "Tester " + i, address, List.of(address), address, null, PASSWORD, null, null, null));
        }
        return people;
    }

    private TrafficClient client() {
        TrafficClient client = new TrafficClient(topology, launch.vertx(), people);
        clients.add(client);
        return client;
    }

    private void addFeatures(long seed) {
        TrafficHoldings holdings = new TrafficHoldings(topology, launch.clock());
        add(new ContactTraffic(client(), ledger));
        add(conversations);
        add(MeetingTraffic.inMailboxes(client(), ledger, launch.clock().instant()));
        add(new MailTraffic(client(), ledger, new ActorTokenSource(client(), holdings)));
        if (node("sharepoint").isPresent()) {
            configureSites();
            add(MeetingTraffic.onSite(client(), ledger, SITE, launch.clock().instant()));
            add(new SearchTraffic(client(), ledger, CENTRE));
        }
        if (node("authz").isPresent()) {
            add(new TokenTraffic(ledger, new ActorTokenSource(client(), holdings), seed));
        }
    }

    private void add(FeatureTraffic traffic) {
        features.put(traffic.feature(), traffic);
    }

    private void configureLync() {
        LyncProduct lync = product("lync", LyncProduct.class);
        run(lync.archiveToExchange());
        TrafficClient client = client();
        for (UserAccount person : people) {
            run(lync.archiveToExchange(person.upn()));
            Answer signedIn = client.send("lync", HttpMethod.POST, "/users/me/sessions", person, null);
            if (signedIn.status() != 201) {
                throw new IllegalStateException(person.upn() + " cannot sign in: " + TrafficClient.words(signedIn));
            }
        }
    }

    private void configureSites() {
        run(product("exchange", ExchangeProduct.class)
                .allowDiscovery(people.get(1).upn()));
        addSite(SITE, people.get(0), null);
        addSite(CENTRE, people.get(1), "EDISC#0");
    }

    private void addSite(String path, UserAccount owner, @Nullable String template) {
        String url = "https://" + node("sharepoint").orElseThrow().plan().host() + path;
        run(product("sharepoint", SharePointProduct.class).createSite(url, owner.upn(), "Torture", template));
    }

    private <T extends ProductCmdlets> T product(String role, Class<T> type) {
        return type.cast(
                ProductCmdlets.of(topology.managed(node(role).orElseThrow()).address()));
    }

    private void run(CmdletCall call) {
        Answer answer = topology.managed(topology.node(call.node()))
                .run(call.cmdlet(), call.arguments(), null)
                .await();
        if (answer.status() != 200) {
            throw new IllegalStateException(
                    call.line() + " on " + call.node() + " answers " + TrafficClient.words(answer));
        }
    }

    private Optional<RunningNode> node(String role) {
        return topology.nodes().stream()
                .filter(node -> node.plan().role().equals(role))
                .findFirst();
    }

    Set<TortureFeature> features() {
        return features.keySet();
    }

    /**
     * Generates the traffic of all features: each has its own users, so a blocked feature does not delay the others.
     */
    TrafficGenerator<TortureFeature> traffic(int rate) {
        var users = features().stream()
                .map(feature -> new TrafficGenerator.UserGroup<>(List.of(feature), AT_ONCE))
                .toList();
        return new TrafficGenerator<>(
                TortureFeature.class,
                launch.vertx(),
                launch.clock(),
                rate,
                users,
                feature -> Objects.requireNonNull(features.get(feature)).use());
    }

    /** The searches; empty if the deployment has no SharePoint. */
    Optional<SearchTraffic> searches() {
        return Optional.ofNullable((SearchTraffic) features.get(TortureFeature.SEARCHES));
    }

    ConversationTraffic conversations() {
        return conversations;
    }

    Deployment topology() {
        return topology;
    }

    @Override
    public void close() {
        clients.forEach(TrafficClient::close);
    }
}
