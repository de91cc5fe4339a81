package org.s2slab.exchange.availability;

import io.vertx.core.Future;
import java.util.List;
import org.s2slab.exchange.accounts.FolderRights;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxRights;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.permissions.PermissionStore;
import org.s2slab.exchange.search.CalendarViewSearch;
import org.s2slab.store.ReadTransaction;

/** The items of a calendar in a window, and the rights of a user in the mailbox of this calendar. */
record OpenCalendar(List<Item> items, MailboxRights rights) {
    /**
     * @param account the account to which limits apply
     * @param actor the user whose rights determine what is shown
     */
    static Future<OpenCalendar> read(
            PermissionStore permissions, String account, Mailbox actor, TimeWindow window, Mailbox mailbox) {
        return permissions
                .database()
                .read(
                        account,
                        rx -> new OpenCalendar(between(rx, mailbox, window), permissions.rights(rx, mailbox, actor)));
    }

    /** Single items and occurrences, without items that end exactly at the start of the window. */
    private static List<Item> between(ReadTransaction rx, Mailbox mailbox, TimeWindow window) {
        return CalendarViewSearch.between(rx, mailbox, window.from(), window.until()).stream()
                .filter(item -> !window.from().equals(item.content().ends()))
                .toList();
    }

    private FolderRights calendar() {
        return rights.of(DistinguishedFolder.CALENDAR.distinguishedName());
    }

    boolean isOpen() {
        return !calendar().readAccess().equals("None");
    }

    boolean isDetailed() {
        return !calendar().readAccess().equals("TimeOnly");
    }
}
