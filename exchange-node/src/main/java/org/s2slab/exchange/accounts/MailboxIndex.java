package org.s2slab.exchange.accounts;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.s2slab.store.NameKey;
import org.s2slab.validation.UserDirectory.Kind;

/**
 * The accounts of the organisation at one moment, indexed by their identifiers.
 *
 * @param all sorted by name
 * @param byKey the accounts by type and lower-case value of an identifier
 * @param sids the security identifiers by account id
 * @param databases the databases of moved mailboxes by account id
 */
record MailboxIndex(
        List<Mailbox> all,
        Map<String, Mailbox> byId,
        Map<String, List<Mailbox>> byKey,
        Map<String, String> sids,
        Map<String, String> databases) {
    /** The identifier type of the account id. */
    static final String ID = "ID";

    /** The identifier type of the ReferenceId in eDiscovery. */
    static final String LEGACY = "LEGACY";

    static MailboxIndex of(List<Mailbox> accounts, Map<String, String> sids, Map<String, String> databases) {
        return new MailboxIndex(
                accounts,
                accounts.stream().collect(Collectors.toUnmodifiableMap(Mailbox::id, mailbox -> mailbox)),
                accounts.stream()
                        .flatMap(mailbox -> keys(mailbox, sids).map(key -> Map.entry(key, mailbox)))
                        .collect(Collectors.groupingBy(
                                Map.Entry::getKey,
                                Collectors.mapping(Map.Entry::getValue, Collectors.toUnmodifiableList()))),
                Map.copyOf(sids),
                Map.copyOf(databases));
    }

    /** The accounts with an identifier, compared without case. */
    List<Mailbox> found(String kind, String value) {
        return byKey.getOrDefault(key(kind, value), List.of());
    }

    /** The mailbox with an identifier of one of these types; empty if no mailbox or several mailboxes have it. */
    Optional<Mailbox> mailbox(String value, String... kinds) {
        List<Mailbox> found = Arrays.stream(kinds)
                .flatMap(kind -> found(kind, value).stream())
                .filter(Mailbox::present)
                .distinct()
                .limit(2)
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private static Stream<String> keys(Mailbox mailbox, Map<String, String> sids) {
        return Stream.of(
                        mailbox.addresses().stream().map(address -> key(Kind.SMTP.name(), address)),
                        Stream.ofNullable(mailbox.sip()).map(sip -> key(Kind.SIP.name(), sip)),
                        Stream.ofNullable(sids.get(mailbox.id())).map(sid -> key(Kind.SID.name(), sid)),
                        Stream.of(
                                key(Kind.UPN.name(), mailbox.upn()),
                                key(ID, mailbox.id()),
                                key(LEGACY, mailbox.legacyName())))
                .flatMap(keys -> keys)
                .distinct();
    }

    private static String key(String kind, String value) {
        return kind + " " + NameKey.of(value);
    }
}
