package org.s2slab.trust;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The permissions that Exchange's administrator grants a partner application besides those of a linked account.
 *
 * @param actAs the permissions on behalf of a user (ActAsPermissions); empty for all of the user's
 * @param appOnly the permissions of the application itself (AppOnlyPermissions)
 * @param issuerIdentifier the issuer of its registration, shown and otherwise without effect, or null
 */
public record PartnerGrants(
        List<String> actAs, List<String> appOnly, @Nullable String issuerIdentifier) {
    /** No grants besides the linked account. */
    public static final PartnerGrants NONE = new PartnerGrants(List.of(), List.of(), null);

    /** The grants between Microsoft's own services: for every user, and by themselves in every mailbox. */
    public static final PartnerGrants EVERYTHING = new PartnerGrants(List.of(), List.of("full_access_as_app"), null);

    public PartnerGrants {
        actAs = List.copyOf(actAs);
        appOnly = List.copyOf(appOnly);
    }

    boolean isEmpty() {
        return actAs.isEmpty() && appOnly.isEmpty();
    }
}
