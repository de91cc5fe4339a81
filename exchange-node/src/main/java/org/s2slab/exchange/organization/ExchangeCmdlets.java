package org.s2slab.exchange.organization;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.management.CmdletNoun;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletTable;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.NameKey;

/** The declarations of Exchange's cmdlets, and their common error messages. */
public final class ExchangeCmdlets {
    /** The declarations of all cmdlets of Exchange's features. */
    public static final CmdletTable CMDLETS = CmdletTable.named("exchange");

    private ExchangeCmdlets() {}

    /**
     * A type of cmdlet object with Exchange's error messages.
     *
     * @param title the noun in the error message for a name that is in use
     */
    public static CmdletNoun kind(String noun, String title) {
        return new CmdletNoun(CMDLETS, noun, true, ExchangeCmdlets::missing, name -> taken(title, name));
    }

    /** The account of an Identity; throws the product's Refusal if there is none. */
    public static Mailbox account(MailboxDirectory directory, String identity) {
        return directory.identified(identity).stream().findFirst().orElseThrow(() -> notFound(identity));
    }

    /** The mailbox of an Identity; throws the product's Refusal if there is none. */
    public static Mailbox mailbox(MailboxDirectory directory, String identity) {
        return directory.identified(identity).stream()
                .filter(Mailbox::present)
                .findFirst()
                .orElseThrow(() -> notFound(identity));
    }

    public static Refusal notFound(String identity) {
        return Refusal.notFound(missing(identity));
    }

    private static String missing(String identity) {
        return "The operation couldn't be performed because object '" + identity + "' couldn't be found.";
    }

    public static Refusal exists(String title, String name) {
        return Refusal.conflict(taken(title, name));
    }

    private static String taken(String title, String name) {
        return "The " + title + " '" + name + "' already exists. Please choose another name.";
    }

    /** Adds the name, the distinguished name and the identifiers of a configuration object. */
    public static CmdletObject named(CmdletObject object, String name, String container) {
        String distinguished = "CN=" + name + ",CN=" + container;
        return object.with("Name", name)
                .with("DistinguishedName", distinguished)
                .with("Identity", name)
                .with("Guid", guid(distinguished));
    }

    /** A GUID that depends only on the distinguished name. */
    private static String guid(String distinguishedName) {
        return UUID.nameUUIDFromBytes(NameKey.of(distinguishedName).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
