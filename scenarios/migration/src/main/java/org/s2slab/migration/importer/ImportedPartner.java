package org.s2slab.migration.importer;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.engine.product.PartnerSpec;
import org.s2slab.engine.product.ProductRole;
import org.s2slab.validation.PartnerTrait;

/**
 * The registration of a partner application at a server.
 *
 * @param realm the registered realm, or null for any realm
 * @param metadata the URL of the partner's metadata document; null if the keys are manual, or if an authorization
 *     server issues the tokens
 * @param byServer whether the partner's tokens come from an authorization server
 * @param keys the thumbprints of the registered keys; null if unknown, and then the current keys are assumed
 * @param level Lync's trust level
 * @param account Exchange's linked account, or null
 * @param acceptsSids whether security identifiers in the partner's tokens identify users
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
     * The registration for a cmdlet.
     *
     * @param of the partner's product
     * @param url the URL of the partner's metadata document, or null
     * @param certificate a reference to the partner's certificate, or null
     * @param linked Exchange's linked account, or null
     */
    PartnerSpec spec(ProductRole of, @Nullable String url, @Nullable String certificate, @Nullable String linked) {
        return new PartnerSpec(
                name,
                of,
                application,
                realm,
                url,
                certificate,
                level,
                linked,
                Switches.<PartnerTrait>of()
                        .with(PartnerTrait.ENABLED, enabled)
                        .with(PartnerTrait.ACCEPTS_SIDS, acceptsSids));
    }

    /** The id and the realm with which the partner signs; only the id for any realm. */
    String issuer() {
        return realm == null ? application : application + "@" + realm;
    }
}
