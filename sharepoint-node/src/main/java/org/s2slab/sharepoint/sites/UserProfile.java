package org.s2slab.sharepoint.sites;

import org.jspecify.annotations.Nullable;
import org.s2slab.config.UserAccount;
import org.s2slab.identity.ActingUser;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.store.NameKey;

/**
 * A person in SharePoint's user profiles.
 *
 * @param upn user principal name in lower case, the node's own key
 * @param email primary address, or empty
 * @param sip SIP address without scheme, or null
 */
public record UserProfile(
        String upn,
        String name,
        String email,
        @Nullable String sip,
        @Nullable String sid,
        boolean enabled) {
    static UserProfile of(UserAccount person) {
        return new UserProfile(
                NameKey.of(person.upn()),
                person.name(),
                person.mailAddresses().isEmpty() ? "" : person.mailAddresses().get(0),
                person.sip() == null ? null : NameKey.ofSip(person.sip()),
                person.sid(),
                person.isEnabled());
    }

    /** The account with the domain's short name, for instance {@code contoso\anna}. */
    public String account() {
        int at = upn.indexOf('@');
        String domain = upn.substring(at + 1);
        int dot = domain.indexOf('.');
        return (dot < 0 ? domain : domain.substring(0, dot)) + "\\" + upn.substring(0, at);
    }

    /** The account in the form of a claim of Windows authentication. */
    public String loginName() {
        return "i:0#.w|" + account();
    }

    /** Whether a name is this person's, also in SharePoint Online's form of login names. */
    boolean isCalled(String name) {
        String requested = NameKey.of(name);
        return requested.equals(upn)
                || requested.equals(account())
                || requested.equals(loginName())
                || requested.equals("i:0#.f|membership|" + upn);
    }

    /** The identifiers of the person in calls for this person. */
    public UserIdentifiers identifiers() {
        return new UserIdentifiers(sid, upn, email.isEmpty() ? null : email, sip);
    }

    ActingUser acting(String realm) {
        return new ActingUser(upn, identifiers(), realm, enabled);
    }
}
