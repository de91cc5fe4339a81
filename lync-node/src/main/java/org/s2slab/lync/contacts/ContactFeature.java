package org.s2slab.lync.contacts;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.s2slab.config.UserAccount;
import org.s2slab.ews.EwsClient;
import org.s2slab.lync.policy.UserServicesPolicyStore;
import org.s2slab.lync.users.RegistrarPools;
import org.s2slab.lync.users.SignedInUserResolver;
import org.s2slab.lync.users.UserCmdlets;
import org.s2slab.lync.users.UserLookup;
import org.s2slab.lync.users.UserStore;
import org.s2slab.node.EndpointGroup;
import org.s2slab.node.Feature;
import org.s2slab.node.Node;

/**
 * Adds contact lists to the Lync node: the sign-in, the lists themselves, the migration of a list to Exchange and the
 * rollback.
 */
public final class ContactFeature extends Feature {
    /**
     * @param writer writes users in the format of Get-CsUser
     * @param hasExchange whether an administrator has configured Exchange
     * @param sipDomain the default SIP domain
     */
    public ContactFeature(
            Node node,
            UserStore users,
            UserCmdlets writer,
            UserServicesPolicyStore policies,
            EwsClient ews,
            BooleanSupplier hasExchange,
            String sipDomain) {
        var clock = node.clock();
        var ucs = new UcsStore(node.database());
        var lists = new ContactListStore(node.database());
        var exchange = new ExchangeContactList(ews, sipDomain);
        var transfers = new ContactListLock(node.database().instances());
        var contacts = new ContactListService(lists, ucs, exchange, transfers, clock);
        var migration = new ContactMigration(lists, ucs, exchange, transfers, clock);
        var signIn =
                new SignInService(policies, ucs, migration, contacts, transfers, hasExchange, node.failures(), clock);
        var people = new SignedInUserResolver(users);
        endpoints(EndpointGroup.forPeople(
                new SignInEndpoint(people, signIn),
                new ContactsEndpoint(people, contacts),
                new GroupsEndpoint(people, contacts)));

        var rollback = new ContactRollback(ucs, exchange, transfers, clock);
        var lookup = new UserLookup(users);
        String pool = node.host();
        cmdlets(
                new UcsCmdlets(
                                node.vertx(),
                                users,
                                writer,
                                policies,
                                ucs,
                                rollback,
                                exchange,
                                RegistrarPools.of(node.config()))
                        .all(),
                new StorageTestCmdlets(lookup, ucs, ews, exchange, passwords(node), pool, clock).all(),
                List.of(new StorageNotificationCmdlet(node.timers(), lookup, ews, pool, clock).cmdlet()));
    }

    private static Map<String, String> passwords(Node node) {
        return node.config().accounts().stream()
                .collect(Collectors.toMap(person -> person.upn().toLowerCase(Locale.ROOT), UserAccount::password));
    }
}
