package org.s2slab.identity;

import java.util.Set;

/**
 * The present identity of this node, from its own configuration only, never from a request.
 *
 * @param principal the node's application principal in its own realm; its name as an issuer
 * @param servedRealms every realm that counts as this node's own tenant when it is called (Exchange: its accepted
 *     domains and, if set, its configured realm; others: their realm)
 * @param hosts the node's host names, in lower case, without port
 */
public record ServiceIdentity(PrincipalId principal, Set<String> servedRealms, Set<String> hosts) {
    public ServiceIdentity {
        servedRealms = Set.copyOf(servedRealms);
        hosts = Set.copyOf(hosts);
    }

    /** Whether this node serves a realm; compared with case ([MS-XOAUTH] 3.2.5.6). */
    public boolean serves(String realm) {
        return servedRealms.contains(realm);
    }
}
