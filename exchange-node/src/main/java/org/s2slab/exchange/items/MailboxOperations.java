package org.s2slab.exchange.items;

import java.util.List;
import java.util.stream.Stream;
import org.s2slab.exchange.access.ItemStores;
import org.s2slab.exchange.conversations.ConversationActions;
import org.s2slab.exchange.conversations.ConversationReadOperations;
import org.s2slab.exchange.delivery.MailDelivery;
import org.s2slab.exchange.delivery.SendItem;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.folders.FindFolder;
import org.s2slab.exchange.folders.FolderOperations;
import org.s2slab.exchange.folders.FolderQueries;
import org.s2slab.exchange.folders.GetFolder;
import org.s2slab.exchange.permissions.DelegateOperations;
import org.s2slab.exchange.permissions.FolderPermissionCodec;
import org.s2slab.exchange.reminders.GetReminders;
import org.s2slab.exchange.reminders.PerformReminderAction;
import org.s2slab.exchange.scheduling.OrganizerMeetings;
import org.s2slab.exchange.search.QueryReader;
import org.s2slab.exchange.sync.SyncFolderHierarchy;
import org.s2slab.exchange.sync.SyncFolderItems;

/** All EWS operations on folders and items. */
public final class MailboxOperations {
    private MailboxOperations() {}

    /** @param contents reads the items and folders of responses, from the stores in {@code stores} */
    public static List<EwsOperation> all(
            FolderQueries contents,
            ItemStores stores,
            MailDelivery delivery,
            OrganizerMeetings invitations,
            QueryReader queries) {
        CalendarItemService meetings = new CalendarItemService(invitations, stores.items());
        SendItem sending = new SendItem(stores, delivery);
        return Stream.of(
                        List.of(
                                new GetFolder(contents, new FolderPermissionCodec(stores.permissions())).operation(),
                                new FindFolder(contents).operation(),
                                new FindItem(contents, queries).operation(),
                                new GetItem(contents).operation(),
                                ConvertId.operation(),
                                new SyncFolderItems(contents).operation(),
                                new SyncFolderHierarchy(contents, stores).operation(),
                                new CreateItem(
                                                stores,
                                                sending,
                                                meetings,
                                                new MeetingResponseObjects(stores, invitations, meetings))
                                        .operation(),
                                new UpdateItem(stores, sending, meetings).operation(),
                                new UpdateItemInRecoverableItems(stores).operation(),
                                sending.operation()),
                        new MoveAndDeleteOperations(stores, meetings, sending.receipts()).operations(),
                        new ConversationReadOperations(contents, queries).operations(),
                        List.of(
                                EwsOperation.of("GetReminders", new GetReminders(stores)::get),
                                EwsOperation.of("PerformReminderAction", new PerformReminderAction(stores)::perform),
                                new ConversationActions(stores, delivery.rules()).operation(),
                                new ArchiveItem(stores).operation()),
                        new AttachmentOperations(stores, meetings).operations(),
                        new ExportUploadOperations(stores).operations(),
                        new FolderOperations(stores, sending.receipts()).operations(),
                        new UserConfigurationOperations(stores).operations(),
                        new DelegateOperations(stores.permissions()).all())
                .<EwsOperation>flatMap(List::stream)
                .toList();
    }
}
