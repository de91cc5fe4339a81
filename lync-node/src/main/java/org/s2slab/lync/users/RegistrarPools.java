package org.s2slab.lync.users;

import java.util.List;
import java.util.Map;
import org.s2slab.config.NodeConfig;
import org.s2slab.refusal.Refusal;

/**
 * The Registrar pools of the deployment. Each user has a home pool, whose servers serve the user. All pools have one
 * database, so the settings, policies and partner applications of the deployment are the same in each pool.
 *
 * @param own the pool of this server, by its host name
 * @param servers the host names of the servers of each pool, in the order of the topology
 */
public record RegistrarPools(String own, Map<String, List<String>> servers) {
    /** The pools of a node's configuration. The first host of a server in a pool is the name of the pool. */
    public static RegistrarPools of(NodeConfig config) {
        return new RegistrarPools(config.network().hosts().get(0), config.pools());
    }

    /** The names of all pools but this server's. */
    public List<String> others() {
        return servers.keySet().stream().filter(pool -> !pool.equals(own)).toList();
    }

    /** The home pool of a user: the pool of the last move, or the first pool of the deployment. */
    public String homeOf(LyncUser user) {
        String pool = user.pool();
        return pool != null && servers.containsKey(pool)
                ? pool
                : servers.keySet().iterator().next();
    }

    /** Whether this server is in the home pool of the user. */
    public boolean isHomeOf(LyncUser user) {
        return homeOf(user).equals(own);
    }

    /**
     * The pool with a name, in the case of the topology.
     *
     * @param parameter the parameter of the cmdlet, for the refusal
     * @throws Refusal PARAMETER_INVALID if the deployment has no such pool
     */
    String named(String parameter, String name) {
        return servers.keySet().stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(parameter + ": cannot find the pool \"" + name
                        + "\"; the pools of this deployment are " + servers.keySet() + "."));
    }
}
