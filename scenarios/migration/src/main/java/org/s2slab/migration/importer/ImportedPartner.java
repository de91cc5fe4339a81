package org.s2slab.migration.importer;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.product.PartnerSpec;
import org.s2slab.engine.product.ProductRole;

/**
 * A partner application as a server has registered it.
 *
 * @param realm the registered realm, or null for any
 * @param metadata the address of its metadata document; null for manual keys or an authorization server
 * @param byServer whether its tokens come from an authorization server
 * @param keys the thumbprints of its registered keys; null if unknown, which means its current keys
 * @param level Lync's trust level
 * @param account Exchange's linked account, or null
 * @param acceptsSids whether security identifiers in its tokens identify users
 */
record ImportedPartner(
        String name,
        String application,
        @Nullable String realm,
        @Nullable URI metadata,
        boolean byServer,
        @Nullable Set<String> keys,
        boolean enabled,
        String level,
        @Nullable String account,
        boolean acceptsSids) {

    /**
     * As it is registered at another server.
     *
     * @param of the product that it is
     * @param url the address of its document there, or null
     * @param certificate a reference to its certificate, or null
     * @param linked Exchange's linked account there, or null
     */
    PartnerSpec spec(ProductRole of, @Nullable String url, @Nullable String certificate, @Nullable String linked) {
        return new PartnerSpec(name, of, application, realm, url, certificate, level, linked, enabled, acceptsSids);
    }

    /** The id and the realm it signs under; the id alone for any realm. */
    String issuer() {
        return realm == null ? application : application + "@" + realm;
    }
}
