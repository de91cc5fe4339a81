package org.s2slab.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.testing.Requirements;
import org.s2slab.testing.TestCall.Answer;
import org.s2slab.xml.XmlElement;

/** Bert is a room that Anna books. */
class RoomBookingTest {

    private RunningExchange exchange;

    @BeforeEach
    void start(@TempDir Path folder) {
        exchange = new RunningExchange(folder, List.of("contoso.com"));
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    private void book(String subject, Instant start, int minutes, String more) {
        XmlElement answer = exchange.ews(
                "anna",
                "<m:CreateItem SendMeetingInvitations=\"SendToAllAndSaveCopy\"><m:Items><t:CalendarItem><t:Subject>"
                        + subject
                        + "</t:Subject><t:Body BodyType=\"Text\">Why</t:Body><t:Start>" + start + "</t:Start><t:End>"
                        + start.plus(Duration.ofMinutes(minutes))
                        + "</t:End><t:Resources><t:Attendee><t:Mailbox><t:EmailAddress>bert@contoso.com</t:EmailAddress></t:Mailbox>"
                        + "</t:Attendee></t:Resources>" + more + "</t:CalendarItem></m:Items></m:CreateItem>");
        assertThat(answer.find("ResponseCode").map(XmlElement::text)).hasValue("NoError");
    }

    private List<String> subjects(String person, String folder) {
        return exchange.ews(
                        person,
                        "<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>Default</t:BaseShape></m:ItemShape><m:ParentFolderIds>"
                                + "<t:DistinguishedFolderId Id=\"" + folder + "\"/></m:ParentFolderIds></m:FindItem>")
                .tree()
                .filter(element -> element.name().equals("Subject"))
                .map(XmlElement::text)
                .toList();
    }

    private void set(String name, Object value) {
        exchange.run(
                "Set-CalendarProcessing",
                new JsonObject().put("Identity", "bert").put(name, value));
    }

    @Test
    @Requirements("CORE R2024")
    void answersRequestsAsItsSettingsSay() {
        Answer person = exchange.attempt(
                "Set-CalendarProcessing",
                new JsonObject().put("Identity", "bert").put("AllowConflicts", true));
        assertThat(person.body()).contains("is not a room");
        exchange.run("Set-Mailbox", new JsonObject().put("Identity", "bert").put("Type", "Room"));
        Instant ten = exchange.clock.instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(34));
        book("Free", ten, 60, "");
        assertThat(subjects("anna", "inbox")).containsExactly("Accepted: Free");
        assertThat(subjects("bert", "calendar")).hasSize(1).allMatch(subject -> subject.equalsIgnoreCase("anna"));
        assertThat(subjects("bert", "inbox")).isEmpty();
        book("Beside", ten.plus(Duration.ofHours(1)), 60, "");
        book("Across", ten.plus(Duration.ofMinutes(30)), 60, "");
        assertThat(subjects("anna", "inbox"))
                .filteredOn(subject -> subject.startsWith("Declined"))
                .hasSize(1);
        assertThat(subjects("bert", "calendar")).hasSize(2);
        set("AllowConflicts", true);
        book("Across again", ten.plus(Duration.ofMinutes(30)), 60, "");
        assertThat(subjects("bert", "calendar")).hasSize(3);
        set("MaximumDurationInMinutes", 90);
        book("Too long", ten.plus(Duration.ofDays(1)), 120, "");
        set("BookingWindowInDays", 10);
        book("Too late", ten.plus(Duration.ofDays(20)), 60, "");
        set("AllowRecurringMeetings", false);
        book(
                "Daily",
                ten.plus(Duration.ofDays(2)),
                30,
                "<t:Recurrence><t:DailyRecurrence><t:Interval>1</t:Interval></t:DailyRecurrence><t:NumberedRecurrence><t:StartDate>"
                        + ten.plus(Duration.ofDays(2)).toString().substring(0, 10)
                        + "</t:StartDate><t:NumberOfOccurrences>3</t:NumberOfOccurrences></t:NumberedRecurrence></t:Recurrence>");
        assertThat(subjects("anna", "inbox"))
                .filteredOn(subject -> subject.startsWith("Declined"))
                .hasSize(4);
        set("DeleteSubject", false);
        set("AddOrganizerToSubject", false);
        book("Board", ten.plus(Duration.ofDays(3)), 30, "");
        assertThat(subjects("bert", "calendar")).contains("Board");
        set("AutomateProcessing", "None");
        book("Unanswered", ten.plus(Duration.ofDays(4)), 30, "");
        assertThat(subjects("bert", "inbox")).containsExactly("Unanswered");
        JsonObject shown = exchange.run("Get-CalendarProcessing", new JsonObject().put("Identity", "bert"))
                .getJsonArray("output")
                .getJsonObject(0);
        assertThat(shown.getString("AutomateProcessing")).isEqualTo("None");
        assertThat(shown.getInteger("BookingWindowInDays")).isEqualTo(10);
        assertThat(shown.getBoolean("DeleteComments")).isTrue();
    }
}
