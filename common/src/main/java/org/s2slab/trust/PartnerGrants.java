package org.s2slab.trust;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The permissions that Exchange's administrator grants a partner application besides those of a linked account.
 *
 * @param actAs the permissions on behalf of a user (ActAsPermissions); if empty, all permissions of the user
 * @param appOnly the permissions of the application itself (AppOnlyPermissions)
 * @param issuerIdentifier the issuer of its registration, or null; cmdlets show it, and it has no other effect
 */
public record PartnerGrants(
        List<String> actAs, List<String> appOnly, @Nullable String issuerIdentifier) {
    /** No grants besides the linked account. */
    public static final PartnerGrants NONE = new PartnerGrants(List.of(), List.of(), null);

    /** The grants of Microsoft's own services to each other: act for every user, and as themselves in every mailbox. */
    public static final PartnerGrants EVERYTHING = new PartnerGrants(List.of(), List.of("full_access_as_app"), null);

    public PartnerGrants {
        actAs = List.copyOf(actAs);
        appOnly = List.copyOf(appOnly);
    }

    boolean isEmpty() {
        return actAs.isEmpty() && appOnly.isEmpty();
    }
}
