package org.s2slab.exchange.organization;

import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import org.s2slab.config.NodeConfig;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.store.NameKey;

/**
 * The servers of the organisation. Each has one mailbox database, and each mailbox is in one of them. All servers serve all
 * mailboxes; the database of a mailbox decides which server's URL Autodiscover gives to clients.
 *
 * @param own the host name of this server
 * @param hosts the host names of all servers, in alphabetical order
 * @param mailboxes the directory, which has the databases of moved mailboxes
 */
public record MailboxServers(String own, List<String> hosts, MailboxDirectory mailboxes) {
    /** The form of a database's name, as in the product: a number of ten digits. */
    private static final String NAME = "Mailbox Database %010d";

    /** The servers in a node's configuration. A node without a pool is the only one. */
    public static MailboxServers of(NodeConfig config, MailboxDirectory mailboxes) {
        String own = config.hostsOfServer().get(0);
        List<String> pooled =
                config.pools().values().stream().flatMap(List::stream).sorted().toList();
        return new MailboxServers(own, pooled.contains(own) ? pooled : List.of(own), mailboxes);
    }

    /** The short name of a server: the first label of its host name. */
    public static String name(String host) {
        return host.substring(0, (host + ".").indexOf('.'));
    }

    /** Whether a text names a server, by its host name or its short name. */
    public static boolean isNamed(String host, String text) {
        return host.equalsIgnoreCase(text) || name(host).equalsIgnoreCase(text);
    }

    /** The name of a server's database. */
    public static String databaseOf(String host) {
        CRC32 number = new CRC32();
        host.toLowerCase(Locale.ROOT).chars().forEach(number::update);
        return NAME.formatted(number.getValue());
    }

    /** The server whose database contains a mailbox. Mailboxes that were not moved are spread by their UPN. */
    public String of(Mailbox mailbox) {
        return mailboxes
                .databaseOf(mailbox)
                .flatMap(database -> hosts.stream()
                        .filter(host -> databaseOf(host).equals(database))
                        .findFirst())
                .orElseGet(
                        () -> hosts.get(Math.floorMod(NameKey.of(mailbox.upn()).hashCode(), hosts.size())));
    }
}
