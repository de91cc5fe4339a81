package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.s2slab.exchange.items.MailboxCalls.code;
import static org.s2slab.exchange.items.MailboxCalls.done;
import static org.s2slab.exchange.items.MailboxCalls.find;
import static org.s2slab.exchange.items.MailboxCalls.folder;
import static org.s2slab.exchange.items.MailboxCalls.get;
import static org.s2slab.exchange.items.MailboxCalls.message;
import static org.s2slab.exchange.items.MailboxCalls.only;
import static org.s2slab.exchange.items.MailboxCalls.saved;
import static org.s2slab.exchange.items.MailboxCalls.subjects;
import static org.s2slab.exchange.items.MailboxCalls.text;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.responsecode.EwsFault;
import org.s2slab.testing.Requirements;
import org.s2slab.xml.XmlElement;

/** ExportItems and UploadItems as MS-OXWSBTRF describes them. */
class ExportUploadRequirementsTest {
    @RegisterExtension
    static final MailboxCalls mailbox = new MailboxCalls();

    private static String idOf(XmlElement element) {
        return element.attribute("Id").orElseThrow();
    }

    private String export(XmlElement... ids) {
        StringBuilder request = new StringBuilder("<m:ExportItems><m:ItemIds>");
        for (XmlElement id : ids) {
            request.append(MailboxCalls.id(id));
        }
        return request.append("</m:ItemIds></m:ExportItems>").toString();
    }

    private String data(String subject) {
        XmlElement id = message(mailbox.anna, "drafts", subject);
        return text(done(mailbox.anna, export(id)), "Data");
    }

    private String upload(String attributes, DistinguishedFolder folder, String itemId, String data) {
        return "<m:UploadItems><m:Items><t:Item " + attributes + "><t:ParentFolderId Id=\""
                + folder.idIn(mailbox.mailboxes.of("anna")).text() + "\"/>" + itemId + "<t:Data>" + data
                + "</t:Data></t:Item></m:Items></m:UploadItems>";
    }

    private static String create(String action) {
        return "CreateAction=\"" + action + "\"";
    }

    @Test
    @Requirements("BTRF R2107 R2108 R2109 R2110 R169 R172 R179 R182 R184 R1091 R1094 R1436")
    void exportsEachItemOfARequest() {
        XmlElement one = message(mailbox.anna, "inbox", "one");
        XmlElement two = message(mailbox.anna, "inbox", "two");
        XmlElement answer = mailbox.anna.call(export(one, two, one.with("Id", "AAAA")));
        assertThat(answer.children()).extracting(XmlElement::name).containsExactly("ResponseMessages");
        List<XmlElement> messages =
                answer.child("ResponseMessages").orElseThrow().children();
        assertThat(messages).extracting(XmlElement::name).containsOnly("ExportItemsResponseMessage");
        assertThat(messages)
                .extracting(message -> message.attribute("ResponseClass").orElseThrow())
                .containsExactly("Success", "Success", "Error");
        assertThat(messages)
                .extracting(MailboxCalls::code)
                .containsExactly("NoError", "NoError", "ErrorInvalidIdMalformed");
        assertThat(messages.subList(0, 2))
                .extracting(message -> idOf(message.child("ItemId").orElseThrow()))
                .containsExactly(idOf(one), idOf(two));
        assertThat(messages.subList(0, 2))
                .extracting(message -> text(message, "Data"))
                .doesNotContain("")
                .doesNotHaveDuplicates();
    }

    /** What is exported comes back with each property, in another folder and in another mailbox. */
    @Test
    @Requirements("BTRF R2007 R2008 R195 R200 R207 R211 R216 R226 R228")
    void uploadsACopyOfWhatWasExported() {
        XmlElement id = saved(mailbox.anna, "drafts", """
                <t:Message><t:Subject>whole</t:Subject><t:Body BodyType="HTML">&lt;b&gt;x&lt;/b&gt;</t:Body>\
                <t:Attachments><t:FileAttachment><t:Name>a</t:Name><t:Content>AQID</t:Content></t:FileAttachment>\
                </t:Attachments><t:Categories><t:String>Red</t:String></t:Categories>\
                <t:Importance>High</t:Importance></t:Message>""");
        XmlElement uploaded = done(
                        mailbox.anna,
                        upload(
                                create("CreateNew"),
                                DistinguishedFolder.JUNKEMAIL,
                                "",
                                text(done(mailbox.anna, export(id)), "Data")))
                .child("ItemId")
                .orElseThrow();
        assertThat(idOf(uploaded)).isNotEqualTo(idOf(id));
        XmlElement before = get(mailbox.anna, id);
        XmlElement after = get(mailbox.anna, uploaded);
        for (String same : List.of("Subject", "Body", "Categories", "Importance", "HasAttachments", "ItemClass")) {
            assertThat(after.child(same)).as(same).isEqualTo(before.child(same)).isPresent();
        }
        assertThat(subjects(mailbox.anna, "junkemail")).containsExactly("whole");
    }

    /** The times of an item that was made here are those of its creation, and the upload is later. */
    @Test
    void keepsTheTimesOfAnItemThatWasMadeHere() {
        String data = new String(Base64.getDecoder().decode(data("timed")), StandardCharsets.UTF_8);
        String now = text(find(mailbox.anna, folder("drafts")).get(0), "DateTimeCreated");
        assertThat(data).contains("\"received\":\"" + now, "\"sent\":\"" + now);
        String earlier = data.replace("\"received\":\"" + now, "\"received\":\"2020-01-02T03:04:05Z")
                .replace("\"sent\":\"" + now, "\"sent\":\"2020-01-02T03:04:04Z");
        String base64 = Base64.getEncoder().encodeToString(earlier.getBytes(StandardCharsets.UTF_8));
        XmlElement read = get(
                mailbox.anna,
                done(mailbox.anna, upload(create("CreateNew"), DistinguishedFolder.OUTBOX, "", base64))
                        .child("ItemId")
                        .orElseThrow());
        assertThat(text(read, "DateTimeReceived")).isEqualTo("2020-01-02T03:04:05Z");
        assertThat(text(read, "DateTimeSent")).isEqualTo("2020-01-02T03:04:04Z");
        assertThat(text(read, "DateTimeCreated")).isEqualTo(now);
        assertThat(text(read, "IsUnmodified")).isEqualTo("false");
    }

    @Test
    @Requirements("BTRF R2009 R2010")
    void refusesDataThatIsNoItem() {
        XmlElement refused = only(mailbox.anna, upload(create("CreateNew"), DistinguishedFolder.INBOX, "", "AQID"));
        assertThat(refused.attribute("ResponseClass")).hasValue("Error");
        assertThat(code(refused)).isEqualTo("ErrorCorruptData");
    }

    @Test
    @Requirements("BTRF R227 R228")
    void ignoresTheIdOfANewItem() {
        XmlElement other = message(mailbox.anna, "notes", "other");
        XmlElement made = done(
                        mailbox.anna,
                        upload(create("CreateNew"), DistinguishedFolder.NOTES, MailboxCalls.id(other), data("new")))
                .child("ItemId")
                .orElseThrow();
        assertThat(idOf(made)).isNotEqualTo(idOf(other));
        assertThat(subjects(mailbox.anna, "notes")).containsExactlyInAnyOrder("other", "new");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Update", "UpdateOrCreate"})
    @Requirements("BTRF R214 R229 R241 R2321 R233")
    void updatesAnItemOfTheFolder(String action) {
        XmlElement target = message(mailbox.anna, "outbox", "before " + action);
        XmlElement updated = done(
                        mailbox.anna,
                        upload(
                                create(action),
                                DistinguishedFolder.OUTBOX,
                                MailboxCalls.id(target),
                                data("after " + action)))
                .child("ItemId")
                .orElseThrow();
        assertThat(idOf(updated)).isEqualTo(idOf(target));
        assertThat(updated.attribute("ChangeKey")).isNotEqualTo(target.attribute("ChangeKey"));
        assertThat(subjects(mailbox.anna, "outbox")).contains("after " + action).doesNotContain("before " + action);
    }

    @Test
    @Requirements("BTRF R231 R235 R2351")
    void updatesNoItemOfAnotherFolder() {
        XmlElement target = message(mailbox.anna, "inbox", "elsewhere");
        String data = data("copy");
        assertThat(code(only(
                        mailbox.anna,
                        upload(create("Update"), DistinguishedFolder.JOURNAL, MailboxCalls.id(target), data))))
                .isEqualTo("ErrorItemNotFound");
        XmlElement made = done(
                        mailbox.anna,
                        upload(create("UpdateOrCreate"), DistinguishedFolder.JOURNAL, MailboxCalls.id(target), data))
                .child("ItemId")
                .orElseThrow();
        assertThat(idOf(made)).isNotEqualTo(idOf(target));
        assertThat(subjects(mailbox.anna, "journal")).containsExactly("copy");
        assertThat(text(get(mailbox.anna, target), "Subject")).isEqualTo("elsewhere");
    }

    @Test
    @Requirements("BTRF R184")
    void refusesAnIdWhoseChangeKeyIsNone() {
        XmlElement target = message(mailbox.anna, "inbox", "kept");
        String id = MailboxCalls.id(target).replaceFirst("ChangeKey=\"[^\"]*\"", "ChangeKey=\"InvalidChangeKey\"");
        assertThat(id).contains("InvalidChangeKey");
        List<String> requests = List.of(
                "<m:ExportItems><m:ItemIds>" + id + "</m:ItemIds></m:ExportItems>",
                upload(create("Update"), DistinguishedFolder.INBOX, id, data("new")),
                upload(create("UpdateOrCreate"), DistinguishedFolder.INBOX, id, data("new")));
        assertThat(requests)
                .allSatisfy(
                        request -> assertThat(code(only(mailbox.anna, request))).isEqualTo("ErrorInvalidChangeKey"));
        assertThat(subjects(mailbox.anna, "inbox")).contains("kept").doesNotContain("new");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Update", "UpdateOrCreate"})
    @Requirements("BTRF R242 R234")
    void answersAnUpdateWithoutAnIdWithAFault(String action) {
        String request = upload(create(action), DistinguishedFolder.INBOX, "", data("none"));
        assertThatThrownBy(() -> mailbox.anna.call(request)).isInstanceOf(EwsFault.class);
    }

    @Test
    @Requirements("BTRF R222 R223")
    void tellsAssociatedItemsFromOthers() {
        String data = data("associated");
        done(mailbox.anna, upload(create("CreateNew") + " IsAssociated=\"true\"", DistinguishedFolder.TASKS, "", data));
        assertThat(find(mailbox.anna, folder("tasks"))).isEmpty();
        done(mailbox.anna, upload(create("CreateNew"), DistinguishedFolder.TASKS, "", data));
        assertThat(find(mailbox.anna, folder("tasks"))).hasSize(1);
        assertThat(text(find(mailbox.anna, folder("tasks")).get(0), "IsAssociated"))
                .isEqualTo("false");
    }
}
