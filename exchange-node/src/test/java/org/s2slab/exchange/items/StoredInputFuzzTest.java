package org.s2slab.exchange.items;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.responsecode.EwsFault;
import org.s2slab.xml.XmlElement;

/**
 * Spoils iCalendar objects, messages and streams at random, and stores them. Each is refused, or reads back in all views.
 * The seed and the number of an input make it again; docs/TESTS.md has the commands.
 */
class StoredInputFuzzTest {
    private static final long SEED = Long.getLong("s2slab.fuzz.seed", 1);
    private static final int INPUTS = Integer.getInteger("s2slab.fuzz.inputs", 120);
    private static final int MINUTES = Integer.getInteger("s2slab.fuzz.minutes", 0);

    /** PidLidAppointmentRecur, which is computed of the whole series. */
    private static final String RECURRENCE = "<t:ExtendedFieldURI DistinguishedPropertySetId=\"Appointment\""
            + " PropertyId=\"33302\" PropertyType=\"Binary\"/>";

    /** Far more than an input needs on a busy machine, and less than work without a bound. */
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private static final Path CASES =
            Path.of(System.getProperty("s2slab.root"), "exchange-node/src/test/resources/fuzz");

    @RegisterExtension
    static final MailboxCalls mail = new MailboxCalls();

    enum Format {
        CALENDAR,
        MESSAGE,
        STREAM;

        List<String> samples() {
            return switch (this) {
                case CALENDAR -> FuzzedInputs.CALENDARS;
                case MESSAGE -> FuzzedInputs.MESSAGES;
                case STREAM -> FuzzedInputs.ITEMS.stream().map(Format::exported).toList();
            };
        }

        private static String exported(String item) {
            String folder = FuzzedInputs.folder(item);
            return stream(MailboxCalls.saved(mail.anna, folder, item));
        }

        String request(String input) {
            String data = Base64.getEncoder().encodeToString(input.getBytes(this == MESSAGE ? ISO_8859_1 : UTF_8));
            if (this == STREAM) {
                return Stream.of(DistinguishedFolder.CALENDAR, DistinguishedFolder.DRAFTS)
                        .filter(folder -> (folder == DistinguishedFolder.CALENDAR) == input.contains("CALENDAR_ITEM"))
                        .map(folder ->
                                "<m:UploadItems><m:Items><t:Item CreateAction=\"CreateNew\"><t:ParentFolderId Id=\""
                                        + folder.idIn(mail.mailboxes.of("anna")).text() + "\"/><t:Data>" + data
                                        + "</t:Data></t:Item></m:Items></m:UploadItems>")
                        .findFirst()
                        .orElseThrow();
            }
            String element = this == CALENDAR ? "CalendarItem" : "Message";
            return "<m:CreateItem MessageDisposition=\"SaveOnly\" SendMeetingInvitations=\"SendToNone\"><m:Items><t:"
                    + element + "><t:MimeContent>" + data + "</t:MimeContent></t:" + element
                    + "></m:Items></m:CreateItem>";
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesSpoiledInputOrReadsItBack(Format format) {
        List<String> samples = format.samples();
        assertThat(samples).allMatch(sample -> isStored(format, sample));
        long end = System.nanoTime() + Duration.ofMinutes(MINUTES).toNanos() / Format.values().length;
        int stored = 0;
        int number = 0;
        for (; MINUTES > 0 ? System.nanoTime() < end : number < INPUTS; number++) {
            String input = FuzzedInputs.spoiled(samples, new Random(SEED * 1_000_003 + number));
            try {
                stored += isStored(format, input) ? 1 : 0;
            } catch (Throwable e) {
                throw new AssertionError(
                        format + ", seed " + SEED + ", input " + number + ", kept as " + kept(format, number, input),
                        e);
            }
        }
        System.out.println(format + ": " + number + " inputs of seed " + SEED + ", " + stored + " stored");
    }

    /** Inputs that were stored and could not be read, or that cost too much. */
    @ParameterizedTest
    @MethodSource("cases")
    void refusesOrReadsBackWhatWasFound(Path found) throws IOException {
        String name = found.getFileName().toString();
        Format format = Format.valueOf(name.substring(0, name.indexOf('-')));
        isStored(format, Files.readString(found, ISO_8859_1));
    }

    static List<Path> cases() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.sorted().toList();
        }
    }

    private static Path kept(Format format, int number, String input) {
        Path file = Path.of(System.getProperty("s2slab.root"), "exchange-node/target")
                .resolve(format + "-" + SEED + "-" + number + ".txt");
        try {
            return Files.writeString(file, input, ISO_8859_1);
        } catch (IOException e) {
            return file;
        }
    }

    private static boolean isStored(Format format, String input) {
        long begin = System.nanoTime();
        XmlElement message;
        try {
            message = MailboxCalls.only(mail.anna, format.request(input));
        } catch (EwsFault refused) {
            return false;
        }
        boolean stored = MailboxCalls.code(message).equals("NoError");
        if (stored) {
            XmlElement id = message.child("ItemId")
                    .orElseGet(() -> MailboxCalls.item(message).child("ItemId").orElseThrow());
            readsBack(id);
            MailboxCalls.done(
                    mail.anna,
                    "<m:DeleteItem DeleteType=\"HardDelete\" SendMeetingCancellations=\"SendToNone\""
                            + " AffectedTaskOccurrences=\"AllOccurrences\"><m:ItemIds>"
                            + MailboxCalls.id(id) + "</m:ItemIds></m:DeleteItem>");
        } else {
            assertThat(MailboxCalls.code(message)).isNotEqualTo("ErrorInternalServerError");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LONGEST);
        return stored;
    }

    private static void readsBack(XmlElement id) {
        XmlElement item = MailboxCalls.get(
                mail.anna,
                id,
                "<t:BaseShape>AllProperties</t:BaseShape><t:IncludeMimeContent>true</t:IncludeMimeContent>"
                        + "<t:AdditionalProperties>" + RECURRENCE + "</t:AdditionalProperties>");
        assertThat(MailboxCalls.code(mail.anna.call("<m:GetReminders/>"))).isEqualTo("NoError");
        List<String> folders = item.name().equals("CalendarItem") ? List.of("calendar") : List.of("drafts");
        folders.forEach(folder -> MailboxCalls.find(mail.anna, MailboxCalls.folder(folder)));
        if (item.name().equals("CalendarItem")) {
            MailboxCalls.done(
                    mail.anna,
                    "<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>AllProperties</t:BaseShape></m:ItemShape>"
                            + "<m:CalendarView StartDate=\"2030-01-01T00:00:00Z\" EndDate=\"2031-06-01T00:00:00Z\""
                            + " MaxEntriesReturned=\"50\"/><m:ParentFolderIds>" + MailboxCalls.folder("calendar")
                            + "</m:ParentFolderIds></m:FindItem>");
        }
        List<XmlElement> attachments =
                item.child("Attachments").map(XmlElement::children).orElse(List.of());
        attachments.stream()
                .limit(3)
                .map(attachment -> attachment.child("AttachmentId").orElseThrow())
                .forEach(attachment -> MailboxCalls.done(
                        mail.anna,
                        "<m:GetAttachment><m:AttachmentShape><t:IncludeMimeContent>true</t:IncludeMimeContent>"
                                + "</m:AttachmentShape><m:AttachmentIds><t:AttachmentId Id=\""
                                + attachment.attribute("Id").orElseThrow()
                                + "\"/></m:AttachmentIds></m:GetAttachment>"));
        stream(id);
    }

    private static String stream(XmlElement id) {
        String data = MailboxCalls.text(
                MailboxCalls.done(
                        mail.anna, "<m:ExportItems><m:ItemIds>" + MailboxCalls.id(id) + "</m:ItemIds></m:ExportItems>"),
                "Data");
        return new String(Base64.getDecoder().decode(data), UTF_8);
    }
}
