package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.exchange.xml.XmlElement;

class CreateItemTest {
    private ReadMailbox mailbox;

    @BeforeEach
    void open(@TempDir Path folder) {
        mailbox = new ReadMailbox(folder);
    }

    @AfterEach
    void close() {
        mailbox.close();
    }

    private static String transcript(String identity) {
        return """
                        <t:Message><t:ItemClass>IPM.Note.Microsoft.Conversation</t:ItemClass><t:Subject>Anna, Bert</t:Subject>\
                        <t:Body BodyType="HTML">&lt;p&gt;Hello&lt;/p&gt;</t:Body>\
                        <t:ToRecipients><t:Mailbox><t:EmailAddress>bert@contoso.com</t:EmailAddress></t:Mailbox></t:ToRecipients>\
                        <t:From><t:Mailbox><t:EmailAddress>anna@contoso.com</t:EmailAddress></t:Mailbox></t:From>\
                        <t:InternetMessageId>&lt;%s@lync.contoso.com&gt;</t:InternetMessageId></t:Message>""".formatted(identity);
    }

    private List<XmlElement> deposit(String... items) {
        return mailbox.calls.messages("<m:CreateItem MessageDisposition=\"SaveOnly\"><m:SavedItemFolderId>"
                + "<t:DistinguishedFolderId Id=\"recoverableitemspurges\"/></m:SavedItemFolderId><m:Items>"
                + String.join("", items) + "</m:Items></m:CreateItem>");
    }

    private static String id(XmlElement message) {
        assertThat(ReadMailbox.code(message)).isEqualTo("NoError");
        return message.at("Items", "Message", "ItemId")
                .flatMap(id -> id.attribute("Id"))
                .orElseThrow();
    }

    private String deposited(String identity) {
        return id(deposit(transcript(identity)).get(0));
    }

    @Test
    void keepsADepositOnceHoweverOftenItIsSent() {
        String first = deposited("1");
        assertThat(deposited("1")).isEqualTo(first);
        assertThat(deposited("2")).isNotEqualTo(first);
    }

    @Test
    void takesManyDepositsAtOnceAndKeepsEachOnce() {
        String first = deposited("1");

        List<String> together = deposit(transcript("2"), transcript("1"), transcript("3"), transcript("2")).stream()
                .map(CreateItemTest::id)
                .toList();

        assertThat(together.get(1)).isEqualTo(first);
        assertThat(together.get(3)).isEqualTo(together.get(0));
        assertThat(deposit(transcript("3"), transcript("1")))
                .extracting(CreateItemTest::id)
                .containsExactly(together.get(2), first);
        assertThat(together).hasSize(4).containsOnlyOnce(first);
    }

    @Test
    void saysOfEachDepositWhatIsWrongWithIt() {
        List<XmlElement> messages = deposit(
                transcript("1"),
                "<t:Message><t:Attachments><t:ItemAttachment/></t:Attachments></t:Message>",
                transcript("3"));

        assertThat(messages).hasSize(3);
        assertThat(id(messages.get(0))).isNotEqualTo(id(messages.get(2)));
        assertThat(ReadMailbox.code(messages.get(1))).isNotEqualTo("NoError");
    }
}
