package org.s2slab.trust;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.pki.SigningKey;
import org.s2slab.refusal.Refusal;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.FailureCause;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.HopKind;

/** Journals which metadata documents were accepted, and which were refused and why. */
record MetadataJournal(HopJournal journal) {
    /** @param held the certificates from the previous version of this document */
    void read(URI url, AuthMetadata document, List<X509Certificate> held, CallContext context) {
        String peer = WellKnownPrincipals.productOf(document.serviceName());
        List<String> before = thumbprints(held);
        List<String> keys = thumbprints(document.signingCertificates());
        var detail = new HopDetail.Metadata(
                url.toString(),
                document.serviceName(),
                document.realm(),
                keys,
                keys.stream().filter(key -> !before.contains(key)).toList(),
                before.stream().filter(key -> !keys.contains(key)).toList());
        journal.record(HopKind.METADATA_READ, peer, context, null, detail, null);
    }

    private static List<String> thumbprints(List<X509Certificate> certificates) {
        return certificates.stream().map(SigningKey::thumbprint).toList();
    }

    void refused(URI url, Throwable failure, CallContext context) {
        String rule = failure instanceof Refusal refusal ? refusal.rule() : null;
        String peer = url.getHost() == null ? "-" : url.getHost();
        var detail = new HopDetail.Failure(FailureCause.METADATA_UNUSABLE, String.valueOf(failure.getMessage()), url);
        journal.record(HopKind.METADATA_REFUSED, peer, context, rule, detail, null);
    }
}
