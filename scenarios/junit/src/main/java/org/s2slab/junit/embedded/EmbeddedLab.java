package org.s2slab.junit.embedded;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.s2slab.calendar.PolicyMode;
import org.s2slab.calendar.TenantDates;
import org.s2slab.engine.deployment.ClockChange;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.LabProxy;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.run.DeploymentRequest;
import org.s2slab.engine.run.InternalFailureWatch;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.run.TemporaryDeployment;
import org.s2slab.engine.text.FileSyntaxException;
import org.s2slab.junit.CmdletRunner;
import org.s2slab.junit.HopAssertions;
import org.s2slab.junit.LabClock;
import org.s2slab.junit.LabPerson;
import org.s2slab.junit.RunningLab;
import org.s2slab.junit.Tokens;

/** A deployment of the engine with the interface for tests. */
public final class EmbeddedLab implements RunningLab {
    private final KeyRange keys;
    private final TemporaryDeployment deployment;
    private final Deployment topology;
    private final LabProxy proxy;
    private final LabTrust trust;
    private final EmbeddedHopAssertions journal;
    private final InternalFailureWatch failures;
    private final HttpClient httpClient;

    private EmbeddedLab(KeyRange keys, TemporaryDeployment deployment) {
        this.keys = keys;
        this.deployment = deployment;
        this.topology = deployment.topology();
        this.proxy = LabProxy.start(deployment.launch().vertx(), topology, 0);
        this.trust = LabTrust.of(topology.keys().rootFile());
        this.failures = new InternalFailureWatch(topology);
        this.journal = new EmbeddedHopAssertions(topology, deployment.launch());
        this.httpClient = HttpClient.newBuilder()
                .sslContext(trust.sslContext())
                .proxy(ProxySelector.of(proxy.address()))
                .build();
    }

    /** Starts a deployment as {@link RunningLab#start} does, and gives access to the engine's deployment. */
    public static EmbeddedLab start(String topology, String scenario) {
        return start(topology, scenario, "", "", List.of());
    }

    /**
     * Starts a deployment. The policies of online services and the start time of the clocks may be empty.
     *
     * @param dates the tenant's own dates of changes of the policies, {@code change=date}
     */
    public static EmbeddedLab start(String topology, String scenario, String policies, String at, List<String> dates) {
        DeploymentRequest opening;
        try {
            opening = DeploymentRequest.of(new ScenarioLibrary(), topology, scenario);
            opening = policies.isEmpty() ? opening : opening.with(PolicyMode.of(policies));
            opening = dates.isEmpty() ? opening : opening.with(opening.plan().with(dates(dates)));
            opening = at.isEmpty() ? opening : opening.at(ClockChange.moment(at));
            opening.requireKnownDay(Clock.systemUTC());
        } catch (FileSyntaxException e) {
            throw new IllegalArgumentException("@S2SLab: " + e.problem(), e);
        }
        KeyRange keys = KeyRange.take();
        try {
            EmbeddedLab lab = new EmbeddedLab(keys, opening.with(keys.keys()).start(Clock.systemUTC()));
            lab.journal.beginAnew();
            return lab;
        } catch (Exception e) {
            keys.close();
            throw e;
        }
    }

    private static TenantDates dates(List<String> entries) {
        Map<String, String> written = new LinkedHashMap<>();
        for (String entry : entries) {
            int end = entry.indexOf('=');
            written.put(end < 0 ? entry : entry.substring(0, end), entry.substring(end + 1));
        }
        try {
            return TenantDates.of(written);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("@S2SLab: policyDates: " + e.getMessage(), e);
        }
    }

    @Override
    public URI url(String node) {
        return URI.create("https://" + node(node).plan().host());
    }

    @Override
    public URI localUrl(String node) {
        return URI.create(topology.managed(node(node)).address().localUrl());
    }

    @Override
    public Map<String, InetSocketAddress> hosts() {
        Map<String, InetSocketAddress> hosts = new LinkedHashMap<>();
        for (RunningNode node : topology.nodes()) {
            for (String host : node.plan().hosts()) {
                hosts.put(
                        host,
                        InetSocketAddress.createUnresolved(
                                topology.plan().exposure().connect(), node.port()));
            }
        }
        return hosts;
    }

    @Override
    public InetSocketAddress proxy() {
        return proxy.address();
    }

    @Override
    public KeyStore trustStore() {
        return trust.store();
    }

    @Override
    public SSLContext sslContext() {
        return trust.sslContext();
    }

    @Override
    public Path rootCertificate() {
        return topology.keys().rootFile();
    }

    @Override
    public HttpClient httpClient() {
        return httpClient;
    }

    @Override
    public CmdletRunner cmdlets(String node) {
        return new EmbeddedCmdletRunner(topology.managed(node(node)));
    }

    @Override
    public Tokens tokens() {
        return issuer -> EmbeddedTokenBuilder.of(
                topology, topology.serving(issuer).plan().name());
    }

    @Override
    public HopAssertions journal() {
        return journal;
    }

    @Override
    public LabClock clock() {
        return new EmbeddedClock(topology);
    }

    @Override
    public LabPerson person(String address) {
        return topology.plan()
                .person(address)
                .map(found -> new LabPerson(
                        found.name(), found.upn(), found.password(), found.mailAddresses(), found.sip(), found.sid()))
                .orElseThrow(() -> new IllegalArgumentException("there is no person '" + address + "' in topology '"
                        + topology.plan().name() + "'"));
    }

    @Override
    public String realm(String node) {
        NodePlan plan = node(node).plan();
        return topology.plan().realmOf(plan);
    }

    @Override
    public void stopNode(String node) {
        topology.stopNode(node);
    }

    @Override
    public void startNode(String node) {
        topology.startNode(node);
    }

    @Override
    public List<String> internalFailures() {
        return failures.problems();
    }

    /** The engine's deployment, for the lab's own tests. */
    public Deployment topology() {
        return topology;
    }

    private RunningNode node(String name) {
        return topology.serving(name);
    }

    @Override
    public void close() {
        proxy.close();
        deployment.close();
        keys.close();
    }
}
