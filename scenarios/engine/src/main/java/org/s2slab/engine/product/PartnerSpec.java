package org.s2slab.engine.product;

import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.identity.PrincipalId;
import org.s2slab.validation.PartnerTrait;

/**
 * A partner application to register at a node.
 *
 * @param role the role of the partner's node, which determines the type in Exchange's script
 * @param realm the realm with which the partner signs, or null for any realm
 * @param metadata the URL of the partner's AuthMetadata document, or null
 * @param certificate the partner's certificate in Base64, or a reference or variable; null if the keys are not entered
 *     manually
 * @param level Lync's trust level
 * @param account Exchange's linked account, or null
 * @param traits the properties that are either true or false
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
        Switches<PartnerTrait> traits) {
    /** A partner with default settings, which a node registers by the partner's metadata document. */
    public static PartnerSpec of(String name, ProductRole role, @Nullable PrincipalId principal, String metadata) {
        String application = principal == null ? role.application() : principal.id();
        String realm = principal == null ? null : principal.realm();
        return new PartnerSpec(
                name, role, application, realm, metadata, null, "Full", null, Switches.of(PartnerTrait.ENABLED));
    }

    /** A copy with another trust level (Lync). */
    public PartnerSpec at(String other) {
        return new PartnerSpec(name, role, application, realm, metadata, certificate, other, account, traits);
    }

    /** A copy with another linked account (Exchange), or without a linked account if the argument is null. */
    public PartnerSpec linkedTo(@Nullable String other) {
        return new PartnerSpec(name, role, application, realm, metadata, certificate, level, other, traits);
    }

    /** The application id and the realm with which the partner signs, in the form of SharePoint's grants. */
    public String issuer() {
        return application + "@" + realm;
    }

    /**
     * The values for the templates of {@link AdministratorTask}: 1 name, 2 document, 3 application, 4 realm, 5
     * certificate, 6 level, 7 account, 8 false if disabled (else null), 9 true if SIDs identify users (else null).
     */
    @Nullable
    Object[] values() {
        @Nullable Object off = enabled() ? null : false;
        return new @Nullable Object[] {
            name, metadata, application, realm, certificate, level, account, off, acceptsSids() ? true : null
        };
    }

    public boolean enabled() {
        return traits.has(PartnerTrait.ENABLED);
    }

    public boolean acceptsSids() {
        return traits.has(PartnerTrait.ACCEPTS_SIDS);
    }
}
