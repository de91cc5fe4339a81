package org.s2slab.migration.importer;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.product.PartnerSpec;
import org.s2slab.engine.product.ProductRole;

/**
 * An application as a server has registered it.
 *
 * @param realm under which realm it is known, or null for any
 * @param metadata where its keys are read; null where they were given by hand or an authorization server vouches
 * @param byServer whether its tokens come from an authorization server
 * @param keys thumbprints of the keys held of it; null where nothing tells, and then the present ones are meant
 * @param level Lync's trust level
 * @param account Exchange's linked account, or null
 * @param acceptsSids whether security identifiers in its tokens name users
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

    /** The id and the realm it signs under. */
    String issuer() {
        return application + "@" + realm;
    }
}
