package org.s2slab.exchange.ediscovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.ews.EwsNames.t;
import static org.s2slab.exchange.search.ArchivedItems.mail;
import static org.s2slab.exchange.search.ArchivedItems.transcript;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.config.Switches;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.ItemFlag;
import org.s2slab.exchange.content.ItemWithAttachments;
import org.s2slab.exchange.ews.EwsServer;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.mailbox.AttachmentStore;
import org.s2slab.exchange.mailbox.DepositStore;
import org.s2slab.exchange.mailbox.RetentionSettings;
import org.s2slab.exchange.mailbox.RetentionSettings.RetentionSwitch;
import org.s2slab.exchange.mailbox.SavedMailboxSearch;
import org.s2slab.trace.IdGenerator;
import org.s2slab.xml.XmlElement;

/** What Bert can do to items that a hold or single item recovery keeps: change them, but not the originals. */
class PreservedItemsTest {
    private static final String VERSIONS = "recoverableitemsversions";
    private static final String DISCOVERY_HOLDS = "recoverableitemsdiscoveryholds";

    private Investigation investigation;
    private EwsServer server;
    private Mailbox bert;

    @BeforeEach
    void start(@TempDir Path folder) {
        investigation = new Investigation(folder);
        server = investigation.server;
        bert = server.mailboxes.of("bert");
        server.asPerson("bert");
    }

    @AfterEach
    void stop() {
        investigation.close();
    }

    private void protectedBy(String what) {
        var preservation = server.discovery.preservation();
        if (what.equals("In-Place Hold")) {
            preservation
                    .put(new SavedMailboxSearch(
                            "Case 7", "falcon", List.of(bert.id()), true, null, "c0ffee", server.clock.instant()))
                    .await();
            return;
        }
        preservation
                .setRetention(
                        bert.id(),
                        new RetentionSettings(
                                Switches.<RetentionSwitch>of()
                                        .with(RetentionSwitch.LITIGATION_HOLD, what.equals("litigation"))
                                        .with(
                                                RetentionSwitch.SINGLE_ITEM_RECOVERY,
                                                what.equals("single item recovery")),
                                Duration.ofDays(14),
                                null))
                .await();
    }

    private void released() {
        server.discovery
                .preservation()
                .remove(server.discovery.preservation().search("Case 7").orElseThrow())
                .await();
    }

    private List<Item> in(String folder) {
        return server.items
                .database()
                .read(rx -> server.items.list(rx, bert, folder, false))
                .await();
    }

    private List<String> subjects(String folder) {
        return in(folder).stream().map(item -> item.content().subject()).toList();
    }

    private Item put(String folder, ItemContent content) {
        return investigation.put("bert", folder, content);
    }

    private static String id(Item item) {
        return "<t:ItemId Id=\"" + item.storeId().text() + "\" ChangeKey=\"" + item.changeKey() + "\"/>";
    }

    private static String set(String uri, String value) {
        return "<t:SetItemField><t:FieldURI FieldURI=\"" + uri + "\"/><t:Message>" + value
                + "</t:Message></t:SetItemField>";
    }

    private String update(Item item, String change) {
        return code(server.call(
                "<UpdateItem MessageDisposition=\"SaveOnly\" ConflictResolution=\"AlwaysOverwrite\"><ItemChanges>"
                        + "<t:ItemChange>" + id(item) + "<t:Updates>" + change
                        + "</t:Updates></t:ItemChange></ItemChanges></UpdateItem>"));
    }

    private String rename(Item item, String subject) {
        return update(item, set("item:Subject", "<t:Subject>" + subject + "</t:Subject>"));
    }

    private String move(Item item, String folder) {
        return code(server.call("<MoveItem><ToFolderId><t:DistinguishedFolderId Id=\"" + folder
                + "\"/></ToFolderId><ItemIds>" + id(item) + "</ItemIds></MoveItem>"));
    }

    private String delete(Item item, String type) {
        return code(server.call(
                "<DeleteItem DeleteType=\"" + type + "\"><ItemIds>" + id(item) + "</ItemIds></DeleteItem>"));
    }

    private static String code(EwsServer.Answer answer) {
        XmlElement message = answer.response()
                .at("ResponseMessages")
                .orElseThrow()
                .children()
                .get(0);
        return message.childText("ResponseCode").orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"In-Place Hold", "litigation", "single item recovery"})
    void keepsTheOriginalOfWhatIsChanged(String protection) {
        protectedBy(protection);
        Item item = put("inbox", mail("Secret falcon", "It lands at noon", "bert", "anna"));
        assertThat(rename(item, "Nothing")).isEqualTo("NoError");
        assertThat(subjects("inbox")).containsExactly("Nothing");
        assertThat(in(VERSIONS)).singleElement().satisfies(original -> {
            assertThat(original.content()).isEqualTo(item.content());
            assertThat(original.history().created()).isEqualTo(item.history().created());
        });
    }

    @Test
    void refusesToChangeAnArchivedConversation() {
        Item talk = in(Investigation.PURGES).get(0);
        assertThat(rename(talk, "Weather")).isEqualTo("ErrorAccessDenied");
        protectedBy("In-Place Hold");
        assertThat(rename(talk, "Weather")).isEqualTo("ErrorAccessDenied");
        assertThat(in(Investigation.PURGES)).contains(talk);
        assertThat(in(VERSIONS)).isEmpty();
    }

    @Test
    void keepsTheOriginalOfWhatGetsOrLosesAnAttachment() {
        protectedBy("In-Place Hold");
        Item item = put("inbox", mail("Secret falcon", "", "bert", "anna"));
        String added = server.call(
                        "<CreateAttachment><ParentItemId Id=\"" + item.storeId().text()
                                + "\"/><Attachments><t:FileAttachment><t:Name>map.png</t:Name><t:Content>AAAA</t:Content>"
                                + "</t:FileAttachment></Attachments></CreateAttachment>")
                .response()
                .at(
                        "ResponseMessages",
                        "CreateAttachmentResponseMessage",
                        "Attachments",
                        "FileAttachment",
                        "AttachmentId")
                .flatMap(found -> found.attribute("Id"))
                .orElseThrow();
        server.call("<DeleteAttachment><AttachmentIds><t:AttachmentId Id=\"" + added
                + "\"/></AttachmentIds></DeleteAttachment>");
        assertThat(in(VERSIONS)).extracting(each -> each.attached().notInline()).containsExactly(false, true);
    }

    @Test
    void keepsNoOriginalOfWhatIsOnlyReadOrFlaggedNorOfADraft() {
        protectedBy("In-Place Hold");
        Item item = put("inbox", mail("Secret falcon", "", "bert", "anna"));
        Item draft = put(
                "drafts", mail("Falcon?", "", "bert", "anna").withFlags(Switches.of(ItemFlag.READ, ItemFlag.DRAFT)));
        assertThat(update(item, set("message:IsRead", "<t:IsRead>false</t:IsRead>")))
                .isEqualTo("NoError");
        assertThat(update(item, set("item:Importance", "<t:Importance>High</t:Importance>")))
                .isEqualTo("NoError");
        assertThat(rename(draft, "Falcon!")).isEqualTo("NoError");
        assertThat(in(VERSIONS)).isEmpty();
    }

    @Test
    void keepsTheOriginalOfWhatIsMovedAmongTheDraftsToBeChanged() {
        protectedBy("In-Place Hold");
        Item item = put("inbox", mail("Secret falcon", "", "bert", "anna"));
        assertThat(move(item, "drafts")).isEqualTo("NoError");
        assertThat(rename(in("drafts").get(0), "Nothing")).isEqualTo("NoError");
        assertThat(subjects(VERSIONS)).containsExactly("Secret falcon");
    }

    @Test
    void keepsNoOriginalsWhereNothingProtectsTheMailbox() {
        Item item = put("inbox", mail("Secret falcon", "", "bert", "anna"));
        assertThat(rename(item, "Nothing")).isEqualTo("NoError");
        assertThat(in(VERSIONS)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"recoverableitemspurges", VERSIONS, DISCOVERY_HOLDS})
    void refusesToTakeWhatIsPreservedOutOfItsFolder(String folder) {
        Item item = put(folder, transcript("Talk", "The falcon has landed", "anna", "bert"));
        assertThat(move(item, "inbox")).as("without a hold").isEqualTo("ErrorMoveCopyFailed");
        protectedBy("In-Place Hold");
        assertThat(move(item, "inbox")).isEqualTo("ErrorMoveCopyFailed");
        assertThat(move(item, "recoverableitemsdeletions")).isEqualTo("ErrorMoveCopyFailed");
        for (String type : List.of("HardDelete", "SoftDelete", "MoveToDeletedItems")) {
            assertThat(delete(item, type)).isEqualTo("ErrorCannotDeleteObject");
        }
        released();
        assertThat(delete(item, "HardDelete")).isEqualTo("ErrorCannotDeleteObject");
        assertThat(in(folder)).contains(item);
    }

    @Test
    void letsTheOwnerRecoverWhatWasOnlyDeleted() {
        protectedBy("In-Place Hold");
        Item item = put("recoverableitemsdeletions", mail("Secret falcon", "", "bert", "anna"));
        assertThat(move(item, "inbox")).isEqualTo("NoError");
        assertThat(subjects("inbox")).containsExactly("Secret falcon");
    }

    @Test
    void keepsWhatIsSentAway() {
        protectedBy("In-Place Hold");
        Item sent = put("inbox", mail("Secret falcon", "", "bert", "anna"));
        server.call("<SendItem SaveItemToFolder=\"false\"><ItemIds>" + id(sent) + "</ItemIds></SendItem>");
        assertThat(subjects("inbox")).isEmpty();
        assertThat(subjects(Investigation.PURGES)).contains("Secret falcon");
    }

    @Test
    void keepsWhatSomethingIsUploadedOver() {
        Item harmless = put("inbox", mail("Weather", "", "bert", "anna"));
        Item secret = put("inbox", mail("Secret falcon", "", "bert", "anna"));
        protectedBy("In-Place Hold");
        String stream = server.call("<ExportItems><ItemIds>" + id(harmless) + "</ItemIds></ExportItems>")
                .text("ResponseMessages", "ExportItemsResponseMessage", "Data");
        assertThat(code(server.call("<UploadItems><Items><t:Item CreateAction=\"Update\"><t:ParentFolderId Id=\""
                        + DistinguishedFolder.INBOX.idIn(bert).text() + "\"/>" + id(secret) + "<t:Data>" + stream
                        + "</t:Data></t:Item></Items></UploadItems>")))
                .isEqualTo("NoError");
        assertThat(subjects("inbox")).containsExactly("Weather", "Weather");
        assertThat(subjects("recoverableitemsversions")).contains("Secret falcon");
    }

    @Test
    void putsWhatAnInPlaceHoldFindsIntoDiscoveryHoldsUntilItIsReleased() {
        protectedBy("In-Place Hold");
        put("recoverableitemsdeletions", mail("Secret falcon", "", "bert", "anna"));
        Item lunch = put("inbox", mail("Falcon lunch", "", "bert", "anna"));
        assertThat(delete(lunch, "HardDelete")).isEqualTo("NoError");
        server.clock.advance(Duration.ofDays(15));
        server.discovery.assistant().process(bert).await();
        assertThat(subjects(DISCOVERY_HOLDS)).containsExactly("Talk", "Secret falcon", "Falcon lunch");
        assertThat(subjects(Investigation.PURGES)).isEmpty();

        released();
        server.discovery.assistant().process(bert).await();
        assertThat(in(DISCOVERY_HOLDS)).isEmpty();
    }

    @Test
    void removesOriginalsWhenTheMailboxIsReleased() {
        protectedBy("In-Place Hold");
        Item item = put("inbox", mail("Secret falcon", "", "bert", "anna"));
        assertThat(rename(item, "Nothing")).isEqualTo("NoError");
        server.discovery.assistant().process(bert).await();
        assertThat(subjects(VERSIONS)).containsExactly("Secret falcon");

        released();
        server.discovery.assistant().process(bert).await();
        assertThat(in(VERSIONS)).isEmpty();
        assertThat(subjects("inbox")).containsExactly("Nothing");
    }

    @Test
    void leavesADepositWhereItsSenderLooksForIt() {
        protectedBy("In-Place Hold");
        ItemContent talk = transcript("Falcon talk", "It lands", "anna", "bert");
        Item first = deposit(talk);
        server.clock.advance(Duration.ofDays(15));
        server.discovery.assistant().process(bert).await();
        assertThat(deposit(talk).id()).isEqualTo(first.id());
    }

    private Item deposit(ItemContent content) {
        ItemContent named = content.with(t("InternetMessageId", "<1@lync>"));
        var attachments = new AttachmentStore(server.items, IdGenerator.seeded(1), server.clock);
        var deposits = new DepositStore(server.items, attachments, IdGenerator.seeded(2), server.clock);
        return server.items
                .database()
                .write(tx -> deposits.put(
                        tx,
                        bert,
                        Investigation.PURGES,
                        EwsServer.LYNC,
                        new ItemWithAttachments(named, List.of()),
                        null))
                .await();
    }
}
