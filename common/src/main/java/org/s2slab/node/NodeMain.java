package org.s2slab.node;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.s2slab.config.ConfigFile;
import org.s2slab.config.HostsFile;
import org.s2slab.config.NodeConfig;
import org.s2slab.management.AdjustableClock;
import org.s2slab.refusal.Refusal;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.TokenRedactor;
import org.s2slab.trust.NameResolution;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The main class of a node in its own process: reads the configuration file, deploys, prints the ready line. */
public final class NodeMain {
    /** The argument to end a node when its standard input ends, so that it ends together with its parent process. */
    public static final String ATTACHED = "--attached";

    /** The argument before a folder with prepared files, which are copied beside the configuration file if it is absent. */
    public static final String INITIAL = "--initial";

    /** The exit code of a wrong command (sysexits.h would use 64 or 78). */
    public static final int CALLED_WRONGLY = 2;

    private static final int FAILED = 1;

    private static final Logger LOG = LoggerFactory.getLogger(NodeMain.class);

    private NodeMain() {}

    /**
     * Starts a role and returns. A signal ends the process, after the node has stopped. If a node cannot start, it
     * prints the cause and the process ends: with {@value #CALLED_WRONGLY} if configuration or data are the cause.
     */
    public static <C extends ProductConfig, N extends ProductVerticle> void run(
            String[] args, Class<C> type, BiFunction<C, NodeEnvironment, N> role) {
        PrintStream err = System.err;
        List<String> words = List.of(args);
        boolean attached = words.size() == 2 && words.get(1).equals(ATTACHED);
        boolean prepared = words.size() == 3 && words.get(1).equals(INITIAL);
        if (words.size() != 1 && !attached && !prepared) {
            err.println("usage: the node's configuration file (YAML); " + ATTACHED
                    + " for a node that ends when its standard input does; " + INITIAL
                    + " FOLDER for files that are copied beside the configuration file before the first start");
            System.exit(CALLED_WRONGLY);
        }
        StartupWarmup.begin();
        Optional<ProcessHandle> parent = attached ? ProcessHandle.current().parent() : Optional.empty();
        try {
            Path file = Path.of(words.get(0)).toAbsolutePath();
            if (prepared) {
                InitialFiles.copy(Path.of(words.get(2)), file);
            }
            C config = ConfigFile.read(file, type);
            System.out.println("effective configuration:\n" + TokenRedactor.redact(ConfigFile.print(config)));
            config.node()
                    .simulation()
                    .behaviors()
                    .forEach(behavior -> System.out.println(
                            "warning: " + behavior.warning(config.node().name())));
            System.out.println(start(config, role, parent).text());
        } catch (Refusal refusal) {
            err.println(TokenRedactor.redact(refusal.detail()));
            System.exit(CALLED_WRONGLY);
        } catch (Throwable e) {
            // A failed Future throws any type of exception, and after it Vert.x's threads would keep the process alive.
            if (!(e instanceof IOException)) {
                LOG.error("the node could not start", e);
            }
            err.println(TokenRedactor.redact("The node could not start: " + e));
            System.exit(FAILED);
        }
        if (attached) {
            awaitEnd(System.in);
            System.exit(0);
        }
    }

    /** @param parent the process that uses this node alone; after its end nobody calls this node, and it can stop at once */
    private static <C extends ProductConfig, N extends ProductVerticle> ReadyLine start(
            C config, BiFunction<C, NodeEnvironment, N> role, Optional<ProcessHandle> parent) {
        NodeConfig node = config.node();
        Path hostsFile = node.network().hostsFile();
        HostsFile hosts = hostsFile == null ? new HostsFile() : HostsFile.fromFile(hostsFile);
        Clock machine = Clock.systemUTC();
        Clock clock = node.simulation().hasAdjustableClock() ? AdjustableClock.keptIn(node.data(), machine) : machine;
        Vertx vertx = Vertx.vertx(new VertxOptions().setAddressResolverOptions(NameResolution.options()));
        N verticle = role.apply(config, new NodeEnvironment(clock, IdGenerator.random(), hosts));
        StopHook.register(() -> Future.succeededFuture()
                .compose(stopping -> parent.map(ProcessHandle::isAlive).orElse(true)
                        ? verticle.leave()
                        : Future.<Void>succeededFuture())
                .eventually(vertx::close)
                .await());
        vertx.deployVerticle(verticle).await();
        return ReadyLine.of(node, verticle);
    }

    private static void awaitEnd(InputStream input) {
        try {
            input.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // If the input cannot be read, it has ended.
        }
    }
}
