package org.s2slab.authz.registry;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.s2slab.authz.registry.Credential.Origin;
import org.s2slab.authz.registry.Credential.Usage;
import org.s2slab.pki.PemFiles;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.Database;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.TrustSubject;

/**
 * The registry of all tenants and their content. Reads use memory; changes are written to the database first. Tenants
 * are isolated: no lookup of a principal or a credential covers two tenants.
 */
public final class TenantRegistry {
    /** The words for several tenants in the path of a document. No token is issued for these words. */
    public static final Set<String> SEVERAL = Set.of("common", "organizations");

    private final List<Tenant> tenants;
    private final List<OnlineServiceCredential> services;
    private final Database database;
    private final IdGenerator ids;
    private final int mostObjects;
    private volatile Content current = new Content(-1, Map.of());
    private Map<String, List<Credential>> online = Map.of();
    private Future<?> lastChange = Future.succeededFuture();

    /** All tenants by id, in one version of the database. */
    private record Content(long version, Map<String, TenantSnapshot> tenants) {
        Content with(TenantSnapshot changed) {
            Map<String, TenantSnapshot> all = new HashMap<>(tenants);
            all.put(changed.tenant().id(), changed);
            return new Content(version + 1, Map.copyOf(all));
        }

        TenantSnapshot tenant(String id) {
            return Optional.ofNullable(tenants.get(id))
                    .orElseThrow(() -> new IllegalArgumentException("there is no tenant " + id + " here"));
        }
    }

    /** The content after a change, with the result of the change. */
    private record Changed<T>(Content content, T result) {}

    /** @param mostObjects the maximum number of applications and principals of one tenant */
    public TenantRegistry(
            List<Tenant> tenants,
            List<OnlineServiceCredential> services,
            Database database,
            IdGenerator ids,
            int mostObjects) {
        this.tenants = List.copyOf(tenants);
        this.services = List.copyOf(services);
        this.database = database;
        this.ids = ids;
        this.mostObjects = mostObjects;
    }

    /** Reads the certificates of the online services. Blocks. IllegalArgumentException if a file has no certificate. */
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

    /** Reads the changes of other instances on this database. Without changes this costs one small query. */
    public synchronized Future<Void> refresh() {
        lastChange = lastChange
                .transform(whatever -> database.read(RegistryTables::version))
                .compose(last -> last == current.version() ? Future.succeededFuture() : read());
        return lastChange.mapEmpty();
    }

    /** Reads the registry and seeds new tenants. If another instance seeds them at the same time, its rows are used. */
    private Future<Void> read() {
        return database.read(this::stored)
                .compose(read -> read.tenants().size() == tenants.size()
                        ? Future.succeededFuture(read)
                        : database.instances().write(tx -> founded(tx, stored(tx))))
                .onSuccess(read -> current = read)
                .mapEmpty();
    }

    /** The tenants with content in the database. */
    private Content stored(ReadTransaction rx) {
        long version = RegistryTables.version(rx);
        Map<String, List<ServicePrincipal>> principals = RegistryTables.principals(rx);
        Map<String, List<Application>> applications = ApplicationTables.applications(rx);
        Map<String, Map<String, String>> members = ApplicationTables.members(rx);
        List<String> dedicated = RegistryTables.dedicated(rx);
        Map<String, TenantSnapshot> read = new HashMap<>();
        for (Tenant tenant : tenants) {
            List<ServicePrincipal> own = principals.get(tenant.id());
            if (own != null) {
                read.put(
                        tenant.id(),
                        snapshot(tenant, dedicated.contains(tenant.id()), own)
                                .with(
                                        applications.getOrDefault(tenant.id(), List.of()),
                                        members.getOrDefault(tenant.id(), Map.of())));
            }
        }
        return new Content(version, Map.copyOf(read));
    }

    private Content founded(WriteTransaction tx, Content stored) {
        RegistryTables.advance(tx);
        Map<String, TenantSnapshot> all = new HashMap<>(stored.tenants());
        List<String> dedicated = RegistryTables.dedicated(tx);
        for (Tenant tenant : tenants) {
            if (!all.containsKey(tenant.id())) {
                List<ServicePrincipal> first = FirstPartyPrincipals.of(tenant, ids);
                first.forEach(principal -> RegistryTables.save(tx, tenant.id(), principal));
                all.put(tenant.id(), snapshot(tenant, dedicated.contains(tenant.id()), first));
            }
        }
        return new Content(stored.version() + 1, Map.copyOf(all));
    }

    private TenantSnapshot snapshot(Tenant tenant, boolean dedicated, List<ServicePrincipal> principals) {
        Map<String, ServicePrincipal> byId = new LinkedHashMap<>();
        principals.forEach(principal -> byId.put(principal.appId(), principal));
        return new TenantSnapshot(tenant, dedicated, byId, Map.of(), Map.of(), online);
    }

    public List<Tenant> tenants() {
        return tenants;
    }

    /** The tenant with this id or domain. */
    public Optional<TenantSnapshot> named(String word) {
        TenantSnapshot byId = current.tenants().get(word);
        return byId != null
                ? Optional.of(byId)
                : tenants.stream()
                        .filter(tenant -> tenant.isNamed(word))
                        .findFirst()
                        .map(tenant -> current(tenant.id()));
    }

    /** The service principals of all tenants, for the journal. */
    public List<TrustSubject> subjects() {
        return current.tenants().values().stream()
                .flatMap(tenant -> tenant.principals().values().stream()
                        .map(principal -> principal.subject(
                                tenant.tenant().id(), online.getOrDefault(principal.appId(), List.of()))))
                .toList();
    }

    /** The current content of a tenant of this server. */
    public TenantSnapshot current(String tenant) {
        return current.tenant(tenant);
    }

    /** Creates a principal. Refusal CONFLICT if the tenant has the application, or another has one of its names. */
    public Future<ServicePrincipal> create(String tenant, ServicePrincipal principal) {
        return edit(tenant, change -> {
            if (change.content().principal(principal.appId()) != null) {
                throw Refusal.conflict("A service principal with the AppPrincipalId " + principal.appId()
                        + " already exists in this tenant. Change it with Update-MgServicePrincipal.");
            }
            change.save(principal);
            return principal;
        });
    }

    /** Changes a principal. Refusal NOT_FOUND if it does not exist, CONFLICT if another has one of its new names. */
    public Future<ServicePrincipal> change(String tenant, String appId, UnaryOperator<ServicePrincipal> change) {
        return edit(tenant, there -> {
            ServicePrincipal before = there.content().principal(appId);
            if (before == null) {
                throw Refusal.notFound("Service principal was not found.");
            }
            ServicePrincipal after = change.apply(before);
            there.save(after);
            return after;
        });
    }

    public Future<Void> remove(String tenant, String appId) {
        return edit(tenant, change -> {
                    change.remove(appId);
                    return appId;
                })
                .mapEmpty();
    }

    /** Sets whether the tenant's own servers must use their own applications (CVE-2025-53786). */
    public Future<Void> requireDedicatedApplications(String tenant, boolean required) {
        return edit(tenant, change -> {
                    change.requireDedicatedApplications(required);
                    return required;
                })
                .mapEmpty();
    }

    /**
     * Runs one change after another. Each change sees the result of the previous change, even if another instance made
     * that change. An exception of the body undoes the change.
     *
     * @param change reads and changes the tenant on a database thread, and returns the result of the change
     */
    public synchronized <T> Future<T> edit(String tenant, Function<TenantEdit, T> change) {
        Future<Changed<T>> mine = lastChange
                .transform(whatever -> database.instances().write(tx -> {
                    Content known = current;
                    Content before = known.version() == RegistryTables.version(tx) ? known : stored(tx);
                    TenantEdit edit = new TenantEdit(tx, before.tenant(tenant), mostObjects);
                    T result = change.apply(edit);
                    RegistryTables.advance(tx);
                    return new Changed<>(before.with(edit.content()), result);
                }))
                .onSuccess(changed -> current = changed.content());
        lastChange = mine;
        return mine.map(Changed::result);
    }
}
