package org.s2slab.identity;

import java.util.Set;

/**
 * Who this node is, as its own configuration says at this moment: never what a request says.
 *
 * @param principal the node's application principal in its own realm; the name it signs under
 * @param servedRealms every realm that counts as this node's own tenant when it is called (Exchange: its accepted
 *     domains and, if set, its configured realm; others: their realm)
 * @param hosts the host names it answers to, in lower case, without port
 */
public record ServiceIdentity(PrincipalId principal, Set<String> servedRealms, Set<String> hosts) {
    public ServiceIdentity {
        servedRealms = Set.copyOf(servedRealms);
        hosts = Set.copyOf(hosts);
    }

    /** Whether a realm is served here; compared with case ([MS-XOAUTH] 3.2.5.6). */
    public boolean serves(String realm) {
        return servedRealms.contains(realm);
    }
}
