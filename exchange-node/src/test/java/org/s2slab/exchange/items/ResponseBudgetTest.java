package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.MailboxCalls.message;
import static org.s2slab.exchange.items.MailboxCalls.only;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.s2slab.xml.XmlElement;

/** A response has at most 64 MB of contents, however often a request names a large one. */
class ResponseBudgetTest {
    private static final int LARGE = 20 * 1024 * 1024;

    /** Three times 20 MB fit into 64 MB, and no fourth. */
    private static final List<String> EXPECTED =
            List.of("NoError", "NoError", "NoError", "ErrorDataSizeLimitExceeded", "ErrorDataSizeLimitExceeded");

    @RegisterExtension
    static final MailboxCalls mailbox = new MailboxCalls();

    private static String item;
    private static String attachment;

    @BeforeAll
    static void attach() {
        item = message(mailbox.anna, "drafts", "large").attribute("Id").orElseThrow();
        attachment = only(
                        mailbox.anna,
                        "<m:CreateAttachment><m:ParentItemId Id=\"" + item + "\"/><m:Attachments><t:FileAttachment>"
                                + "<t:Name>f</t:Name><t:Content>"
                                + Base64.getEncoder().encodeToString(new byte[LARGE])
                                + "</t:Content></t:FileAttachment></m:Attachments></m:CreateAttachment>")
                .at("Attachments", "FileAttachment", "AttachmentId")
                .flatMap(id -> id.attribute("Id"))
                .orElseThrow();
    }

    @Test
    void attachmentsThatAreNamedAgainAndAgain() {
        assertThat(codes("GetAttachment", "AttachmentIds", "AttachmentId", attachment, ""))
                .isEqualTo(EXPECTED);
    }

    @Test
    void exportsOfTheSameItem() {
        assertThat(codes("ExportItems", "ItemIds", "ItemId", item, "")).isEqualTo(EXPECTED);
    }

    @Test
    void itemsWithTheirMimeContent() {
        String shape =
                "<m:ItemShape><t:BaseShape>IdOnly</t:BaseShape><t:IncludeMimeContent>%s</t:IncludeMimeContent></m:ItemShape>";

        assertThat(codes("GetItem", "ItemIds", "ItemId", item, shape.formatted(true)))
                .isEqualTo(EXPECTED);
        assertThat(codes("GetItem", "ItemIds", "ItemId", item, shape.formatted(false)))
                .containsOnly("NoError");
    }

    private static List<String> codes(String operation, String list, String element, String id, String before) {
        return mailbox.anna
                .call("<m:" + operation + ">" + before + "<m:" + list + ">"
                        + ("<t:" + element + " Id=\"" + id + "\"/>").repeat(EXPECTED.size()) + "</m:" + list
                        + "></m:" + operation + ">")
                .tree()
                .filter(found -> found.name().equals("ResponseCode"))
                .map(XmlElement::text)
                .toList();
    }
}
