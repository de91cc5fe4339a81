package org.s2slab.exchange.permissions;

import static org.s2slab.ews.EwsNames.t;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.s2slab.config.Switches;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.ItemMapiConverter;
import org.s2slab.exchange.content.MailPerson;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;

/** Stores the delegates of mailboxes, and the recipients of meeting messages to their principals. */
public record DelegateStore(PermissionStore permissions) {
    private static final Set<ItemKind> MEETING_MESSAGES =
            Set.of(ItemKind.MEETING_REQUEST, ItemKind.MEETING_RESPONSE, ItemKind.MEETING_CANCELLATION);

    /** The default delivery scope of meeting messages. */
    private static final String FIRST_SCOPE = "DelegatesAndMe";

    /**
     * A delegate.
     *
     * @param account the id of the account
     * @param options the settings that are on
     */
    record Delegate(String account, Switches<DelegateOption> options) {
        /** A setting of a delegate that is on or off. */
        enum DelegateOption {
            /** The delegate receives the meeting messages of the principal. */
            COPIES,

            /** The delegate sees private items. */
            VIEWS_PRIVATE
        }

        boolean copies() {
            return options.has(DelegateOption.COPIES);
        }

        boolean viewsPrivate() {
            return options.has(DelegateOption.VIEWS_PRIVATE);
        }
    }

    /** The delegates of a mailbox, in the order in which they were added. */
    List<Delegate> of(ReadTransaction rx, Mailbox mailbox) {
        return rx.list(
                "SELECT account, copies, views_private FROM delegates WHERE mailbox = ? ORDER BY added",
                row -> new Delegate(
                        row.text("account"),
                        Switches.<Delegate.DelegateOption>of()
                                .with(Delegate.DelegateOption.COPIES, row.isSet("copies"))
                                .with(Delegate.DelegateOption.VIEWS_PRIVATE, row.isSet("views_private"))),
                mailbox.id());
    }

    /** The {@code DeliverMeetingRequests} of a mailbox. */
    String scope(ReadTransaction rx, Mailbox mailbox) {
        return rx.first(
                        "SELECT scope FROM delegate_deliveries WHERE mailbox = ?",
                        row -> row.text("scope"),
                        mailbox.id())
                .orElse(FIRST_SCOPE);
    }

    void setScope(WriteTransaction tx, Mailbox mailbox, String scope) {
        tx.execute(
                "INSERT INTO delegate_deliveries (mailbox, scope) VALUES (?, ?)"
                        + " ON CONFLICT (mailbox) DO UPDATE SET scope = excluded.scope",
                mailbox.id(),
                scope);
    }

    /** Adds or changes a delegate. */
    void put(WriteTransaction tx, Mailbox mailbox, Delegate delegate) {
        tx.execute(
                "INSERT INTO delegates (mailbox, account, copies, views_private, added) VALUES (?, ?, ?, ?,"
                        + " (SELECT COALESCE(MAX(added), 0) + 1 FROM delegates)) ON CONFLICT (mailbox, account)"
                        + " DO UPDATE SET copies = excluded.copies, views_private = excluded.views_private",
                mailbox.id(),
                delegate.account(),
                delegate.copies() ? 1 : 0,
                delegate.viewsPrivate() ? 1 : 0);
    }

    void remove(WriteTransaction tx, Mailbox mailbox, String account) {
        tx.execute("DELETE FROM delegates WHERE mailbox = ? AND account = ?", mailbox.id(), account);
    }

    /**
     * The mailboxes that receive a message to a mailbox, with the content for each. Meeting messages also go to
     * delegates; private meeting messages only to delegates with ViewPrivateItems ([MS-OXODLGT] 2.2.2.2.6).
     */
    public Map<Mailbox, ItemContent> receivers(ReadTransaction rx, Mailbox principal, ItemContent message) {
        if (!MEETING_MESSAGES.contains(message.kind())) {
            return Map.of(principal, message);
        }
        String scope = scope(rx, principal);
        Map<Mailbox, ItemContent> received = new LinkedHashMap<>();
        if (!scope.equals("NoForward")) {
            ItemContent copy = message.with(t("IsDelegated", "true"))
                    .with(MailPerson.of(principal).as("ReceivedRepresenting"));
            of(rx, principal).stream()
                    .filter(Delegate::copies)
                    .filter(delegate -> delegate.viewsPrivate() || !ItemMapiConverter.isPrivate(message))
                    .flatMap(delegate -> permissions.account(delegate.account()).stream())
                    .filter(Mailbox::present)
                    .forEach(delegate -> received.put(delegate, copy));
        }
        if (received.isEmpty() || !scope.equals("DelegatesOnly")) {
            boolean informs = !received.isEmpty()
                    && scope.equals("DelegatesAndSendInformationToMe")
                    && message.kind() == ItemKind.MEETING_REQUEST;
            received.put(principal, informs ? message.with(t("MeetingRequestType", "PrincipalWantsCopy")) : message);
        }
        return received;
    }
}
