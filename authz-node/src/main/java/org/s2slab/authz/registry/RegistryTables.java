package org.s2slab.authz.registry;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.registry.Credential.Kind;
import org.s2slab.authz.registry.Credential.Origin;
import org.s2slab.authz.registry.Credential.Usage;
import org.s2slab.authz.registry.ServicePrincipal.PrincipalTrait;
import org.s2slab.config.Switches;
import org.s2slab.pki.CertificateEncoding;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.ResultRow;
import org.s2slab.store.WriteTransaction;

/** The database tables of the registry. */
final class RegistryTables {
    private RegistryTables() {}

    /** All principals by tenant, in the order of creation. */
    static Map<String, List<ServicePrincipal>> principals(ReadTransaction rx) {
        Map<String, List<Credential>> credentials = new HashMap<>();
        rx.forEach(
                "SELECT * FROM principal_credentials ORDER BY place",
                row -> credentials
                        .computeIfAbsent(key(row), key -> new ArrayList<>())
                        .add(credential(row)));
        Map<String, List<AppRoleAssignment>> roles = new HashMap<>();
        rx.forEach("SELECT * FROM app_role_assignments ORDER BY place", row -> addRole(roles, row));
        Map<String, List<ServicePrincipal>> found = new HashMap<>();
        rx.forEach(
                "SELECT * FROM service_principals ORDER BY place",
                row -> found.computeIfAbsent(row.text("tenant"), tenant -> new ArrayList<>())
                        .add(principal(
                                row,
                                credentials.getOrDefault(key(row), List.of()),
                                roles.getOrDefault(key(row), List.of()))));
        return found;
    }

    /** The tenants that must use dedicated applications. */
    static List<String> dedicated(ReadTransaction rx) {
        return rx.list(
                "SELECT tenant FROM tenant_settings WHERE dedicated_applications = 1", row -> row.text("tenant"));
    }

    /** The version of the last change. It is read first, so that later reads are at least as new. */
    static long version(ReadTransaction rx) {
        return rx.number("SELECT version AS number FROM registry_version");
    }

    /** Advances the version for a change. */
    static void advance(WriteTransaction tx) {
        tx.execute("UPDATE registry_version SET version = version + 1");
    }

    static void delete(WriteTransaction tx, String tenant, String appId) {
        tx.execute("DELETE FROM principal_credentials WHERE tenant = ? AND app_id = ?", tenant, appId);
        tx.execute("DELETE FROM app_role_assignments WHERE tenant = ? AND app_id = ?", tenant, appId);
        tx.execute("DELETE FROM service_principals WHERE tenant = ? AND app_id = ?", tenant, appId);
    }

    static void saveDedicated(WriteTransaction tx, String tenant, boolean required) {
        tx.execute(
                "INSERT INTO tenant_settings (tenant, dedicated_applications) VALUES (?, ?)"
                        + " ON CONFLICT (tenant) DO UPDATE SET dedicated_applications = excluded.dedicated_applications",
                tenant,
                required ? 1 : 0);
    }

    /** Replaces a principal with its credentials and roles. */
    static void save(WriteTransaction tx, String tenant, ServicePrincipal principal) {
        tx.execute(
                "INSERT INTO service_principals (tenant, app_id, object_id, display_name, account_enabled,"
                        + " trusted_for_delegation, first_party, application_only, names, addresses, place) VALUES (?, ?, ?, ?, ?, ?, ?,"
                        + " ?, ?, ?, (SELECT COALESCE(MAX(place), 0) + 1 FROM service_principals))"
                        + " ON CONFLICT (tenant, app_id) DO UPDATE SET display_name = excluded.display_name,"
                        + " account_enabled = excluded.account_enabled,"
                        + " trusted_for_delegation = excluded.trusted_for_delegation,"
                        + " application_only = excluded.application_only,"
                        + " names = excluded.names, addresses = excluded.addresses",
                tenant,
                principal.appId(),
                principal.objectId(),
                principal.displayName(),
                principal.accountEnabled() ? 1 : 0,
                principal.trustedForDelegation() ? 1 : 0,
                principal.firstParty() ? 1 : 0,
                principal.hasPrincipal() ? 0 : 1,
                String.join("\n", principal.names()),
                String.join("\n", principal.addresses()));
        saveCredentials(tx, tenant, principal);
        saveRoles(tx, tenant, principal);
    }

    private static void saveCredentials(WriteTransaction tx, String tenant, ServicePrincipal principal) {
        tx.execute("DELETE FROM principal_credentials WHERE tenant = ? AND app_id = ?", tenant, principal.appId());
        int place = 0;
        for (Credential credential : principal.credentials()) {
            X509Certificate certificate = credential.certificate();
            tx.execute(
                    "INSERT INTO principal_credentials (tenant, app_id, key_id, type, usage, value, starts, ends,"
                            + " origin, place) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    tenant,
                    principal.appId(),
                    credential.keyId(),
                    credential.type().name(),
                    credential.usage().name(),
                    certificate == null ? credential.secretHash() : CertificateEncoding.text(certificate),
                    credential.start().getEpochSecond(),
                    credential.end().getEpochSecond(),
                    credential.origin().name(),
                    place);
            place++;
        }
    }

    private static void saveRoles(WriteTransaction tx, String tenant, ServicePrincipal principal) {
        tx.execute("DELETE FROM app_role_assignments WHERE tenant = ? AND app_id = ?", tenant, principal.appId());
        int place = 0;
        for (AppRoleAssignment granted : principal.roles()) {
            tx.execute(
                    "INSERT INTO app_role_assignments (tenant, app_id, id, resource, role, created, place)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    tenant,
                    principal.appId(),
                    granted.id(),
                    granted.role().resource(),
                    granted.role().id(),
                    granted.created().getEpochSecond(),
                    place);
            place++;
        }
    }

    /** Adds a permission, unless this version of the lab does not know it. */
    private static void addRole(Map<String, List<AppRoleAssignment>> roles, ResultRow row) {
        AppRole.of(row.text("resource"), row.text("role"))
                .ifPresent(role -> roles.computeIfAbsent(key(row), key -> new ArrayList<>())
                        .add(new AppRoleAssignment(
                                row.text("id"), role, Instant.ofEpochSecond(row.integer("created")))));
    }

    private static Credential credential(ResultRow row) {
        Kind type = Kind.valueOf(row.text("type"));
        Usage usage = Usage.valueOf(row.text("usage"));
        Origin origin = Origin.valueOf(row.text("origin"));
        String value = row.text("value");
        Instant start = Instant.ofEpochSecond(row.integer("starts"));
        Instant end = Instant.ofEpochSecond(row.integer("ends"));
        String keyId = row.text("key_id");
        return type == Kind.ASYMMETRIC
                ? Credential.of(keyId, usage, CertificateEncoding.of(value), start, end, origin)
                : Credential.of(keyId, type, usage, value, start, end, origin);
    }

    private static ServicePrincipal principal(
            ResultRow row, List<Credential> credentials, List<AppRoleAssignment> roles) {
        return new ServicePrincipal(
                row.text("app_id"),
                row.text("object_id"),
                row.text("display_name"),
                Switches.<PrincipalTrait>of()
                        .with(PrincipalTrait.ACCOUNT_ENABLED, row.isSet("account_enabled"))
                        .with(PrincipalTrait.TRUSTED_FOR_DELEGATION, row.isSet("trusted_for_delegation"))
                        .with(PrincipalTrait.FIRST_PARTY, row.isSet("first_party"))
                        .with(PrincipalTrait.APPLICATION_ONLY, row.isSet("application_only")),
                lines(row.optionalText("names")),
                lines(row.optionalText("addresses")),
                credentials,
                roles);
    }

    private static String key(ResultRow row) {
        return row.text("tenant") + " " + row.text("app_id");
    }

    private static List<String> lines(@Nullable String text) {
        return text == null ? List.of() : text.lines().toList();
    }
}
