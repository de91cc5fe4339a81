package org.s2slab.engine.deployment;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.calendar.PolicyMode;
import org.s2slab.calendar.ServiceChangeCalendar;
import org.s2slab.calendar.TenantDates;
import org.s2slab.config.TelemetryConfig;
import org.s2slab.config.UserAccount;
import org.s2slab.engine.text.FileSyntaxException;

/**
 * The description of a deployment before its trust is configured: its nodes, tenants and people.
 *
 * @param name the topology's name, equal to the name of its file
 * @param source the description and the text of the file
 * @param domain the default SIP domain and first accepted domain
 * @param nodes the nodes by name, in the order of their start; each server of a pool is a node
 * @param tenants the tenants of the authorization server, the deployment's own tenant first; empty without an
 *     authorization server
 * @param people the user directory
 * @param contacts the initial contact lists of the people
 * @param policies whether the policies of the online services follow the clock
 * @param policyDates the own dates of this deployment's tenant, on which changes of the calendar begin
 * @param exposure where the deployment listens, and the name by which clients reach it
 */
public record Topology(
        String name,
        Source source,
        String domain,
        Map<String, NodePlan> nodes,
        List<TenantPlan> tenants,
        List<UserAccount> people,
        List<ContactListPlan> contacts,
        PolicyMode policies,
        TenantDates policyDates,
        Exposure exposure) {
    /**
     * What a topology's file says.
     *
     * @param shows the description, one sentence
     * @param text the whole text of the file
     */
    public record Source(String shows, String text) {}

    public Topology {
        tenants = List.copyOf(tenants);
        people = List.copyOf(people);
        contacts = List.copyOf(contacts);
    }

    /** A description of a deployment that only programs on this machine can reach. */
    public Topology(
            String name,
            Source source,
            String domain,
            Map<String, NodePlan> nodes,
            List<TenantPlan> tenants,
            List<UserAccount> people,
            List<ContactListPlan> contacts,
            PolicyMode policies,
            TenantDates policyDates) {
        this(name, source, domain, nodes, tenants, people, contacts, policies, policyDates, Exposure.LOOPBACK);
    }

    /**
     * A copy that listens at another address, or has another name for clients.
     *
     * @throws IllegalArgumentException if the name is a host of a node, because each node's certificate covers the name
     */
    public Topology with(Exposure other) {
        for (NodePlan node : nodes.values()) {
            if (other.name() != null && node.hosts().stream().anyMatch(other.name()::equalsIgnoreCase)) {
                throw new IllegalArgumentException("name: '" + other.name() + "' is a host of the node '" + node.name()
                        + "'; choose a name for this machine that no node has");
            }
        }
        return new Topology(name, source, domain, nodes, tenants, people, contacts, policies, policyDates, other);
    }

    /** A copy with other nodes. */
    public Topology with(Map<String, NodePlan> others) {
        return new Topology(name, source, domain, others, tenants, people, contacts, policies, policyDates, exposure);
    }

    /** A copy with other accounts. */
    Topology with(List<UserAccount> others, List<TenantPlan> ofTenants) {
        return new Topology(name, source, domain, nodes, ofTenants, others, contacts, policies, policyDates, exposure);
    }

    /**
     * A copy with other policies.
     *
     * @throws IllegalArgumentException if the policies follow the clock, but no node is online
     */
    public Topology with(PolicyMode mode) {
        if (mode == PolicyMode.DATED) {
            requireOnline("policies: dated");
        }
        return new Topology(name, source, domain, nodes, tenants, people, contacts, mode, policyDates, exposure);
    }

    /**
     * A copy with other dates of the tenant.
     *
     * @throws IllegalArgumentException if there are dates, but no node is online
     */
    public Topology with(TenantDates dates) {
        if (!dates.days().isEmpty()) {
            requireOnline(TenantDates.KEY);
        }
        return new Topology(name, source, domain, nodes, tenants, people, contacts, policies, dates, exposure);
    }

    /** The description, one sentence. */
    public String shows() {
        return source.shows();
    }

    /**
     * A copy whose nodes send their spans to a collector of OpenTelemetry, or, with null, to none.
     *
     * @throws IllegalArgumentException if the text is not the address of a collector
     */
    public Topology sendingTo(@Nullable String endpoint) {
        String checked = endpoint == null ? null : new TelemetryConfig(endpoint, null, null).endpoint();
        Map<String, NodePlan> sending = new LinkedHashMap<>(nodes);
        sending.replaceAll((node, plan) -> plan.sendingTo(checked));
        return with(sending);
    }

    /**
     * The address to which the nodes send their spans, empty if they send none.
     *
     * @throws FileSyntaxException if the environment has the address, but not a usable one
     */
    public Optional<String> collector() {
        try {
            return nodes.values().stream()
                    .flatMap(node -> Stream.ofNullable(node.telemetry()))
                    .findFirst()
                    .map(endpoint -> new TelemetryConfig(endpoint, null, null).address(System.getenv()));
        } catch (IllegalArgumentException e) {
            throw new FileSyntaxException(name, String.valueOf(e.getMessage()));
        }
    }

    private void requireOnline(String setting) {
        if (nodes.values().stream().noneMatch(NodePlan::online)) {
            throw new IllegalArgumentException(offline(setting, name));
        }
    }

    /** Throws IllegalArgumentException if the policies follow the clock, but the calendar does not contain the time. */
    public void requirePolicies(Instant moment) {
        if (policies == PolicyMode.DATED) {
            ServiceChangeCalendar.published().requireKnown(moment);
        }
    }

    /** The reason why a topology without an online node cannot have a setting of the policies that follow the clock. */
    public static String offline(String setting, String name) {
        return setting + " needs an online node, because only online services change what they allow; topology '" + name
                + "' has none. Write 'online: true' at a node, or "
                + (setting.equals(TenantDates.KEY) ? "remove " + TenantDates.KEY : "policies: as-documented");
    }

    /** The tenant of this deployment. Throws IllegalArgumentException if the deployment has no tenant. */
    public TenantPlan ownTenant() {
        return tenants.stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("topology '" + name
                        + "' names no tenant; online nodes and an authorization server need one under 'tenants'"));
    }

    /** The node of the authorization server. Throws IllegalArgumentException if there is no such node. */
    public NodePlan authorizationServer() {
        return nodes.values().stream()
                .filter(node -> node.role().equals("authz"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "topology '" + name + "' has no node of the role authz, which online nodes trust"));
    }

    /** The realm of a node: the tenant of an online product, otherwise the deployment's domain. */
    public String realmOf(NodePlan node) {
        return node.online() || node.role().equals("authz") ? ownTenant().id() : domain;
    }

    /** The pools. */
    public Pools pools() {
        return new Pools(nodes);
    }

    /** The URL of the authorization server's metadata document for a tenant. */
    public String metadataOf(TenantPlan tenant) {
        return "https://" + authorizationServer().host() + "/" + tenant.id() + "/metadata/json/1";
    }

    /** The people of the user directory, and those who exist only in a tenant. */
    public List<UserAccount> everybody() {
        return Stream.concat(people.stream(), tenants.stream().flatMap(tenant -> tenant.people().stream()))
                .toList();
    }

    /** The person with this address, or with this part of an address before the at sign. */
    public Optional<UserAccount> person(String address) {
        return people.stream().filter(person -> person.hasAddress(address)).findFirst();
    }
}
