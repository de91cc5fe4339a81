package org.s2slab.exchange.rules;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.s2slab.store.NameKey;

/**
 * The junk mail configuration of a mailbox.
 *
 * @param enabled whether junk mail is moved to the Junk Email folder
 * @param trusted the addresses and domains in lower case whose mail is never junk mail
 * @param trustedListsOnly whether all mail from untrusted senders is junk mail
 * @param blocked the addresses and domains in lower case whose mail is junk mail
 */
public record JunkConfiguration(boolean enabled, List<String> trusted, boolean trustedListsOnly, List<String> blocked) {
    /** The maximum number of entries in a list: the default of MaxBlockedSenders (Set-Mailbox). */
    public static final int MOST = 500;

    /** The configuration of a new mailbox. */
    public static final JunkConfiguration FIRST = new JunkConfiguration(true, List.of(), false, List.of());

    private static final Pattern ENTRY = Pattern.compile("(?=.{1,320}$)([^@\\s]{1,64}@)?[a-z0-9-]+(\\.[a-z0-9-]+)+");

    public JunkConfiguration {
        trusted = List.copyOf(trusted);
        blocked = List.copyOf(blocked);
    }

    /** Whether mail from an address is junk mail. A trusted entry takes precedence over a blocked entry. */
    public boolean isJunk(String sender) {
        return enabled && !names(trusted, sender) && (trustedListsOnly || names(blocked, sender));
    }

    private static boolean names(List<String> entries, String sender) {
        String address = NameKey.trimmed(sender);
        return entries.contains(address) || entries.contains(address.substring(address.lastIndexOf('@') + 1));
    }

    /** Whether a text can be an entry of a list: an address or a domain in lower case. */
    public static boolean isEntry(String text) {
        return ENTRY.matcher(text).matches();
    }

    /** The configuration with an address added to the blocked list, or removed from it. */
    public JunkConfiguration blocking(String sender, boolean isBlocked) {
        String address = NameKey.trimmed(sender);
        List<String> others =
                blocked.stream().filter(entry -> !entry.equals(address)).toList();
        return new JunkConfiguration(
                enabled,
                trusted,
                trustedListsOnly,
                isBlocked ? Stream.concat(others.stream(), Stream.of(address)).toList() : others);
    }
}
