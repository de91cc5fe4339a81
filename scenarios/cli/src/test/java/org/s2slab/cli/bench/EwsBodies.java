package org.s2slab.cli.bench;

import java.util.Locale;

/** The requests of {@link EwsBench}. */
final class EwsBodies {
    private static final String INBOX = "<ParentFolderIds><t:DistinguishedFolderId Id=\"inbox\"/></ParentFolderIds>";
    private static final String CALENDAR =
            "<ParentFolderIds><t:DistinguishedFolderId Id=\"calendar\"/></ParentFolderIds>";
    private static final String TEXT =
            "The orchard needs water before the weekend, and the ladder is still broken. ".repeat(12);

    private EwsBodies() {}

    static String envelope(String operation) {
        return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\""
                + " xmlns=\"http://schemas.microsoft.com/exchange/services/2006/messages\"><s:Header>"
                + "<t:RequestServerVersion Version=\"Exchange2013\"/></s:Header><s:Body>" + operation
                + "</s:Body></s:Envelope>";
    }

    /** A message of a kilobyte with two recipients. */
    static String create() {
        return "<CreateItem MessageDisposition=\"SaveOnly\"><SavedItemFolderId><t:DistinguishedFolderId Id=\"inbox\"/>"
                + "</SavedItemFolderId><Items><t:Message><t:Subject>Orchard</t:Subject><t:Body BodyType=\"Text\">"
                + TEXT
                + "</t:Body><t:ToRecipients><t:Mailbox><t:EmailAddress>bert@contoso.com</t:EmailAddress></t:Mailbox>"
                + "<t:Mailbox><t:EmailAddress>carla@contoso.com</t:EmailAddress></t:Mailbox></t:ToRecipients>"
                + "</t:Message></Items></CreateItem>";
    }

    static String get(String id) {
        return "<GetItem><ItemShape><t:BaseShape>Default</t:BaseShape></ItemShape><ItemIds><t:ItemId Id=\"" + id
                + "\"/></ItemIds></GetItem>";
    }

    static String find() {
        return "<FindItem Traversal=\"Shallow\"><ItemShape><t:BaseShape>Default</t:BaseShape></ItemShape>"
                + "<IndexedPageItemView MaxEntriesReturned=\"100\" Offset=\"0\" BasePoint=\"Beginning\"/>"
                + "<SortOrder><t:FieldOrder Order=\"Descending\"><t:FieldURI FieldURI=\"item:DateTimeReceived\"/>"
                + "</t:FieldOrder></SortOrder>" + INBOX + "</FindItem>";
    }

    static String update(String id, int number) {
        return "<UpdateItem MessageDisposition=\"SaveOnly\" ConflictResolution=\"AlwaysOverwrite\"><ItemChanges>"
                + "<t:ItemChange><t:ItemId Id=\"" + id + "\"/><t:Updates><t:SetItemField>"
                + "<t:FieldURI FieldURI=\"item:Subject\"/><t:Message><t:Subject>Orchard " + number
                + "</t:Subject></t:Message></t:SetItemField></t:Updates></t:ItemChange></ItemChanges></UpdateItem>";
    }

    /** Weekly series, each with its own day and hour. */
    static String series(int from, int count) {
        StringBuilder items = new StringBuilder("<CreateItem SendMeetingInvitations=\"SendToNone\"><Items>");
        for (int i = from; i < from + count; i++) {
            int day = 1 + i % 28;
            items.append(String.format(
                    Locale.ROOT,
                    "<t:CalendarItem><t:Subject>Series %d</t:Subject><t:Start>2026-01-%02dT%02d:00:00Z</t:Start>"
                            + "<t:End>2026-01-%02dT%02d:30:00Z</t:End><t:Recurrence><t:DailyRecurrence>"
                            + "<t:Interval>28</t:Interval></t:DailyRecurrence><t:NoEndRecurrence>"
                            + "<t:StartDate>2026-01-%02d</t:StartDate></t:NoEndRecurrence></t:Recurrence>"
                            + "<t:StartTimeZone Id=\"W. Europe Standard Time\"/></t:CalendarItem>",
                    i,
                    day,
                    8 + i % 10,
                    day,
                    8 + i % 10,
                    day));
        }
        return items.append("</Items></CreateItem>").toString();
    }

    /** A month two years later. */
    static String view() {
        return "<FindItem Traversal=\"Shallow\"><ItemShape><t:BaseShape>Default</t:BaseShape></ItemShape>"
                + "<CalendarView StartDate=\"2028-03-01T00:00:00Z\" EndDate=\"2028-04-01T00:00:00Z\"/>" + CALENDAR
                + "</FindItem>";
    }
}
