package org.s2slab.authz.registry;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.registry.Credential.Kind;
import org.s2slab.authz.registry.Credential.Origin;
import org.s2slab.authz.registry.Credential.Usage;
import org.s2slab.pki.CertificateEncoding;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.Database;
import org.s2slab.store.Rows;

/** The database tables of the registry. */
record TenantStore(Database database) {
    /** All principals by tenant, in the order of creation. */
    Future<Map<String, List<ServicePrincipal>>> principals() {
        return database.query("SELECT * FROM principal_credentials ORDER BY place")
                .map(TenantStore::credentialsOf)
                .compose(credentials -> database.query("SELECT * FROM app_role_assignments ORDER BY place")
                        .map(TenantStore::rolesOf)
                        .compose(roles -> database.query("SELECT * FROM service_principals ORDER BY place")
                                .map(rows -> principalsOf(rows, credentials, roles))));
    }

    /** The tenants that must use dedicated applications. */
    Future<List<String>> dedicated() {
        return database.list(
                "SELECT tenant FROM tenant_settings WHERE dedicated_applications = 1", row -> row.getString(0));
    }

    /** The version of the last change. It is read first, so that later reads are at least as new. */
    Future<Long> version() {
        return database.query("SELECT version FROM registry_version")
                .map(rows -> rows.iterator().next().getLong("version"));
    }

    /**
     * Makes a change that was decided on a version, and advances the version, in one transaction. Refusal CONFLICT when
     * another instance on this database has changed the registry since.
     */
    Future<Void> change(long version, Function<SqlConnection, Future<Void>> change) {
        return database.transaction(connection -> Rows.query(
                        connection, "UPDATE registry_version SET version = version + 1 WHERE version = ?", version)
                .compose(advanced -> advanced.rowCount() == 1
                        ? change.apply(connection)
                        : Future.failedFuture(Refusal.conflict(
                                "Another instance of this server made a change at the same moment. Run the cmdlet"
                                        + " again."))));
    }

    static Future<Void> delete(SqlConnection connection, String tenant, String appId) {
        Tuple key = Tuple.of(tenant, appId);
        return Rows.execute(connection, "DELETE FROM principal_credentials WHERE tenant = ? AND app_id = ?", key)
                .compose(done -> Rows.execute(
                        connection, "DELETE FROM app_role_assignments WHERE tenant = ? AND app_id = ?", key))
                .compose(done -> Rows.execute(
                        connection, "DELETE FROM service_principals WHERE tenant = ? AND app_id = ?", key));
    }

    static Future<Void> saveDedicated(SqlConnection connection, String tenant, boolean required) {
        return Rows.execute(
                connection,
                "INSERT INTO tenant_settings (tenant, dedicated_applications) VALUES (?, ?)"
                        + " ON CONFLICT (tenant) DO UPDATE SET dedicated_applications = excluded.dedicated_applications",
                tenant,
                required ? 1 : 0);
    }

    /** Replaces a principal with its credentials. */
    static Future<Void> save(SqlConnection connection, String tenant, ServicePrincipal principal) {
        Tuple row = Tuple.of(tenant, principal.appId(), principal.objectId(), principal.displayName())
                .addInteger(principal.accountEnabled() ? 1 : 0)
                .addInteger(principal.trustedForDelegation() ? 1 : 0)
                .addInteger(principal.firstParty() ? 1 : 0)
                .addString(String.join("\n", principal.names()))
                .addString(String.join("\n", principal.addresses()));
        Future<Void> saved = Rows.execute(
                        connection,
                        "INSERT INTO service_principals (tenant, app_id, object_id, display_name, account_enabled,"
                                + " trusted_for_delegation, first_party, names, addresses, place) VALUES (?, ?, ?, ?, ?, ?,"
                                + " ?, ?, ?, (SELECT COALESCE(MAX(place), 0) + 1 FROM service_principals))"
                                + " ON CONFLICT (tenant, app_id) DO UPDATE SET display_name = excluded.display_name,"
                                + " account_enabled = excluded.account_enabled,"
                                + " trusted_for_delegation = excluded.trusted_for_delegation,"
                                + " names = excluded.names, addresses = excluded.addresses",
                        row)
                .compose(done -> Rows.execute(
                        connection,
                        "DELETE FROM principal_credentials WHERE tenant = ? AND app_id = ?",
                        Tuple.of(tenant, principal.appId())))
                .compose(done -> saveRoles(connection, tenant, principal));
        List<Tuple> credentials = new ArrayList<>();
        for (Credential credential : principal.credentials()) {
            credentials.add(row(tenant, principal.appId(), credential, credentials.size()));
        }
        return saved.compose(done -> Rows.batch(
                connection,
                "INSERT INTO principal_credentials (tenant, app_id, key_id, type, usage, value,"
                        + " starts, ends, origin, place) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                credentials));
    }

    private static Future<Void> saveRoles(SqlConnection connection, String tenant, ServicePrincipal principal) {
        List<Tuple> rows = new ArrayList<>();
        for (AppRoleAssignment granted : principal.roles()) {
            rows.add(Tuple.of(tenant, principal.appId(), granted.id())
                    .addString(granted.role().resource())
                    .addString(granted.role().id())
                    .addLong(granted.created().getEpochSecond())
                    .addInteger(rows.size()));
        }
        return Rows.execute(
                        connection,
                        "DELETE FROM app_role_assignments WHERE tenant = ? AND app_id = ?",
                        Tuple.of(tenant, principal.appId()))
                .compose(done -> Rows.batch(
                        connection,
                        "INSERT INTO app_role_assignments (tenant, app_id, id, resource, role, created, place)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                        rows));
    }

    /** A permission that this version does not know is left out. */
    private static Map<String, List<AppRoleAssignment>> rolesOf(RowSet<Row> rows) {
        Map<String, List<AppRoleAssignment>> found = new HashMap<>();
        for (Row row : rows) {
            AppRole.of(row.getString("resource"), row.getString("role"))
                    .ifPresent(role -> found.computeIfAbsent(key(row), key -> new ArrayList<>())
                            .add(new AppRoleAssignment(
                                    row.getString("id"), role, Instant.ofEpochSecond(row.getLong("created")))));
        }
        return found;
    }

    private static Tuple row(String tenant, String appId, Credential credential, int place) {
        X509Certificate certificate = credential.certificate();
        return Tuple.of(tenant, appId, credential.keyId(), credential.type().name())
                .addString(credential.usage().name())
                .addString(certificate == null ? credential.secretHash() : CertificateEncoding.text(certificate))
                .addLong(credential.start().getEpochSecond())
                .addLong(credential.end().getEpochSecond())
                .addString(credential.origin().name())
                .addInteger(place);
    }

    private static Map<String, List<Credential>> credentialsOf(RowSet<Row> rows) {
        Map<String, List<Credential>> found = new HashMap<>();
        for (Row row : rows) {
            found.computeIfAbsent(key(row), key -> new ArrayList<>()).add(credential(row));
        }
        return found;
    }

    private static Credential credential(Row row) {
        Kind type = Kind.valueOf(row.getString("type"));
        Usage usage = Usage.valueOf(row.getString("usage"));
        Origin origin = Origin.valueOf(row.getString("origin"));
        String value = row.getString("value");
        Instant start = Instant.ofEpochSecond(row.getLong("starts"));
        Instant end = Instant.ofEpochSecond(row.getLong("ends"));
        String keyId = row.getString("key_id");
        return type == Kind.ASYMMETRIC
                ? Credential.of(keyId, usage, CertificateEncoding.of(value), start, end, origin)
                : Credential.of(keyId, type, usage, value, start, end, origin);
    }

    private static Map<String, List<ServicePrincipal>> principalsOf(
            RowSet<Row> rows, Map<String, List<Credential>> credentials, Map<String, List<AppRoleAssignment>> roles) {
        Map<String, List<ServicePrincipal>> found = new HashMap<>();
        for (Row row : rows) {
            found.computeIfAbsent(row.getString("tenant"), tenant -> new ArrayList<>())
                    .add(new ServicePrincipal(
                            row.getString("app_id"),
                            row.getString("object_id"),
                            row.getString("display_name"),
                            isSet(row, "account_enabled"),
                            isSet(row, "trusted_for_delegation"),
                            isSet(row, "first_party"),
                            lines(row.getString("names")),
                            lines(row.getString("addresses")),
                            credentials.getOrDefault(key(row), List.of()),
                            roles.getOrDefault(key(row), List.of())));
        }
        return found;
    }

    private static String key(Row row) {
        return row.getString("tenant") + " " + row.getString("app_id");
    }

    private static boolean isSet(Row row, String column) {
        return row.getInteger(column) != 0;
    }

    private static List<String> lines(@Nullable String text) {
        return text == null ? List.of() : text.lines().toList();
    }
}
