package org.s2slab.exchange.organization;

import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.s2slab.config.NodeConfig;
import org.s2slab.config.OnlineConfig;
import org.s2slab.exchange.organization.OrganizationStore.AuthConfig;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.store.Database;

/**
 * The identity of the Exchange organisation: its accepted domains, its AuthConfig and the resulting realms. A token is
 * for this organisation if its realm is an explicit accepted domain or the configured realm ({@code Set-AuthConfig}).
 * Writes to the database first; reads from memory.
 */
public final class ExchangeOrganization {
    private static final AuthConfig INSTALLED = new AuthConfig("", WellKnownPrincipals.EXCHANGE);

    private final NodeConfig config;
    private final List<String> firstDomains;
    private final OrganizationStore store;
    private final Set<String> hosts;

    private volatile ServiceIdentity self;
    private boolean isNew;
    private Runnable whenChanged = () -> {};

    /** @param firstDomains the accepted domains of a new organisation, the default one first */
    public ExchangeOrganization(NodeConfig config, List<String> firstDomains, Database database) {
        this.config = config;
        this.firstDomains = firstDomains;
        this.store = new OrganizationStore(database);
        this.hosts = config.network().hosts().stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        this.self = identity();
        database.instances().onChange(() -> Future.succeededFuture(changed()));
    }

    /** Registers an action to run after every change that affects trust. */
    public void whenChanged(Runnable action) {
        whenChanged = action;
    }

    /** Reads the stored settings; at the first start, stores the settings of a new organisation. */
    public Future<Void> load() {
        return store.load()
                .compose(read -> {
                    isNew = store.authConfig().isEmpty();
                    return isNew ? setUp() : Future.succeededFuture();
                })
                .map(ready -> changed());
    }

    /** Whether this is the first start of the organisation. */
    public boolean isNew() {
        return isNew;
    }

    /** The current service identity of the node. */
    public ServiceIdentity self() {
        return self;
    }

    /** The realm of the organisation's users, which is also the realm of its tokens. */
    public String realm() {
        return self.principal().realm();
    }

    /** All accepted domains, the default one first. */
    public List<AcceptedDomain> domains() {
        return store.domains();
    }

    /** The names of the accepted domains. */
    public List<String> domainNames() {
        return domains().stream().map(AcceptedDomain::domain).toList();
    }

    public AuthConfig authConfig() {
        return store.authConfig().orElse(INSTALLED);
    }

    /** Adds an accepted domain. */
    Future<Void> add(AcceptedDomain domain) {
        return store.put(List.of(domain)).map(done -> changed());
    }

    /**
     * Makes a domain the default domain. If no realm is configured, the default domain is also the realm of this
     * server's tokens.
     */
    Future<Void> makeDefault(AcceptedDomain chosen) {
        return store.makeDefault(chosen.name()).map(done -> changed());
    }

    Future<Void> remove(AcceptedDomain domain) {
        return store.removeDomain(domain.name()).map(done -> changed());
    }

    public Future<Void> set(AuthConfig changed) {
        return store.put(changed).map(done -> changed());
    }

    private Future<Void> setUp() {
        return store.put(firstDomains.stream()
                        .map(domain -> new AcceptedDomain(
                                domain, domain, AcceptedDomain.AUTHORITATIVE, domain.equals(firstDomains.get(0))))
                        .toList())
                .compose(before -> store.put(INSTALLED));
    }

    private Void changed() {
        self = identity();
        whenChanged.run();
        return null;
    }

    /**
     * The identity of this server. The realm is the configured realm, or if that is empty, as by default in the
     * product, the default domain. An online service serves only its tenant.
     */
    private ServiceIdentity identity() {
        AuthConfig authConfig = authConfig();
        OnlineConfig online = config.online();
        if (online != null) {
            PrincipalId principal = new PrincipalId(authConfig.serviceName(), online.tenant());
            return new ServiceIdentity(principal, Set.of(online.tenant()), hosts);
        }
        Set<String> served = new HashSet<>();
        domains().stream()
                .filter(accepted -> !accepted.isWildcard())
                .forEach(accepted -> served.add(accepted.domain()));
        if (!authConfig.realm().isEmpty()) {
            served.add(authConfig.realm());
        }
        String ownDomain =
                domains().isEmpty() ? config.domain() : domains().get(0).root();
        String realm = authConfig.realm().isEmpty() ? ownDomain : authConfig.realm();
        return new ServiceIdentity(new PrincipalId(authConfig.serviceName(), realm), served, hosts);
    }
}
