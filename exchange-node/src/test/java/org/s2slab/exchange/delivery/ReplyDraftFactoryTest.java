package org.s2slab.exchange.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.MailboxCalls.code;
import static org.s2slab.exchange.items.MailboxCalls.done;
import static org.s2slab.exchange.items.MailboxCalls.folder;
import static org.s2slab.exchange.items.MailboxCalls.item;
import static org.s2slab.exchange.items.MailboxCalls.message;
import static org.s2slab.exchange.items.MailboxCalls.only;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.exchange.ews.EwsCalls;
import org.s2slab.exchange.items.MailboxCalls;
import org.s2slab.xml.XmlElement;

class ReplyDraftFactoryTest {
    private MailboxCalls mailbox;

    @BeforeEach
    void open(@TempDir Path folder) {
        mailbox = new MailboxCalls(folder);
    }

    @AfterEach
    void close() {
        mailbox.close();
    }

    /** Anna writes to Bert, with a copy to herself and to nobody; the id of what Bert has. */
    private XmlElement received(String body) {
        done(
                mailbox.anna,
                create(
                        "SendOnly",
                        "<t:Message><t:Subject>FW: Plan</t:Subject>" + body
                                + "<t:Attachments><t:FileAttachment><t:Name>plan.txt</t:Name><t:Content>AAA=</t:Content>"
                                + "</t:FileAttachment></t:Attachments>"
                                + people("To", "bert") + people("Cc", "anna", "nobody") + "</t:Message>"));
        return item(done(
                                mailbox.bert,
                                "<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape>"
                                        + "<m:ParentFolderIds>" + folder("inbox") + "</m:ParentFolderIds></m:FindItem>")
                        .find("RootFolder")
                        .orElseThrow())
                .child("ItemId")
                .orElseThrow();
    }

    private static String people(String list, String... names) {
        StringBuilder xml = new StringBuilder("<t:" + list + "Recipients>");
        for (String name : names) {
            xml.append("<t:Mailbox><t:EmailAddress>" + name + "@contoso.com</t:EmailAddress></t:Mailbox>");
        }
        return xml.append("</t:" + list + "Recipients>").toString();
    }

    private static String create(String disposition, String item) {
        return "<m:CreateItem MessageDisposition=\"" + disposition + "\"><m:Items>" + item
                + "</m:Items></m:CreateItem>";
    }

    private static String answer(String kind, XmlElement id, String before, String body) {
        return "<t:" + kind + ">" + before + "<t:ReferenceItemId Id=\""
                + id.attribute("Id").orElseThrow() + "\"/>" + body + "</t:" + kind + ">";
    }

    private XmlElement draft(String item) {
        XmlElement id = item(done(mailbox.bert, create("SaveOnly", item)))
                .child("ItemId")
                .orElseThrow();
        return MailboxCalls.get(mailbox.bert, id);
    }

    private static List<String> addresses(XmlElement item, String list) {
        return item.child(list).stream()
                .flatMap(XmlElement::tree)
                .filter(element -> element.name().equals("EmailAddress"))
                .map(XmlElement::text)
                .toList();
    }

    @Test
    void answersItsAuthor() {
        XmlElement id = received("<t:Body BodyType=\"Text\">The plan</t:Body>");
        XmlElement reply =
                draft(answer("ReplyToItem", id, "", "<t:NewBodyContent BodyType=\"Text\">Fine</t:NewBodyContent>"));
        assertThat(reply.childText("Subject")).hasValue("RE: Plan");
        assertThat(addresses(reply, "ToRecipients")).containsExactly("anna@contoso.com");
        assertThat(addresses(reply, "CcRecipients")).isEmpty();
        assertThat(reply.childText("Body").orElse("")).startsWith("Fine\n").contains("Subject: FW: Plan", "The plan");
        assertThat(reply.childText("InReplyTo")).isPresent().isEqualTo(reply.childText("References"));
        assertThat(reply.childText("HasAttachments")).hasValue("false");
    }

    @Test
    void answersAllButItsOwner() {
        XmlElement id = received("<t:Body BodyType=\"HTML\">&lt;b&gt;The plan&lt;/b&gt;</t:Body>");
        XmlElement reply = draft(
                answer("ReplyAllToItem", id, "", "<t:NewBodyContent BodyType=\"Text\">1 &lt; 2</t:NewBodyContent>"));
        assertThat(addresses(reply, "ToRecipients")).containsExactly("anna@contoso.com");
        assertThat(addresses(reply, "CcRecipients")).containsExactly("anna@contoso.com", "nobody@contoso.com");
        assertThat(reply.childText("Body").orElse("")).contains("1 &lt; 2", "<b>The plan</b>");
    }

    @Test
    void sendsOnWithWhatIsAttached() {
        XmlElement id = received("");
        done(mailbox.bert, create("SendOnly", answer("ForwardItem", id, people("To", "anna"), "")));
        XmlElement found = done(
                mailbox.anna,
                "<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>Default</t:BaseShape></m:ItemShape>"
                        + "<m:ParentFolderIds>" + folder("inbox") + "</m:ParentFolderIds></m:FindItem>");
        assertThat(found.tree()
                        .filter(element -> element.name().equals("Message"))
                        .filter(one -> one.childText("Subject").orElse("").equals("FW: Plan"))
                        .map(one -> one.childText("HasAttachments").orElse("")))
                .contains("true");
    }

    @Test
    void refusesWhatCannotBeAnswered() {
        EwsCalls bert = mailbox.bert;
        XmlElement draft = message(bert, "drafts", "Draft");
        assertThat(code(only(bert, create("SaveOnly", answer("ReplyToItem", draft, "", "")))))
                .isEqualTo("ErrorInvalidReferenceItem");
        assertThat(code(only(bert, create("SaveOnly", "<t:ForwardItem/>"))))
                .isEqualTo("ErrorMissingInformationReferenceItemId");
        XmlElement id = received("");
        assertThat(code(only(bert, create("SaveOnly", answer("SuppressReadReceipt", id, "", "")))))
                .isEqualTo("ErrorReadReceiptNotPending");
        assertThat(code(only(mailbox.anna, create("SaveOnly", answer("ReplyToItem", id, "", "")))))
                .isEqualTo("ErrorAccessDenied");
    }

    /** A post is in its folder as it is made, and is answered there unless the request names another folder. */
    @Test
    void answersAPostInItsFolder() {
        EwsCalls bert = mailbox.bert;
        XmlElement id = MailboxCalls.saved(
                bert,
                "junkemail",
                "<t:PostItem><t:Subject>Plan</t:Subject><t:Body BodyType=\"Text\">The plan</t:Body></t:PostItem>");
        XmlElement post = MailboxCalls.get(bert, id);
        assertThat(post.childText("ItemClass")).hasValue("IPM.Post");
        assertThat(post.childText("IsDraft")).hasValue("false");
        assertThat(addresses(post, "From")).containsExactly("bert@contoso.com");
        assertThat(post.child("ResponseObjects").orElseThrow().children())
                .extracting(XmlElement::name)
                .containsExactly("ReplyToItem", "ForwardItem", "PostReplyItem");
        XmlElement answer = draft(answer(
                "PostReplyItem",
                id,
                "<t:Subject>Another</t:Subject>",
                "<t:NewBodyContent BodyType=\"Text\">Fine</t:NewBodyContent>"));
        assertThat(answer.name()).isEqualTo("PostItem");
        assertThat(answer.child("ParentFolderId").flatMap(folder -> folder.attribute("Id")))
                .isEqualTo(post.child("ParentFolderId").flatMap(folder -> folder.attribute("Id")));
        assertThat(answer.childText("Subject")).hasValue("Another");
        assertThat(answer.childText("ConversationTopic")).hasValue("Plan");
        assertThat(answer.childText("ConversationIndex").orElse("")).hasSizeGreaterThan(30);
        assertThat(answer.childText("Body").orElse("")).startsWith("Fine\n").contains("The plan");
        assertThat(answer.childText("IsDraft")).hasValue("false");
        assertThat(addresses(answer, "From")).containsExactly("bert@contoso.com");
        XmlElement other = draft(answer("PostReplyItem", id, "<t:Body BodyType=\"Text\">So</t:Body>", ""));
        assertThat(other.childText("Subject")).hasValue("RE: Plan");
        assertThat(other.childText("Body").orElse("")).startsWith("So\n");
        assertThat(code(only(bert, create("SaveOnly", answer("PostReplyItem", received(""), "", "")))))
                .isEqualTo("ErrorInvalidReferenceItem");
        assertThat(code(only(mailbox.anna, create("SaveOnly", answer("PostReplyItem", id, "", "")))))
                .isEqualTo("ErrorAccessDenied");
    }
}
