package org.s2slab.cli;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbcurlresolver.PgPassParser;
import org.s2slab.config.PostgresConfig;
import org.s2slab.engine.deployment.DatabaseSource;
import org.s2slab.engine.text.FileSyntaxException;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.PostgresServer;
import picocli.CommandLine.Option;

/** The options that name the PostgreSQL server of pools, shared by the commands that start a deployment. */
final class DatabaseOption {
    private static final String NAME = "--database";
    private static final Pattern URL = Pattern.compile("postgresql://(?<user>[^@/:]+)@(?<rest>[^@]+)");

    @Option(
            names = NAME,
            paramLabel = "URL",
            description =
                    "Create the databases of pools on this PostgreSQL server: postgresql://USER@HOST:PORT/DATABASE names a user"
                            + " who may create databases and roles, and one database. The password is in PGPASSWORD or in"
                            + " the password file of PostgreSQL. (Default: start the PostgreSQL of this machine.)")
    private @Nullable String url;

    @Option(
            names = "--database-root",
            paramLabel = "FILE",
            description =
                    "PEM file of the root certificate that issued the certificate of the database server. A server on another"
                            + " machine needs it.")
    private @Nullable Path root;

    /**
     * Where pools have their databases.
     *
     * @param keep the folder of the data, or null for a temporary folder, with which the databases are removed
     * @throws FileSyntaxException if the options are wrong, or if the server does not accept the user
     */
    DatabaseSource source(@Nullable Path keep) {
        if (url == null) {
            if (root != null) {
                throw new FileSyntaxException(
                        "--database-root", "add --database URL, to which the certificate belongs");
            }
            return DatabaseSource.INSTALLED;
        }
        Matcher form = URL.matcher(url);
        if (!form.matches()) {
            throw new FileSyntaxException(
                    NAME,
                    "expected postgresql://USER@HOST:PORT/DATABASE without a password; set PGPASSWORD, or add a line to"
                            + " the password file of PostgreSQL");
        }
        try {
            PostgresConfig server = server("postgresql://" + form.group("rest"), form.group("user"));
            PostgresServer administrator = new PostgresServer(server);
            administrator.requireReachable();
            return new DatabaseSource(administrator, keep != null);
        } catch (IllegalArgumentException | Refusal e) {
            throw new FileSyntaxException(NAME, String.valueOf(e.getMessage()));
        }
    }

    private PostgresConfig server(String address, String user) {
        PostgresConfig unknown = new PostgresConfig(address, user, "unknown", root);
        String password = System.getenv("PGPASSWORD");
        for (String server : unknown.addresses()) {
            int port = server.lastIndexOf(':');
            password = password != null
                    ? password
                    : PgPassParser.getPassword(
                            server.substring(0, port), server.substring(port + 1), unknown.database(), user);
        }
        if (password == null || password.isEmpty()) {
            throw new IllegalArgumentException("there is no password of '" + user
                    + "'; set PGPASSWORD, or add a line to the password file of PostgreSQL (~/.pgpass, or PGPASSFILE)");
        }
        return new PostgresConfig(address, user, password, root);
    }
}
