package org.s2slab.exchange.items;

import java.nio.file.Path;
import org.s2slab.xml.XmlElement;

/**
 * A process in which a client makes and changes series as fast as it can, and says on its output what was answered with NoError, each with
 * a full stop, until {@link SeriesKilledTest} kills it.
 */
public final class KilledSeries {
    /** An occurrence of each series is deleted, another one is changed. */
    static final int DELETED = 4;

    static final int CHANGED = 2;

    private static final String CREATE = "<m:CreateItem SendMeetingInvitations=\"SendToNone\"><m:Items><t:CalendarItem>"
            + "<t:Subject>Series %d</t:Subject><t:Start>2030-03-08T10:00:00Z</t:Start><t:End>2030-03-08T10:15:00Z</t:End>"
            + "<t:Recurrence><t:DailyRecurrence><t:Interval>1</t:Interval></t:DailyRecurrence>"
            + "<t:NumberedRecurrence><t:StartDate>2030-03-08</t:StartDate><t:NumberOfOccurrences>5</t:NumberOfOccurrences>"
            + "</t:NumberedRecurrence></t:Recurrence></t:CalendarItem></m:Items></m:CreateItem>";

    private KilledSeries() {}

    public static void main(String[] args) {
        try {
            work(new MailboxCalls(Path.of(args[0])));
        } finally {
            // A failure must not leave the threads of Vert.x running.
            Runtime.getRuntime().halt(1);
        }
    }

    private static void work(MailboxCalls mail) {
        for (int number = 0; ; number++) {
            XmlElement made = MailboxCalls.item(MailboxCalls.done(mail.anna, CREATE.formatted(number)));
            String master = made.child("ItemId").orElseThrow().attribute("Id").orElseThrow();
            System.out.println(master + ".");
            change(mail, occurrence(master, CHANGED), "Location", "Room " + number);
            System.out.println(master + ".");
            MailboxCalls.done(
                    mail.anna,
                    "<m:DeleteItem DeleteType=\"HardDelete\" SendMeetingCancellations=\"SendToNone\"><m:ItemIds>"
                            + occurrence(master, DELETED) + "</m:ItemIds></m:DeleteItem>");
            System.out.println(master + ".");
            change(mail, "<t:ItemId Id=\"" + master + "\"/>", "Subject", "Renamed " + number);
            System.out.println(master + ".");
        }
    }

    static String occurrence(String master, int index) {
        return "<t:OccurrenceItemId RecurringMasterId=\"" + master + "\" InstanceIndex=\"" + index + "\"/>";
    }

    private static void change(MailboxCalls mail, String id, String property, String value) {
        String family = property.equals("Subject") ? "item:" : "calendar:";
        MailboxCalls.done(
                mail.anna,
                "<m:UpdateItem ConflictResolution=\"AlwaysOverwrite\" SendMeetingInvitationsOrCancellations=\"SendToNone\">"
                        + "<m:ItemChanges><t:ItemChange>" + id + "<t:Updates><t:SetItemField>"
                        + MailboxCalls.field(family + property) + "<t:CalendarItem><t:" + property + ">" + value
                        + "</t:"
                        + property + "></t:CalendarItem></t:SetItemField></t:Updates></t:ItemChange></m:ItemChanges>"
                        + "</m:UpdateItem>");
    }
}
