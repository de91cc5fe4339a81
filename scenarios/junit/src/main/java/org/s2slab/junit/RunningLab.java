package org.s2slab.junit;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** A running deployment for tests: its addresses, its root certificate, its clock, its cmdlets and its journal. */
public interface RunningLab extends AutoCloseable {
    /**
     * Starts a deployment and plays a scenario on it. Blocks the calling thread.
     *
     * @param topology a bundled name, a file or a snapshot; may be empty if there is a scenario
     * @param scenario a bundled name or a file, or empty for no scenario
     * @throws IllegalArgumentException if the topology or scenario does not exist, if both are empty, or if the
     *     scenario belongs to another topology
     * @throws IllegalStateException if a step of the scenario fails, or if the lab's libraries cannot be unpacked
     */
    static RunningLab start(String topology, String scenario) {
        return EngineStarter.start(topology, scenario, "", "", List.of());
    }

    /** The URL of a node with its real host name, for use with {@link #proxy}: {@code https://exchange.contoso.com}. */
    URI url(String node);

    /**
     * The URL of a node for people's clients without a proxy: {@code https://localhost:PORT}. The node refuses tokens
     * at this URL, because their audience has its real host name.
     */
    URI localUrl(String node);

    /** Every host name of the deployment with its address on this machine, for clients with a custom name resolver. */
    Map<String, InetSocketAddress> hosts();

    /** The loopback address of an HTTP proxy that tunnels only to the nodes, by their host names. */
    InetSocketAddress proxy();

    /** A key store that contains only the deployment's root certificate, for custom clients. */
    KeyStore trustStore();

    /** A TLS context that trusts only the deployment's root certificate. */
    SSLContext sslContext();

    /** The PEM file of the deployment's root certificate. */
    Path rootCertificate();

    /** A client that trusts the deployment and reaches its nodes by their host names. */
    HttpClient httpClient();

    /** Runs cmdlets with the credential of a node's administrator. */
    CmdletRunner cmdlets(String node);

    /** Makes tokens of any server of the deployment, for any audience. */
    Tokens tokens();

    /** The hops of the deployment since the test began. */
    HopAssertions journal();

    /** The deployment's clocks. */
    LabClock clock();

    /** The user with this name or address. Throws IllegalArgumentException if there is no such user. */
    LabPerson person(String address);

    /** The realm of a node, which is the last part of an audience. */
    String realm(String node);

    /** Stops a node without deleting its data. Blocks. */
    void stopNode(String node);

    /** Starts a stopped node with its data and its port. Blocks the calling thread. */
    void startNode(String node);

    /** One sentence for each internal failure of a node since the last call. Blocks the calling thread. */
    List<String> internalFailures();

    /** Stops the deployment and removes its data. Blocks the calling thread. */
    @Override
    void close();
}
