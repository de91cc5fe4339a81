package org.s2slab.exchange.items;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.exchange.ews.EwsCalls;
import org.s2slab.exchange.ews.Recordings;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;

/**
 * What unmodified clients sent to another server is sent to this one, where recordings are at hand; only the ids are
 * those of this one. Every answer is a success, and follows Exchange's own schema; but a person who deposits into Purges,
 * as some recordings do, is refused (decision 0022).
 */
class RecordedEwsClientsTest {
    private static final Pattern ITEM_ID = Pattern.compile("(ItemId Id=\")[^\"]*");
    private static final Pattern CHANGE_KEY = Pattern.compile("( ChangeKey=\")[^\"]*");
    private static final Pattern FOLDER_ID = Pattern.compile("(FolderId Id=\")AAM[^\"]*");
    private static final List<String> OPERATIONS = List.of(
            "CreateItem",
            "CreateAttachment",
            "DeleteItem",
            "FindFolder",
            "FindItem",
            "GetFolder",
            "GetItem",
            "UpdateItem",
            "UploadItems");

    @TestFactory
    Stream<DynamicTest> areAnsweredAsTheyWereContentWith(@TempDir Path folder) {
        return Recordings.tests(
                recording -> OPERATIONS.contains(operation(recording)), recording -> replay(folder, recording));
    }

    private static void replay(Path folder, Path recording) throws IOException {
        MailboxCalls mailbox = new MailboxCalls(Files.createTempDirectory(folder, "replay"));
        try {
            XmlElement id = MailboxCalls.message(mailbox.anna, "drafts", "there");
            String request = withOurIds(mailbox, id, Recordings.body(recording));
            XmlElement response = mailbox.anna.send(request.getBytes(UTF_8));
            boolean deposit = operation(recording).equals("CreateItem") && request.contains("recoverableitemspurges");
            assertThat(response.child("ResponseMessages").orElseThrow().children())
                    .isNotEmpty()
                    .allSatisfy(message -> assertThat(MailboxCalls.code(message))
                            .isEqualTo(deposit ? "ErrorCreateItemAccessDenied" : "NoError"));
        } finally {
            mailbox.close();
        }
    }

    private static String withOurIds(MailboxCalls mailbox, XmlElement id, byte[] recorded) {
        EwsCalls anna = mailbox.anna;
        String ours = id.attribute("Id").orElseThrow();
        String changeKey = id.attribute("ChangeKey").orElseThrow();
        String contacts =
                DistinguishedFolder.CONTACTS.idIn(mailbox.mailboxes.of("anna")).text();
        XmlElement exported = MailboxCalls.done(
                anna, "<m:ExportItems><m:ItemIds>" + MailboxCalls.id(id) + "</m:ItemIds></m:ExportItems>");
        String text = new String(recorded, UTF_8).replaceAll("(alice|bob)@", "anna@");
        text = ITEM_ID.matcher(text).replaceAll(found -> Matcher.quoteReplacement(found.group(1) + ours));
        text = CHANGE_KEY.matcher(text).replaceAll(found -> Matcher.quoteReplacement(found.group(1) + changeKey));
        text = FOLDER_ID.matcher(text).replaceAll(found -> Matcher.quoteReplacement(found.group(1) + contacts));
        return text.replaceAll("<t:Data>[^<]*", "<t:Data>" + MailboxCalls.text(exported, "Data"));
    }

    private static String operation(Path recording) {
        return XmlReader.read(Recordings.body(recording))
                .child("Body")
                .map(body -> body.children().get(0).name())
                .orElse("");
    }
}
