package org.s2slab.sharepoint.sites;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.s2slab.config.UserAccount;
import org.s2slab.identity.ActingUser;
import org.s2slab.store.NameKey;
import org.s2slab.validation.UserDirectory;

/** The farm's user profiles. Finds the user of a token by security identifier, principal name or address. */
public final class UserProfileDirectory implements UserDirectory {
    private final Map<String, UserProfile> byUpn;
    private final Map<String, List<String>> addresses;
    private final Supplier<String> realm;

    /** @param realm the farm's realm, which is the realm of its users */
    public UserProfileDirectory(List<UserAccount> people, Supplier<String> realm) {
        this.byUpn = people.stream()
                .map(UserProfile::of)
                .collect(Collectors.toMap(UserProfile::upn, Function.identity(), (one, other) -> one));
        this.addresses = people.stream()
                .collect(Collectors.toMap(
                        person -> NameKey.of(person.upn()),
                        person ->
                                person.mailAddresses().stream().map(NameKey::of).toList(),
                        (one, other) -> one));
        this.realm = realm;
    }

    @Override
    public Future<List<ActingUser>> matching(Kind kind, String value) {
        String requested = NameKey.of(value);
        return Future.succeededFuture(byUpn.values().stream()
                .filter(profile -> switch (kind) {
                    case SID -> requested.equals(profile.sid());
                    case UPN -> requested.equals(profile.upn());
                    case SIP -> requested.equals(profile.sip());
                    case SMTP ->
                        addresses.getOrDefault(profile.upn(), List.of()).contains(requested);
                })
                .map(profile -> profile.acting(realm.get()))
                .toList());
    }

    /** The profile with this user principal name. */
    public Optional<UserProfile> of(String upn) {
        return Optional.ofNullable(byUpn.get(NameKey.of(upn)));
    }

    /** The profile with this name: {@code contoso\anna}, {@code i:0#.w|contoso\anna} or anna@contoso.com. */
    public Optional<UserProfile> called(String name) {
        return byUpn.values().stream().filter(profile -> profile.isCalled(name)).findFirst();
    }
}
