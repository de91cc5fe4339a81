package org.s2slab.engine.checker;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.InProcessLauncher;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.run.DeploymentRequest;
import org.s2slab.engine.run.DeploymentSetup;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.trace.IdGenerator;

/** A deployment in which each product trusts partners of every kind, with a clock that a test can stop. */
final class CheckedDeployment implements AutoCloseable {
    private static final Path FILES =
            Path.of(System.getProperty("s2slab.root"), "scenarios/engine/src/test/resources/checker");

    private final HeldClock clock = new HeldClock();
    private final Vertx vertx = Vertx.vertx();
    private final Deployment topology;
    private final Instant begun = clock.instant();
    private final Instant trusted;

    CheckedDeployment(Path folder) {
        DeploymentRequest opening = DeploymentRequest.of(
                new ScenarioLibrary(),
                topologyIn(folder).toString(),
                FILES.resolve("checked-trust.yaml").toString());
        LaunchContext launch = new LaunchContext(
                vertx, new InProcessLauncher(vertx), LaunchContext.sharedKeys(), IdGenerator.random(), clock);
        try {
            topology = DeploymentSetup.start(opening.plan(), opening.scenario(), launch, folder.resolve("deployment"));
        } catch (Exception e) {
            // The method await() can also throw checked exceptions.
            vertx.close().await();
            throw e;
        }
        trusted = clock.instant();
    }

    /**
     * Writes the topology. One certificate is valid at its registration and expires before the test sends tokens,
     * because no server registers an expired certificate.
     */
    private Path topologyIn(Path folder) {
        try {
            String text = Files.readString(FILES.resolve("checked.yaml"));
            String end = begun.plus(Duration.ofHours(1))
                    .truncatedTo(ChronoUnit.SECONDS)
                    .toString();
            return Files.writeString(folder.resolve("checked.yaml"), text.replace("AN-HOUR-FROM-NOW", end));
        } catch (IOException e) {
            throw new UncheckedIOException("the topology", e);
        }
    }

    Deployment topology() {
        return topology;
    }

    /** The earliest possible creation time of a certificate in the deployment. */
    Instant begun() {
        return begun;
    }

    /** The time of the last registration. */
    Instant trusted() {
        return trusted;
    }

    /** Stops the clocks of all nodes at a moment. */
    void hold(Instant moment) {
        clock.hold(moment);
    }

    /** Creates connections that trust the deployment's root authority. The connections do not check host names. */
    SSLSocketFactory tls() {
        try (InputStream pem = Files.newInputStream(topology.keys().rootFile())) {
            KeyStore trust = KeyStore.getInstance(KeyStore.getDefaultType());
            trust.load(null, null);
            trust.setCertificateEntry(
                    "root", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trust);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the deployment's root certificate", e);
        }
    }

    @Override
    public void close() {
        topology.close();
        vertx.close().await();
    }
}
