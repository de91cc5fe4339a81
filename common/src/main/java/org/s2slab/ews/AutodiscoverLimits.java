package org.s2slab.ews;

import java.net.URI;

/** How far a node lets Autodiscover send it to other servers. */
public interface AutodiscoverLimits {
    /**
     * The service that a redirect names.
     *
     * @throws org.s2slab.refusal.Refusal PARTNER_REFUSED where the node does not let itself be sent there
     */
    URI redirectedTo(String address);
}
