package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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

    private String deposited(String identity) {
        XmlElement message = mailbox.calls.messages("""
                        <m:CreateItem MessageDisposition="SaveOnly"><m:SavedItemFolderId>\
                        <t:DistinguishedFolderId Id="recoverableitemspurges"/></m:SavedItemFolderId><m:Items><t:Message>\
                        <t:ItemClass>IPM.Note.Microsoft.Conversation</t:ItemClass><t:Subject>Anna, Bert</t:Subject>\
                        <t:Body BodyType="HTML">&lt;p&gt;Hello&lt;/p&gt;</t:Body>\
                        <t:ToRecipients><t:Mailbox><t:EmailAddress>bert@contoso.com</t:EmailAddress></t:Mailbox></t:ToRecipients>\
                        <t:From><t:Mailbox><t:EmailAddress>anna@contoso.com</t:EmailAddress></t:Mailbox></t:From>\
                        <t:InternetMessageId>%s</t:InternetMessageId></t:Message></m:Items></m:CreateItem>""".formatted(identity)).get(0);
        assertThat(ReadMailbox.code(message)).isEqualTo("NoError");
        return message.at("Items", "Message", "ItemId")
                .flatMap(id -> id.attribute("Id"))
                .orElseThrow();
    }

    @Test
    void keepsADepositOnceHoweverOftenItIsSent() {
        String first = deposited("&lt;1@lync.contoso.com&gt;");
        assertThat(deposited("&lt;1@lync.contoso.com&gt;")).isEqualTo(first);
        assertThat(deposited("&lt;2@lync.contoso.com&gt;")).isNotEqualTo(first);
    }
}
