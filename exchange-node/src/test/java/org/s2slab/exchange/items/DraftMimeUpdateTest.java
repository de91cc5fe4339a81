package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.exchange.ews.EwsServer;
import org.s2slab.exchange.imlist.ImLimits;
import org.s2slab.xml.XmlElement;

/** A node reads the new MimeContent of a draft on another thread than that of the transaction that stores it. */
class DraftMimeUpdateTest {
    private EwsServer server;

    @BeforeEach
    void open(@TempDir Path folder) {
        server = EwsServer.open(folder, ImLimits.DEFAULT);
        server.asPerson("anna");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aNodeReplacesADraftByItsMimeContent() {
        XmlElement draft = item(server.call("<CreateItem MessageDisposition=\"SaveOnly\"><Items><t:Message>"
                + "<t:Subject>Old</t:Subject></t:Message></Items></CreateItem>"));

        EwsServer.Answer updated = server.call(update(draft, "Subject: New\r\n\r\nbody"));

        assertThat(updated.status()).isEqualTo(200);
        assertThat(item(server.call("<GetItem><ItemShape><t:BaseShape>Default</t:BaseShape></ItemShape><ItemIds>"
                                + MailboxCalls.id(item(updated).child("ItemId").orElseThrow())
                                + "</ItemIds></GetItem>"))
                        .childText("Subject"))
                .hasValue("New");
    }

    @Test
    void aNodeRefusesMimeContentThatIsNoMessage() {
        XmlElement draft = item(server.call("<CreateItem MessageDisposition=\"SaveOnly\"><Items><t:Message>"
                + "<t:Subject>Old</t:Subject></t:Message></Items></CreateItem>"));

        EwsServer.Answer refused = server.call(update(draft, "no message at all"));

        assertThat(refused.status()).isEqualTo(200);
        assertThat(message(refused).childText("ResponseCode")).hasValue("ErrorMimeContentInvalid");
    }

    private static XmlElement message(EwsServer.Answer answer) {
        return answer.response().at("ResponseMessages").orElseThrow().children().get(0);
    }

    private static XmlElement item(EwsServer.Answer answer) {
        return MailboxCalls.item(message(answer));
    }

    private static String update(XmlElement draft, String mime) {
        return "<UpdateItem ConflictResolution=\"AlwaysOverwrite\" MessageDisposition=\"SaveOnly\"><ItemChanges>"
                + "<t:ItemChange>" + MailboxCalls.id(draft.child("ItemId").orElseThrow())
                + "<t:Updates><t:SetItemField><t:FieldURI FieldURI=\"item:MimeContent\"/><t:Message><t:MimeContent>"
                + Base64.getEncoder().encodeToString(mime.getBytes(StandardCharsets.UTF_8))
                + "</t:MimeContent></t:Message></t:SetItemField></t:Updates></t:ItemChange></ItemChanges></UpdateItem>";
    }
}
