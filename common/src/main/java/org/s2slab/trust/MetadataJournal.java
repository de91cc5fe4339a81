package org.s2slab.trust;

import java.net.URI;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.refusal.Refusal;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.FailureCause;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.HopKind;

/** Journals which metadata documents were accepted, and which were refused and why. */
record MetadataJournal(HopJournal journal) {
    void read(URI url, AuthMetadata document, CallContext context) {
        String peer = WellKnownPrincipals.productOf(document.serviceName());
        journal.record(HopKind.METADATA_READ, peer, context, null, new HopDetail.Metadata(url.toString()), null);
    }

    void refused(URI url, Throwable failure, CallContext context) {
        String rule = failure instanceof Refusal refusal ? refusal.rule() : null;
        String peer = url.getHost() == null ? "-" : url.getHost();
        var detail = new HopDetail.Failure(FailureCause.METADATA_UNUSABLE, String.valueOf(failure.getMessage()), url);
        journal.record(HopKind.METADATA_REFUSED, peer, context, rule, detail, null);
    }
}
