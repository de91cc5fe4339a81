package org.s2slab.engine.product;

import org.jspecify.annotations.Nullable;
import org.s2slab.identity.PrincipalId;

/**
 * A partner application to register at a node.
 *
 * @param role the role of its node, which determines its type in Exchange's script
 * @param realm the realm with which it signs, or null for any
 * @param metadata the URL of its AuthMetadata document, or null
 * @param certificate its certificate in Base64, or a reference or variable; null if its keys are not entered manually
 * @param level Lync's trust level
 * @param account Exchange's linked account, or null
 * @param acceptsSids whether security identifiers in its tokens name users
 */
public record PartnerSpec(
        String name,
        ProductRole role,
        String application,
        @Nullable String realm,
        @Nullable String metadata,
        @Nullable String certificate,
        String level,
        @Nullable String account,
        boolean enabled,
        boolean acceptsSids) {
    /** A partner that is registered by its metadata document, with default settings. */
    public static PartnerSpec of(String name, ProductRole role, @Nullable PrincipalId principal, String metadata) {
        String application = principal == null ? role.application() : principal.id();
        String realm = principal == null ? null : principal.realm();
        return new PartnerSpec(name, role, application, realm, metadata, null, "Full", null, true, false);
    }

    /** A copy with another of Lync's trust levels. */
    public PartnerSpec at(String other) {
        return new PartnerSpec(
                name, role, application, realm, metadata, certificate, other, account, enabled, acceptsSids);
    }

    /** A copy with another of Exchange's linked accounts, or none. */
    public PartnerSpec linkedTo(@Nullable String other) {
        return new PartnerSpec(
                name, role, application, realm, metadata, certificate, level, other, enabled, acceptsSids);
    }

    /** The application id and the realm with which it signs, as SharePoint's grants name it. */
    public String issuer() {
        return application + "@" + realm;
    }

    /** 1 name, 2 document, 3 application, 4 realm, 5 certificate, 6 level, 7 account, 8 not enabled, 9 SIDs. */
    @Nullable
    Object[] values() {
        @Nullable Object off = enabled ? null : false;
        return new @Nullable Object[] {
            name, metadata, application, realm, certificate, level, account, off, acceptsSids ? true : null
        };
    }
}
