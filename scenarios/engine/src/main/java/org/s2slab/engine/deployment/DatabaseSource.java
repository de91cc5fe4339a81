package org.s2slab.engine.deployment;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.store.PostgresServer;

/**
 * Where deployments with pools have their databases: on a server that the user names, or on a server that the lab
 * starts for each deployment with the PostgreSQL of this machine.
 *
 * @param server the user's server, or null to start one
 * @param keeps whether the databases on the user's server stay when the deployment stops
 * @param programs the folder with the programs of PostgreSQL, or null to look for it
 */
public record DatabaseSource(
        @Nullable PostgresServer server,
        boolean keeps,
        @Nullable Path programs) {
    /** The PostgreSQL of this machine. */
    public static final DatabaseSource INSTALLED = new DatabaseSource(null, true, null);

    /** Databases on a server that the user names. */
    public DatabaseSource(PostgresServer server, boolean keeps) {
        this(server, keeps, null);
    }

    /** A copy whose databases on the user's server stay, or do not stay, when the deployment stops. */
    public DatabaseSource keeping(boolean stays) {
        return new DatabaseSource(server, stays, programs);
    }

    /** The reason why a deployment with pools cannot start, with the fix; empty if it can. */
    public Optional<String> problem() {
        return server == null && programs == null ? PostgresInstallation.problem() : Optional.empty();
    }

    /**
     * Creates the databases of a topology. Blocks the calling thread.
     *
     * @param folder the data folder of the deployment
     */
    DeploymentDatabases open(Topology plan, Path folder) {
        Map<String, String> names = new TreeMap<>();
        plan.nodes().values().stream()
                .flatMap(node -> node.database().stream())
                .collect(Collectors.toSet())
                .forEach(shared -> names.put(shared, DeploymentDatabases.name(plan, folder, shared)));
        if (names.isEmpty()) {
            return DeploymentDatabases.NONE;
        }
        PostgresProgram program = server == null ? start(folder) : null;
        PostgresServer used = program == null ? server : program.server();
        DeploymentDatabases databases = new DeploymentDatabases(used, program, keeps);
        try {
            names.forEach(databases::create);
            return databases;
        } catch (RuntimeException e) {
            databases.close();
            throw e;
        }
    }

    private PostgresProgram start(Path folder) {
        return programs == null ? PostgresProgram.start(folder) : PostgresProgram.start(folder, programs);
    }
}
