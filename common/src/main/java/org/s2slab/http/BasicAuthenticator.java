package org.s2slab.http;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.NodeConfig;
import org.s2slab.config.UserAccount;
import org.s2slab.identity.ActingUser;
import org.s2slab.identity.Caller;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.validation.UserDirectory;

/**
 * Authenticates people with HTTP Basic against the deployment's user directory, which simulates Windows authentication.
 * The node's own directory maps the person to a user. So a person and a token for that person result in the same user.
 */
public final class BasicAuthenticator {
    /** Maximum number of characters of a NetBIOS name of a domain. */
    private static final int NETBIOS_LENGTH = 15;

    private final Map<String, UserAccount> people;
    private final String realm;
    private final UserDirectory users;

    public BasicAuthenticator(NodeConfig config, UserDirectory users) {
        this.people = byName(config.accounts(), config.domain());
        this.realm = config.domain();
        this.users = users;
    }

    /**
     * The accounts by their names: the user principal name, and in the deployment's own forest also
     * {@code DOMAIN\\account}, with the NetBIOS name or the DNS name of the domain. By Active Directory's default, the
     * NetBIOS name is the domain's first label, and the account is the first part of the user principal name. An
     * account name of several people belongs to the person whose user principal name is in the domain, otherwise to
     * nobody.
     */
    private static Map<String, UserAccount> byName(List<UserAccount> accounts, String domain) {
        Map<String, UserAccount> named = new HashMap<>();
        Map<String, List<UserAccount>> byAccount = new HashMap<>();
        for (UserAccount person : accounts) {
            named.put(key(person.upn()), person);
            if (person.isOfOwnForest()) {
                String account = person.upn().substring(0, person.upn().indexOf('@'));
                byAccount
                        .computeIfAbsent(key(account), name -> new ArrayList<>())
                        .add(person);
            }
        }
        byAccount.forEach((name, people) -> people.stream()
                .filter(person -> people.size() == 1 || key(person.upn()).endsWith("@" + key(domain)))
                .findFirst()
                .ifPresent(person -> Stream.of(netBiosName(domain), domain)
                        .forEach(before -> named.put(key(before) + "\\" + name, person))));
        return Map.copyOf(named);
    }

    private static String netBiosName(String domain) {
        String label = domain.split("\\.", 2)[0];
        return label.length() > NETBIOS_LENGTH ? label.substring(0, NETBIOS_LENGTH) : label;
    }

    /** Authenticates a person by name and password; fails with CREDENTIAL_WRONG. */
    public Future<Caller> authenticate(BasicCredential credential) {
        UserAccount person = people.get(key(credential.user()));
        if (!credential.isOf(person) || person == null) {
            return refused("unknown user or wrong password for '" + credential.user() + "'");
        }
        if (!person.isEnabled()) {
            return refused("the account of " + person.upn() + " is disabled");
        }
        return users.matching(UserDirectory.Kind.UPN, person.upn()).compose(known -> {
            ActingUser user = known.size() == 1 ? known.get(0) : userOf(person);
            return user.enabled()
                    ? Future.succeededFuture(new Caller(null, user, null))
                    : refused("the user " + person.upn() + " is disabled in this node");
        });
    }

    private ActingUser userOf(UserAccount person) {
        List<String> addresses = person.mailAddresses();
        @Nullable String smtp = addresses.isEmpty() ? null : addresses.get(0);
        return new ActingUser(
                key(person.upn()),
                new UserIdentifiers(person.sid(), person.upn(), smtp, person.sip()),
                realm,
                person.isEnabled());
    }

    private static Future<Caller> refused(String detail) {
        return Future.failedFuture(new Refusal(RefusalCode.CREDENTIAL_WRONG, detail));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
