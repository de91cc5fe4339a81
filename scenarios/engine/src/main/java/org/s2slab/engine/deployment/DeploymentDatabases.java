package org.s2slab.engine.deployment;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.PostgresConfig;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.PostgresServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The PostgreSQL databases of a deployment, each for the pools of one role and one organization. Its methods block. */
public final class DeploymentDatabases implements AutoCloseable {
    /** The databases of a deployment without pools. */
    static final DeploymentDatabases NONE = new DeploymentDatabases(null, null, true);

    private static final Logger LOG = LoggerFactory.getLogger(DeploymentDatabases.class);

    /** Maximum length of the readable part of a name; PostgreSQL has names of at most 63 bytes. */
    private static final int READABLE = 48;

    /** Number of characters of a hash, which are hexadecimal digits. */
    private static final int HASH = 8;

    private final @Nullable PostgresServer server;
    private final @Nullable PostgresProgram program;
    private final boolean keeps;
    private final Map<String, PostgresConfig> made = new TreeMap<>();

    /**
     * @param program the server, if the lab started it; it stops with the deployment
     * @param keeps whether the databases stay
     */
    DeploymentDatabases(@Nullable PostgresServer server, @Nullable PostgresProgram program, boolean keeps) {
        this.server = server;
        this.program = program;
        this.keeps = keeps;
    }

    /**
     * The name of a database on its server. A deployment in the same folder has the same names again, and a deployment
     * in another folder has others.
     */
    static String name(Topology plan, Path folder, String shared) {
        String words = ("s2slab_" + plan.name() + "_" + shared)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_");
        String path = folder.toAbsolutePath().normalize() + " " + plan.name() + " " + shared;
        String hash =
                UUID.nameUUIDFromBytes(path.getBytes(StandardCharsets.UTF_8)).toString();
        return words.substring(0, Math.min(READABLE, words.length())) + "_" + hash.substring(0, HASH);
    }

    /** Creates a database, or opens the one of an earlier run. Its owner gets a new password. */
    void create(String shared, String name) {
        if (server != null) {
            made.put(shared, server.create(name, OwnPasswords.newPassword()));
        }
    }

    /** The database of a server of a pool; null for a node with a file of its own. */
    public @Nullable PostgresConfig of(NodePlan node) {
        return node.database().map(made::get).orElse(null);
    }

    /** The server, if the lab started it for this deployment. */
    public Optional<PostgresProgram> program() {
        return Optional.ofNullable(program);
    }

    /** Drops the databases that do not stay, and stops the server of the deployment. */
    @Override
    public void close() {
        if (server != null && !keeps) {
            for (PostgresConfig database : made.values()) {
                try {
                    server.drop(database.database());
                } catch (Refusal e) {
                    LOG.warn("the database {} stays: {}", database, e.getMessage());
                }
            }
        }
        if (program != null) {
            program.close();
        }
    }
}
