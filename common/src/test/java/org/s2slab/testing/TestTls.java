package org.s2slab.testing;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.s2slab.pki.CertificateAuthority;
import org.s2slab.pki.TlsOptions;

/** The certificate authority for all tests of this JVM, with TLS options for servers and clients. */
public final class TestTls {
    private static final Path FOLDER = folder();
    private static final CertificateAuthority AUTHORITY =
            CertificateAuthority.at(FOLDER.resolve("authority"), new TestClock());
    private static final AtomicInteger ISSUED = new AtomicInteger();

    private TestTls() {}

    public static CertificateAuthority authority() {
        return AUTHORITY;
    }

    /** The options of a server with a certificate for these host names and localhost. */
    public static HttpServerOptions server(String... hosts) {
        int number = ISSUED.incrementAndGet();
        Path key = FOLDER.resolve("key-" + number + ".pem");
        Path chain = FOLDER.resolve("chain-" + number + ".pem");
        AUTHORITY.issueTls(List.of(hosts), true, key, chain);
        return TlsOptions.server(key, chain);
    }

    /** The options of a client that trusts the authority. */
    public static HttpClientOptions client() {
        return TlsOptions.client(AUTHORITY.rootFile());
    }

    /**
     * The options of a client that trusts only another authority, and therefore refuses every server of this authority.
     */
    public static HttpClientOptions clientOfAnotherDeployment() {
        return TlsOptions.client(CertificateAuthority.at(FOLDER.resolve("another"), new TestClock())
                .rootFile());
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("s2slab-tls");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted((one, other) -> other.compareTo(one))
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
