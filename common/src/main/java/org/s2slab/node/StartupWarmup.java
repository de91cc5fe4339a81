package org.s2slab.node;

import java.security.GeneralSecurityException;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.net.ssl.SSLContext;
import org.s2slab.pki.RsaEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the slow parts of every node (TLS, the RSA engine, the database driver) in parallel with the first steps of a
 * start. If a part cannot be loaded, the start itself fails when it needs this part, and reports it.
 */
public final class StartupWarmup {
    private static final Logger LOG = LoggerFactory.getLogger(StartupWarmup.class);

    private StartupWarmup() {}

    /** Starts loading in separate threads, and returns at once. */
    public static void begin() {
        run("preload-tls", StartupWarmup::tls);
        run("preload-engines", StartupWarmup::engines);
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void run(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (Exception | LinkageError e) {
                        LOG.debug("{} did not succeed", name, e);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void tls() throws ClassNotFoundException, GeneralSecurityException {
        // Netty tests key stores and other providers when it creates its first server context.
        Class.forName("io.netty.handler.ssl.JdkSslServerContext");
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, null, null);
        context.createSSLEngine();
    }

    private static void engines() throws SQLException {
        RsaEngine.name();
        DriverManager.getConnection("jdbc:sqlite::memory:").close();
    }
}
