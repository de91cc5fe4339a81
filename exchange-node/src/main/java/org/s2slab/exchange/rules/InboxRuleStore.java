package org.s2slab.exchange.rules;

import static org.s2slab.ews.EwsNames.t;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.node.WorkSequence;
import org.s2slab.store.Rows;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;
import org.s2slab.xml.XmlWriter;

/** Stores the inbox rules of mailboxes: {@code Rule} elements in the order in which they run. */
final class InboxRuleStore {
    /** Characters of all rules of a mailbox: the product's default quota, 256 KB. */
    private static final int QUOTA = 256 * 1024;

    private InboxRuleStore() {}

    static Future<List<XmlElement>> get(SqlClient client, Mailbox mailbox) {
        return Rows.first(
                        client,
                        "SELECT rules FROM inbox_rules WHERE mailbox = ?",
                        row -> read(row).children(),
                        mailbox.id())
                .map(found -> found.orElse(List.of()));
    }

    /** What is always done with the messages of a conversation, as rules without conditions. */
    static Future<List<XmlElement>> always(SqlClient client, Mailbox mailbox, String conversation) {
        return Rows.list(
                client,
                "SELECT rule FROM conversation_actions WHERE mailbox = ? AND conversation = ? ORDER BY action",
                InboxRuleStore::read,
                mailbox.id(),
                conversation);
    }

    /** Notes what is always done with the messages of a conversation; no longer where no rule is given. */
    static Future<Void> always(
            SqlConnection connection, Mailbox mailbox, String conversation, String action, Optional<XmlElement> rule) {
        return Rows.execute(
                        connection,
                        "DELETE FROM conversation_actions WHERE mailbox = ? AND conversation = ? AND action = ?",
                        mailbox.id(),
                        conversation,
                        action)
                .compose(gone -> WorkSequence.ifPresent(
                        rule,
                        given -> Rows.execute(
                                connection,
                                "INSERT INTO conversation_actions (mailbox, conversation, action, rule) VALUES (?, ?,"
                                        + " ?, ?)",
                                mailbox.id(),
                                conversation,
                                action,
                                document(given))));
    }

    private static XmlElement read(Row row) {
        return XmlReader.read(row.getString(0).getBytes(StandardCharsets.UTF_8));
    }

    private static String document(XmlElement element) {
        return new XmlWriter().copy(EwsNames.TYPES, element).document();
    }

    /** Replaces the rules of a mailbox. */
    static Future<Void> set(SqlConnection connection, Mailbox mailbox, List<XmlElement> rules) {
        String document = document(t("InboxRules", rules));
        if (document.length() > QUOTA) {
            return Future.failedFuture(new EwsError(ResponseCode.ErrorQuotaExceeded));
        }
        return Rows.execute(
                connection,
                "INSERT OR REPLACE INTO inbox_rules (mailbox, rules) VALUES (?, ?)",
                mailbox.id(),
                document);
    }
}
