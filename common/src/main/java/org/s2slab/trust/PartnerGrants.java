package org.s2slab.trust;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Exchange's administrator grants a partner application besides the permissions of a linked account.
 *
 * @param actAs what it may do for a user (ActAsPermissions); empty for whatever the user may
 * @param appOnly what it may do by itself (AppOnlyPermissions)
 * @param issuerIdentifier the issuer its registration speaks of, shown and otherwise without effect, or null
 */
public record PartnerGrants(
        List<String> actAs, List<String> appOnly, @Nullable String issuerIdentifier) {
    /** Nothing besides the linked account. */
    public static final PartnerGrants NONE = new PartnerGrants(List.of(), List.of(), null);

    /** What Microsoft's own services may do with each other: for every user, and by themselves in every mailbox. */
    public static final PartnerGrants EVERYTHING = new PartnerGrants(List.of(), List.of("full_access_as_app"), null);

    public PartnerGrants {
        actAs = List.copyOf(actAs);
        appOnly = List.copyOf(appOnly);
    }

    boolean isEmpty() {
        return actAs.isEmpty() && appOnly.isEmpty();
    }
}
