package org.s2slab.engine.deployment;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.s2slab.config.PostgresConfig;
import org.s2slab.pki.OwnerOnlyFiles;

/**
 * The PostgreSQL server of the pools of a deployment in containers. Its folder has its TLS certificate, its rules of
 * access, the password of its administrator, and the script that creates a database for each role and organization.
 */
public final class ContainerDatabase {
    /** The name of the container, of its DNS name and of its folder. */
    public static final String NAME = "database";

    private static final String PASSWORD = "password";

    /** PostgreSQL refuses a key that others can read, and a mounted Secret may have such rights. */
    private static final String START = """
            umask 077
            cp /config/tls-key.pem /tmp/tls-key.pem
            exec docker-entrypoint.sh postgres -c ssl=on -c ssl_cert_file=/config/tls.pem -c ssl_key_file=/tmp/tls-key.pem \\
              -c hba_file=/config/pg_hba.conf -c listen_addresses='*' -c max_connections=200
            """;

    /** Connections of other containers need TLS and a password. */
    private static final String ACCESS = """
            local all all scram-sha-256
            hostssl all all all scram-sha-256
            """;

    private ContainerDatabase() {}

    /** Whether a topology needs the server. */
    public static boolean isFor(Topology plan) {
        return !plan.pools().byName().isEmpty();
    }

    /**
     * Writes the folder of the server, if the topology needs it.
     *
     * @param folder the folder of the deployment
     * @return the databases by the names that {@link NodePlan#database} has
     */
    static Map<String, PostgresConfig> write(Topology plan, Path folder, DeploymentKeys keys, String root) {
        Map<String, PostgresConfig> databases = new TreeMap<>();
        if (!isFor(plan)) {
            return databases;
        }
        Path own = folder.resolve(NAME);
        OwnerOnlyFiles.makeFolder(own.resolve("data"));
        keys.writeTls(List.of(NAME), own);
        plan.nodes().values().stream()
                .flatMap(node -> node.database().stream())
                .forEach(shared -> databases.computeIfAbsent(shared, first -> database(plan, first, root)));
        StringBuilder script = new StringBuilder();
        for (PostgresConfig database : databases.values()) {
            script.append("CREATE ROLE %s LOGIN PASSWORD '%s';\n".formatted(database.user(), database.password()))
                    .append("CREATE DATABASE %s OWNER %s TEMPLATE template0 ENCODING 'UTF8';\n"
                            .formatted(database.database(), database.user()));
        }
        write(own, "databases.sql", script.toString());
        write(own, "pg_hba.conf", ACCESS);
        write(own, "start.sh", START);
        write(own, PASSWORD, OwnPasswords.newPassword());
        return databases;
    }

    private static PostgresConfig database(Topology plan, String shared, String root) {
        String name = DeploymentDatabases.name(plan, Path.of(ContainerFolder.DATA), shared);
        return new PostgresConfig("postgresql://" + NAME + "/" + name, name, OwnPasswords.newPassword(), Path.of(root));
    }

    private static void write(Path folder, String name, String text) {
        OwnerOnlyFiles.writeUnsynced(folder.resolve(name), text.getBytes(StandardCharsets.US_ASCII));
    }
}
