package org.s2slab.authz.registry;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.s2slab.authz.registry.Credential.Origin;
import org.s2slab.authz.registry.Credential.Usage;
import org.s2slab.node.WorkSequence;
import org.s2slab.pki.PemFiles;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.Database;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.TrustSubject;

/**
 * The registry of all tenants and their content: read from memory, changed in the database first. Tenants are isolated;
 * no lookup of a principal or a credential spans two of them.
 */
public final class TenantRegistry {
    /** The words that stand for several tenants in the path of a document. No token is issued for them. */
    public static final Set<String> SEVERAL = Set.of("common", "organizations");

    private final List<Tenant> tenants;
    private final List<OnlineServiceCredential> services;
    private final TenantStore store;
    private final IdGenerator ids;
    private volatile Map<String, TenantSnapshot> current = Map.of();
    private Map<String, List<Credential>> online = Map.of();
    private volatile long version = -1;
    private Future<?> lastChange = Future.succeededFuture();

    public TenantRegistry(
            List<Tenant> tenants, List<OnlineServiceCredential> services, Database database, IdGenerator ids) {
        this.tenants = List.copyOf(tenants);
        this.services = List.copyOf(services);
        this.store = new TenantStore(database);
        this.ids = ids;
    }

    /** Reads the certificates of the online services; blocks. IllegalArgumentException when a file has none. */
    public Map<String, List<Credential>> readServices() {
        Map<String, List<Credential>> online = new HashMap<>();
        for (OnlineServiceCredential service : services) {
            var certificate = PemFiles.readCertificates(service.certificate()).get(0);
            online.computeIfAbsent(service.application(), id -> new ArrayList<>())
                    .add(Credential.of(
                            ids.uuid(),
                            Usage.VERIFY,
                            certificate,
                            Instant.EPOCH,
                            certificate.getNotAfter().toInstant(),
                            Origin.ONLINE));
        }
        return online;
    }

    /** Loads the registry from the open database. A new tenant gets Microsoft's own applications. */
    public Future<Void> load(Map<String, List<Credential>> services) {
        online = Map.copyOf(services);
        return read();
    }

    /** Reads the changes of other instances on this database. Without changes it costs one small query. */
    public Future<Void> refresh() {
        return inTurn(Future::succeededFuture);
    }

    private Future<Void> read() {
        return store.version()
                .compose(last -> store.principals()
                        .compose(principals -> store.dedicated().compose(dedicated -> {
                            Map<String, List<ServicePrincipal>> founded = missing(principals);
                            Map<String, TenantSnapshot> read = new HashMap<>();
                            for (Tenant tenant : tenants) {
                                Map<String, ServicePrincipal> byId = new LinkedHashMap<>();
                                principals
                                        .getOrDefault(tenant.id(), founded.getOrDefault(tenant.id(), List.of()))
                                        .forEach(principal -> byId.put(principal.appId(), principal));
                                read.put(
                                        tenant.id(),
                                        new TenantSnapshot(tenant, dedicated.contains(tenant.id()), byId, online));
                            }
                            return found(last, founded, read);
                        })));
    }

    private Map<String, List<ServicePrincipal>> missing(Map<String, List<ServicePrincipal>> principals) {
        Map<String, List<ServicePrincipal>> founded = new LinkedHashMap<>();
        for (Tenant tenant : tenants) {
            if (!principals.containsKey(tenant.id())) {
                founded.put(tenant.id(), FirstPartyPrincipals.of(tenant, ids));
            }
        }
        return founded;
    }

    /** Seeds new tenants. When another instance does so at the same time, its rows count. */
    private Future<Void> found(
            long last, Map<String, List<ServicePrincipal>> founded, Map<String, TenantSnapshot> read) {
        if (founded.isEmpty()) {
            version = last;
            current = Map.copyOf(read);
            return Future.succeededFuture();
        }
        return store.change(last, connection -> saveAll(connection, founded))
                .compose(
                        written -> {
                            version = last + 1;
                            current = Map.copyOf(read);
                            return Future.succeededFuture();
                        },
                        failure -> failure instanceof Refusal ? read() : Future.failedFuture(failure));
    }

    private static Future<Void> saveAll(SqlConnection connection, Map<String, List<ServicePrincipal>> founded) {
        return WorkSequence.each(
                founded.entrySet(),
                tenant -> WorkSequence.each(
                        tenant.getValue(), principal -> TenantStore.save(connection, tenant.getKey(), principal)));
    }

    public List<Tenant> tenants() {
        return tenants;
    }

    /** The tenant with this id or domain. */
    public Optional<TenantSnapshot> named(String word) {
        TenantSnapshot byId = current.get(word);
        return byId != null
                ? Optional.of(byId)
                : tenants.stream()
                        .filter(tenant -> tenant.isNamed(word))
                        .findFirst()
                        .map(tenant -> current(tenant.id()));
    }

    /** The service principals of all tenants, for the journal. */
    public List<TrustSubject> subjects() {
        return current.values().stream()
                .flatMap(tenant -> tenant.principals().values().stream()
                        .map(principal -> principal.subject(
                                tenant.tenant().id(), online.getOrDefault(principal.appId(), List.of()))))
                .toList();
    }

    /** The current content of a tenant of this server. */
    public TenantSnapshot current(String tenant) {
        TenantSnapshot there = current.get(tenant);
        if (there == null) {
            throw new IllegalArgumentException("there is no tenant " + tenant + " here");
        }
        return there;
    }

    /** Creates a principal. Refusal CONFLICT when the tenant has the application, or another has one of its names. */
    public Future<ServicePrincipal> create(String tenant, ServicePrincipal principal) {
        return inTurn(() -> {
            if (current(tenant).principal(principal.appId()) != null) {
                throw Refusal.conflict("A service principal with the AppPrincipalId " + principal.appId()
                        + " already exists in this tenant. Change it with Set-MsolServicePrincipal.");
            }
            return save(tenant, principal);
        });
    }

    /** Changes a principal. Refusal NOT_FOUND when it is missing, CONFLICT when another has one of its new names. */
    public Future<ServicePrincipal> change(String tenant, String appId, UnaryOperator<ServicePrincipal> change) {
        return inTurn(() -> {
            ServicePrincipal before = current(tenant).principal(appId);
            if (before == null) {
                throw Refusal.notFound("Service principal was not found.");
            }
            return save(tenant, change.apply(before));
        });
    }

    public Future<Void> remove(String tenant, String appId) {
        return inTurn(() -> write(connection -> TenantStore.delete(connection, tenant, appId))
                .onSuccess(done -> take(current(tenant).without(appId))));
    }

    /** Sets whether the tenant's own servers must use their own applications (CVE-2025-53786). */
    public Future<Void> requireDedicatedApplications(String tenant, boolean required) {
        return inTurn(() -> write(connection -> TenantStore.saveDedicated(connection, tenant, required))
                .onSuccess(done -> take(current(tenant).dedicated(required))));
    }

    private Future<ServicePrincipal> save(String tenant, ServicePrincipal principal) {
        TenantSnapshot there = current(tenant);
        for (String name : principal.names()) {
            there.holderOf(name, principal.appId()).ifPresent(holder -> {
                throw Refusal.conflict("ServicePrincipalNames: '" + name + "' is a name of " + holder.displayName()
                        + " (" + holder.appId() + ") already; take it away there first.");
            });
        }
        return write(connection -> TenantStore.save(connection, tenant, principal))
                .map(saved -> {
                    take(current(tenant).with(principal));
                    return principal;
                });
    }

    private Future<Void> write(Function<SqlConnection, Future<Void>> change) {
        long before = version;
        return store.change(before, change).onSuccess(written -> version = before + 1);
    }

    /** Runs one change after another. Each sees the result of the previous one, on whichever instance. */
    private synchronized <T> Future<T> inTurn(Supplier<Future<T>> change) {
        Future<T> mine = lastChange
                .transform(whatever -> store.version())
                .compose(last -> last == version ? Future.succeededFuture() : read())
                .compose(fresh -> change.get());
        lastChange = mine;
        return mine;
    }

    private synchronized void take(TenantSnapshot changed) {
        Map<String, TenantSnapshot> all = new HashMap<>(current);
        all.put(changed.tenant().id(), changed);
        current = Map.copyOf(all);
    }
}
