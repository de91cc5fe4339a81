package org.s2slab.exchange.rules;

import static org.s2slab.ews.EwsNames.t;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;
import org.s2slab.xml.XmlWriter;

/** Stores the inbox rules of mailboxes: {@code Rule} elements in the order of their execution. */
final class InboxRuleStore {
    /** The maximum number of characters of all rules of a mailbox: the product's default quota, 256 KB. */
    private static final int QUOTA = 256 * 1024;

    private InboxRuleStore() {}

    static List<XmlElement> get(ReadTransaction rx, Mailbox mailbox) {
        return rx.first(
                        "SELECT rules FROM inbox_rules WHERE mailbox = ?",
                        row -> read(row.text("rules")).children(),
                        mailbox.id())
                .orElse(List.of());
    }

    /** The permanent actions of a conversation, as rules without conditions. */
    static List<XmlElement> always(ReadTransaction rx, Mailbox mailbox, String conversation) {
        return rx.list(
                "SELECT rule FROM conversation_actions WHERE mailbox = ? AND conversation = ? ORDER BY action",
                row -> read(row.text("rule")),
                mailbox.id(),
                conversation);
    }

    /** Stores a permanent action of a conversation; without a rule, removes the action. */
    static void always(
            WriteTransaction tx, Mailbox mailbox, String conversation, String action, Optional<XmlElement> rule) {
        tx.execute(
                "DELETE FROM conversation_actions WHERE mailbox = ? AND conversation = ? AND action = ?",
                mailbox.id(),
                conversation,
                action);
        rule.ifPresent(given -> tx.execute(
                "INSERT INTO conversation_actions (mailbox, conversation, action, rule) VALUES (?, ?, ?, ?)",
                mailbox.id(),
                conversation,
                action,
                document(given)));
    }

    private static XmlElement read(String document) {
        return XmlReader.read(document.getBytes(StandardCharsets.UTF_8));
    }

    private static String document(XmlElement element) {
        return new XmlWriter().copy(EwsNames.TYPES, element).document();
    }

    /** Replaces the rules of a mailbox. Fails with ErrorQuotaExceeded. */
    static void set(WriteTransaction tx, Mailbox mailbox, List<XmlElement> rules) {
        String document = document(t("InboxRules", rules));
        if (document.length() > QUOTA) {
            throw new EwsError(ResponseCode.ErrorQuotaExceeded);
        }
        tx.execute(
                "INSERT INTO inbox_rules (mailbox, rules) VALUES (?, ?)"
                        + " ON CONFLICT (mailbox) DO UPDATE SET rules = excluded.rules",
                mailbox.id(),
                document);
    }
}
