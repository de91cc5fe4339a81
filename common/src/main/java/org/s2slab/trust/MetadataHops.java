package org.s2slab.trust;

import java.net.URI;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.refusal.Refusal;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.HopKind;

/** Writes down which metadata documents were taken, and which were refused and why. */
record MetadataHops(HopJournal journal) {
    void read(URI url, AuthMetadata document, CallContext context) {
        String peer = WellKnownPrincipals.productOf(document.serviceName());
        journal.record(HopKind.METADATA_READ, peer, context, null, url.toString(), null);
    }

    void refused(URI url, Throwable failure, CallContext context) {
        String rule = failure instanceof Refusal refusal ? refusal.rule() : null;
        String peer = url.getHost() == null ? "-" : url.getHost();
        journal.record(HopKind.METADATA_REFUSED, peer, context, rule, failure.getMessage(), null);
    }
}
