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
     * Starts a deployment and plays a scenario on it; blocks.
     *
     * @param topology its bundled name or a file; may be empty if there is a scenario
     * @param scenario its bundled name or a file, or empty for none
     * @throws IllegalArgumentException when there is no such topology or scenario, both are empty, or the scenario
     *     belongs to another topology
     * @throws IllegalStateException when a step of the scenario fails, or the lab's libraries cannot be unpacked
     */
    static RunningLab start(String topology, String scenario) {
        return EngineStarter.start(topology, scenario);
    }

    /** The URL of a node through {@link #proxy}, with its real name: {@code https://exchange.contoso.com}. */
    URI url(String node);

    /** The URL of a node for people's clients without a proxy: {@code https://localhost:PORT}. Tokens do not fit it. */
    URI localUrl(String node);

    /** Every host name of the deployment with its address on this machine, for clients with a custom name resolver. */
    Map<String, InetSocketAddress> hosts();

    /** The address of an HTTP proxy on the loopback address that tunnels to the nodes by their names only. */
    InetSocketAddress proxy();

    /** A key store with the deployment's root certificate and no other, for custom clients. */
    KeyStore trustStore();

    /** A TLS context that trusts the deployment's root certificate and no other. */
    SSLContext sslContext();

    /** The PEM file of the deployment's root certificate. */
    Path rootCertificate();

    /** A client that trusts the deployment and reaches its nodes by their names. */
    HttpClient httpClient();

    /** Runs cmdlets with the credential of a node's administrator. */
    CmdletRunner cmdlets(String node);

    /** Makes tokens of any server of the deployment, for any audience. */
    Tokens tokens();

    /** The hops of the deployment since the test began. */
    HopAssertions journal();

    /** The deployment's clocks. */
    LabClock clock();

    /** A user of the deployment, by name or address; IllegalArgumentException when there is none. */
    LabPerson person(String address);

    /** The realm of a node: the last part of an audience. */
    String realm(String node);

    /** Stops a node; its data stays. Blocks. */
    void stopNode(String node);

    /** Starts a stopped node on its data and port; blocks. */
    void startNode(String node);

    /** One sentence for each internal failure of a node since the last call; blocks. */
    List<String> internalFailures();

    /** Stops the deployment and removes its data; blocks. */
    @Override
    void close();
}
