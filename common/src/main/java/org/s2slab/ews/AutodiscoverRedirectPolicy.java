package org.s2slab.ews;

import java.net.URI;

/** The limits on Autodiscover redirections that a node follows. */
public interface AutodiscoverRedirectPolicy {
    /**
     * Checks the address of a redirect and returns it.
     *
     * @throws org.s2slab.refusal.Refusal PARTNER_REFUSED if the node does not follow redirects to this address
     */
    URI redirectedTo(String address);
}
