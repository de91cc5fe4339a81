package org.s2slab.pki;

import java.util.List;
import java.util.Optional;
import org.s2slab.pki.SigningKeyStore.Assigned;
import org.s2slab.pki.SigningKeyStore.Use;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.ResultRow;
import org.s2slab.store.WriteTransaction;

/**
 * Stores the assignments of signing certificates in the database. The keys are in a certificate store.
 *
 * @param owner the instance whose assignments these are; empty if all instances have the same
 * @param needsKeys whether the certificate store must have the key of each assignment
 */
record AssignmentStore(CertificateStore keys, String owner, boolean needsKeys) {
    /** Reads the assignments; throws IllegalStateException if a necessary key is missing. */
    KeySchedule read(ReadTransaction rx) {
        List<Assigned> rows = rx.list(
                "SELECT purpose, thumbprint, certificate, effective FROM signing_keys WHERE node = ? ORDER BY place",
                row -> new Assigned(Use.valueOf(row.text("purpose")), key(row), row.moment("effective")),
                owner);
        KeySchedule read = KeySchedule.EMPTY;
        for (Assigned row : rows) {
            read = read.with(row.use(), row.key(), row.effective());
        }
        return read;
    }

    private SigningKey key(ResultRow row) {
        String thumbprint = row.text("thumbprint");
        Optional<SigningKey> found = keys.find(thumbprint);
        if (found.isEmpty() && needsKeys) {
            throw new IllegalStateException("signing certificate " + thumbprint
                    + " is assigned, but the certificate store does not have it; bring its file back");
        }
        return found.orElseGet(() -> SigningKey.withoutPrivateKey(CertificateEncoding.of(row.text("certificate"))));
    }

    /** Replaces the assignments. */
    void write(WriteTransaction tx, KeySchedule schedule) {
        tx.execute("DELETE FROM signing_keys WHERE node = ?", owner);
        int place = 0;
        for (Assigned assigned : schedule.assigned()) {
            tx.execute(
                    "INSERT INTO signing_keys (node, purpose, thumbprint, certificate, effective, place)"
                            + " VALUES (?, ?, ?, ?, ?, ?)",
                    owner,
                    assigned.use().name(),
                    assigned.key().thumbprint(),
                    CertificateEncoding.text(assigned.key().certificate()),
                    assigned.effective() == null ? null : assigned.effective().getEpochSecond(),
                    place);
            place++;
        }
    }
}
