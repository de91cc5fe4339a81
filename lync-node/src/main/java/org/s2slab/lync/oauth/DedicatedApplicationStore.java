package org.s2slab.lync.oauth;

import io.vertx.core.Future;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.store.Database;
import org.s2slab.store.SnapshotTable;
import org.s2slab.trust.DedicatedApplication;

/** Stores the organization's own application in its tenant, as which Lync calls Exchange Online. Read from memory. */
final class DedicatedApplicationStore {
    /** The host of the token endpoint, if the administrator names no other one. */
    private static final String HOST = "login.microsoftonline.com";

    private final SnapshotTable<List<Own>> own;

    /** The application's id, and the host of the token endpoint. */
    record Own(String application, String host) {}

    DedicatedApplicationStore(Database database) {
        own = SnapshotTable.of(
                database,
                "SELECT application, host FROM own_application",
                row -> new Own(row.text("application"), row.text("host")));
    }

    Future<Void> load() {
        return own.load();
    }

    /** The application; empty if Lync calls as Microsoft's application. */
    Optional<Own> current() {
        return own.current().stream().findFirst();
    }

    /** The application in a tenant. */
    Optional<DedicatedApplication> in(String tenant) {
        return current()
                .map(found -> new DedicatedApplication(
                        new PrincipalId(found.application(), tenant),
                        WellKnownPrincipals.EXCHANGE,
                        URI.create("https://" + found.host() + "/" + tenant + "/oauth2/v2.0/token")));
    }

    Future<Void> put(Optional<String> application, Optional<String> host) {
        return own.write(tx -> {
            tx.execute("DELETE FROM own_application");
            application.ifPresent(id ->
                    tx.execute("INSERT INTO own_application (application, host) VALUES (?, ?)", id, host.orElse(HOST)));
        });
    }
}
