package org.s2slab.node;

import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.BiFunction;
import org.s2slab.config.ConfigFile;
import org.s2slab.config.Hosts;
import org.s2slab.config.NodeConfig;
import org.s2slab.management.AdministratorCredential;
import org.s2slab.pki.RsaEngine;
import org.s2slab.refusal.Refusal;
import org.s2slab.trace.Ids;

/** Starts one node as a process of its own: configuration file, deployment, one line that says where it is. */
public final class NodeMain {
    /** What a shell expects of a command that was called wrongly (sysexits.h would say 64 or 78). */
    private static final int CALLED_WRONGLY = 2;

    private static final int FAILED = 1;

    private NodeMain() {}

    /** Starts a role and returns; the process ends by a signal, which stops the node first. */
    public static <C extends RoleConfig, N extends Role> void run(
            String[] args, Class<C> type, BiFunction<C, Environment, N> role) {
        PrintStream err = System.err;
        if (args.length != 1) {
            err.println("usage: one argument, the node's configuration file (YAML)");
            System.exit(CALLED_WRONGLY);
        }
        try {
            C config = ConfigFile.read(Path.of(args[0]), type);
            System.out.println(start(config, role));
        } catch (Refusal refusal) {
            err.println(refusal.detail());
            System.exit(CALLED_WRONGLY);
        } catch (RuntimeException e) {
            err.println("The node could not start: " + e);
            System.exit(FAILED);
        }
    }

    private static <C extends RoleConfig, N extends Role> String start(C config, BiFunction<C, Environment, N> role) {
        NodeConfig node = config.node();
        Path hostsFile = node.hostsFile();
        Hosts hosts = hostsFile == null ? new Hosts() : Hosts.fromFile(hostsFile);
        Vertx vertx = Vertx.vertx();
        N verticle = role.apply(config, new Environment(Clock.systemUTC(), Ids.random(), hosts));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> vertx.close().await(), "stop"));
        vertx.deployVerticle(verticle).await();
        return startLine(node, verticle);
    }

    /** One line for people, and for whoever started the process and wants the ports. */
    static String startLine(NodeConfig node, Role role) {
        return node.name() + " is up: https://" + node.hosts().get(0) + " on port " + role.port()
                + ", management https://localhost:" + role.managementPort() + ", administrator's password in "
                + AdministratorCredential.fileIn(node.data()) + ", signatures by " + RsaEngine.name();
    }
}
