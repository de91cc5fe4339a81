package org.s2slab.config;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.calendar.PolicyClock;
import org.s2slab.calendar.PolicyMode;
import org.s2slab.calendar.TenantDates;
import org.s2slab.identity.HostNameSyntax;

/**
 * The settings that every node's configuration file has. Trust (certificates, partners, policies) is not configuration:
 * cmdlets set it and the node's database stores it. In the file, the keys of all parts are on the same level.
 *
 * @param name the node's name in journals and on the console, for instance {@code lync}
 * @param domain the default domain of the deployment: the default SIP domain, the first accepted domain
 * @param network the host names and listeners of the node
 * @param tls the files with which nodes prove their host names to each other
 * @param data the node's data folder: database, certificate store, administrator's credential
 * @param people the deployment's user directory
 * @param directory the folder that simulates the forest's domain controller, shared by the nodes of one forest; none if
 *     the node is the only one of its forest
 * @param database the PostgreSQL database of a role that can use one (default: the file {@code node.db} in the data
 *     folder)
 * @param online the tenant that this node serves as an online service; none for a server on-premises
 * @param simulation how the node differs from the product and from a server in production
 */
public record NodeConfig(
        String name,
        String domain,
        @JsonUnwrapped Network network,
        @JsonUnwrapped Tls tls,
        Path data,
        @Nullable List<UserAccount> people,
        @Nullable Path directory,
        @Nullable PostgresConfig database,
        @Nullable OnlineConfig online,
        @JsonUnwrapped Simulation simulation) {
    public NodeConfig {
        people = people == null ? List.of() : List.copyOf(people);
    }

    /** The accounts of the deployment; empty if the configuration has none. */
    public List<UserAccount> accounts() {
        return people == null ? List.of() : people;
    }

    /**
     * A node's place on the network.
     *
     * @param hosts the host names of the node, the principal one first
     * @param listen the HTTPS listener for partners and people
     * @param management the HTTPS listener for administrators
     * @param reachedAs further names by which clients reach this machine, beside its hosts and addresses (default: none)
     * @param hostsFile the file that gives the address and port of each host name of the deployment
     * @param telemetry the collector that receives the spans of the node (default: none)
     * @param pools the pools of the node's organization: the host names of the servers of each pool, by the host name of
     *     the pool, in the order of the topology (default: the node is a pool of one server)
     */
    public record Network(
            List<String> hosts,
            @Nullable ListenerConfig listen,
            @Nullable ListenerConfig management,
            @Nullable List<String> reachedAs,
            @Nullable Path hostsFile,
            @Nullable TelemetryConfig telemetry,
            @Nullable Map<String, List<String>> pools) {
        public Network {
            if (hosts.isEmpty()) {
                throw new IllegalArgumentException("hosts: at least one host name is needed");
            }
            hosts = List.copyOf(hosts);
            listen = listen == null ? ListenerConfig.ANY : listen;
            management = management == null ? ListenerConfig.ANY : management;
            pools = pools == null || pools.isEmpty()
                    ? Map.of(hosts.get(0), List.of(hosts.get(0)))
                    : Collections.unmodifiableMap(new LinkedHashMap<>(pools));
            if (!pools.containsKey(hosts.get(0))) {
                throw new IllegalArgumentException(
                        "pools: the node's own pool '" + hosts.get(0) + "' is not in " + pools.keySet());
            }
            reachedAs = reachedAs == null ? List.of() : List.copyOf(reachedAs);
            for (String name : reachedAs) {
                if (!HostNameSyntax.isDnsName(name)) {
                    throw new IllegalArgumentException(
                            "reached-as: '" + name + "' is not a DNS name such as lab.example.test");
                }
            }
        }
    }

    /** The host names of the servers of each pool of the organization, by the host name of the pool. */
    public Map<String, List<String>> pools() {
        return Objects.requireNonNull(network.pools());
    }

    /** Whether the node's pool has other servers. */
    public boolean isPooled() {
        return pools().getOrDefault(network.hosts().get(0), List.of()).size() > 1;
    }

    /** The node's host names, first the one that only this server of its pool has. */
    public List<String> hostsOfServer() {
        List<String> hosts = network.hosts();
        List<String> servers = pools().getOrDefault(hosts.get(0), List.of());
        return hosts.stream()
                .sorted(Comparator.comparing(host -> !servers.contains(host)))
                .toList();
    }

    /**
     * The files for TLS.
     *
     * @param tlsKey PEM file of the TLS private key
     * @param tlsCertificate PEM file of the TLS certificate chain
     * @param trustedRoots PEM file of the root certificates that the node trusts for other nodes' TLS certificates
     */
    public record Tls(Path tlsKey, Path tlsCertificate, Path trustedRoots) {}

    /**
     * How a node behaves as a simulation.
     *
     * @param adjustableClock whether administrators may set the node's clock, for rehearsals only (default: false)
     * @param asTheProductDoes the differences to the product that are switched off at this node (default: none)
     * @param limits the limits on what one caller may use (default: the usual limits)
     * @param policies whether the policies of online services follow the clock (default: as documented)
     * @param policyDates the tenant's own dates of changes of the calendar (default: none)
     */
    public record Simulation(
            @Nullable Boolean adjustableClock,
            @Nullable List<ProductBehavior> asTheProductDoes,
            @Nullable RequestLimits limits,
            @Nullable PolicyMode policies,
            @Nullable TenantDates policyDates) {
        public Simulation {
            asTheProductDoes = asTheProductDoes == null
                    ? List.of()
                    : asTheProductDoes.stream().distinct().toList();
            if (asTheProductDoes.stream().anyMatch(Objects::isNull)) {
                throw new IllegalArgumentException(
                        "as-the-product-does: an entry is empty; known are " + ProductBehavior.keys());
            }
            limits = limits == null ? RequestLimits.USUAL : limits;
            policies = policies == null ? PolicyMode.AS_DOCUMENTED : policies;
            policyDates = policyDates == null ? TenantDates.NONE : policyDates;
        }

        /** The differences to the product that are switched off at this node. */
        public Set<ProductBehavior> behaviors() {
            Set<ProductBehavior> behaviors = EnumSet.noneOf(ProductBehavior.class);
            if (asTheProductDoes != null) {
                behaviors.addAll(asTheProductDoes);
            }
            return behaviors;
        }

        /** The limits on what one caller may use. */
        public RequestLimits requestLimits() {
            return limits == null ? RequestLimits.USUAL : limits;
        }

        /** Whether the policies of online services follow the clock. */
        public PolicyMode policyMode() {
            return policies == null ? PolicyMode.AS_DOCUMENTED : policies;
        }

        /** The policies of online services by the node's clock. */
        public PolicyClock policiesBy(Clock clock) {
            return new PolicyClock(policyMode(), policyDates == null ? TenantDates.NONE : policyDates, clock);
        }

        /** Whether administrators may set the node's clock. */
        public boolean hasAdjustableClock() {
            return Boolean.TRUE.equals(adjustableClock);
        }
    }
}
