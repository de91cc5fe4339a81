package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.config.Switches;
import org.s2slab.exchange.accounts.ApplicationRole;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.RoleAssignment;
import org.s2slab.exchange.accounts.RoleGroup;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.ews.EwsServer;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.imlist.ImLimits;
import org.s2slab.exchange.mailbox.RetentionSettings;
import org.s2slab.exchange.mailbox.RetentionSettings.RetentionSwitch;
import org.s2slab.identity.PrincipalId;
import org.s2slab.testing.Requirements;
import org.s2slab.xml.XmlElement;

/** What lies in Purges came there by an application with the right, and its owner neither makes nor changes it. */
class ArchiveProvenanceTest {
    private static final String PURGES = "recoverableitemspurges";
    private static final PrincipalId OTHER = PrincipalId.parse("00000009-0000-0000-c000-000000000000@contoso.com");
    private static final String ALLOWED = "NoError";

    private EwsServer server;
    private Mailbox anna;

    @BeforeEach
    void open(@TempDir Path folder) {
        server = EwsServer.open(folder, ImLimits.DEFAULT);
        server.roles.load().compose(loaded -> server.discovery.holds().load()).await();
        anna = server.mailboxes.of("anna");
        server.give("bert", ApplicationRole.ARCHIVE.roleName());
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void holds(boolean litigation) {
        server.discovery
                .preservation()
                .setRetention(
                        anna.id(),
                        new RetentionSettings(
                                Switches.<RetentionSwitch>of().with(RetentionSwitch.LITIGATION_HOLD, litigation),
                                Duration.ofDays(14),
                                null))
                .await();
    }

    private List<XmlElement> messages(String operation) {
        return server.call(operation)
                .response()
                .at("ResponseMessages")
                .orElseThrow()
                .children();
    }

    private List<String> codes(String operation) {
        return messages(operation).stream()
                .map(message -> message.childText("ResponseCode").orElseThrow())
                .toList();
    }

    private static String in(String folder) {
        return "<t:DistinguishedFolderId Id=\"" + folder + "\"/>";
    }

    private static String transcript(String id, String text) {
        return "<t:Message><t:ItemClass>IPM.Note.Microsoft.Conversation</t:ItemClass><t:Subject>Conversation</t:Subject>"
                + "<t:Body BodyType=\"HTML\">&lt;p&gt;" + text + "&lt;/p&gt;</t:Body><t:From><t:Mailbox>"
                + "<t:EmailAddress>bert@contoso.com</t:EmailAddress></t:Mailbox></t:From><t:InternetMessageId>&lt;" + id
                + "@lync.contoso.com&gt;</t:InternetMessageId></t:Message>";
    }

    private static String create(String folder, String... items) {
        return "<CreateItem MessageDisposition=\"SaveOnly\" SendMeetingInvitations=\"SendToNone\"><SavedItemFolderId>"
                + in(folder)
                + "</SavedItemFolderId><Items>" + String.join("", items) + "</Items></CreateItem>";
    }

    private List<Item> lying(String folder) {
        return server.items
                .database()
                .read(rx -> server.items.list(rx, anna, folder, false))
                .await();
    }

    /** Lync deposits a transcript in Anna's mailbox. */
    private Item deposited(String id, String text) {
        server.asLyncFor("anna");
        assertThat(codes(create(PURGES, transcript(id, text)))).containsExactly(ALLOWED);
        List<Item> items = lying(PURGES);
        return items.get(items.size() - 1);
    }

    private static String id(Item item) {
        return "<t:ItemId Id=\"" + item.storeId().text() + "\" ChangeKey=\"" + item.changeKey() + "\"/>";
    }

    private static String mime() {
        String text = "From: bert@contoso.com\r\nMessage-ID: <1@lync.contoso.com>\r\nSubject: x\r\n\r\nforged\r\n";
        return "<t:Message><t:MimeContent>"
                + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
                + "</t:MimeContent></t:Message>";
    }

    private String stream(Item item) {
        return messages("<ExportItems><ItemIds>" + id(item) + "</ItemIds></ExportItems>")
                .get(0)
                .childText("Data")
                .orElseThrow();
    }

    private String way(String way, Item mine, String folder) {
        String to = "<ToFolderId>" + in(folder) + "</ToFolderId><ItemIds>" + id(mine) + "</ItemIds>";
        String sends = "<SavedItemFolderId>" + in(folder) + "</SavedItemFolderId>";
        return switch (way) {
            case "an item" -> create(folder, transcript("1", "forged"));
            case "a message of RFC 822" -> create(folder, mime());
            case "an appointment" ->
                create(
                        folder,
                        "<t:CalendarItem><t:Subject>x</t:Subject><t:Start>2026-03-03T09:00:00Z</t:Start>"
                                + "<t:End>2026-03-03T10:00:00Z</t:End></t:CalendarItem>");
            case "an item with a file" ->
                create(
                        folder,
                        "<t:Message><t:Subject>x</t:Subject><t:Attachments><t:FileAttachment><t:Name>a</t:Name>"
                                + "<t:Content>AQID</t:Content></t:FileAttachment></t:Attachments></t:Message>");
            case "the copy of what is sent" ->
                "<CreateItem MessageDisposition=\"SendAndSaveCopy\">" + sends
                        + "<Items><t:Message><t:Subject>x</t:Subject>"
                        + "<t:ToRecipients><t:Mailbox><t:EmailAddress>bert@contoso.com</t:EmailAddress></t:Mailbox>"
                        + "</t:ToRecipients></t:Message></Items></CreateItem>";
            case "a draft that is sent" ->
                "<SendItem SaveItemToFolder=\"true\"><ItemIds>" + id(mine) + "</ItemIds>" + sends + "</SendItem>";
            case "an upload" ->
                "<UploadItems><Items><t:Item CreateAction=\"CreateNew\"><t:ParentFolderId Id=\""
                        + DistinguishedFolder.named(folder)
                                .orElseThrow()
                                .idIn(anna)
                                .text() + "\"/><t:Data>" + stream(mine)
                        + "</t:Data></t:Item></Items></UploadItems>";
            case "a copy" -> "<CopyItem>" + to + "</CopyItem>";
            default -> "<MoveItem>" + to + "</MoveItem>";
        };
    }

    @ParameterizedTest
    @CsvSource({
        "an item, ErrorCreateItemAccessDenied",
        "a message of RFC 822, ErrorCreateItemAccessDenied",
        "an appointment, ErrorCreateItemAccessDenied",
        "an item with a file, ErrorCreateItemAccessDenied",
        "the copy of what is sent, ErrorCreateItemAccessDenied",
        "a draft that is sent, ErrorCreateItemAccessDenied",
        "an upload, ErrorCreateItemAccessDenied",
        "a copy, ErrorMoveCopyFailed",
        "a move, ErrorMoveCopyFailed"
    })
    void letsAnOwnerPutNothingThere(String way, String code) {
        server.asPerson("anna");
        String draft = transcript("draft", "I say so")
                .replaceFirst(
                        "<t:From>.*</t:From>",
                        "<t:ToRecipients><t:Mailbox><t:EmailAddress>bert@contoso.com</t:EmailAddress></t:Mailbox>"
                                + "</t:ToRecipients>");
        assertThat(codes(create("drafts", draft))).containsExactly(ALLOWED);
        Item mine = lying("drafts").get(0);
        for (String folder : List.of(PURGES, "recoverableitemsversions")) {
            assertThat(codes(way(way, mine, folder))).as(folder).containsExactly(code);
            assertThat(lying(folder)).as(folder).isEmpty();
        }
        assertThat(lying("drafts")).containsExactly(mine);
    }

    @Test
    void letsAnOwnerPutNothingThereAmongOtherThings() {
        server.asPerson("anna");
        assertThat(codes(create(PURGES, transcript("1", "forged"), transcript("2", "forged"))))
                .containsExactly("ErrorCreateItemAccessDenied", "ErrorCreateItemAccessDenied");
        assertThat(lying(PURGES)).isEmpty();
    }

    @Test
    void letsNobodyPutAnythingThereInAnOwnersPlace() {
        server.roles
                .put(new RoleAssignment(
                        "x",
                        RoleAssignment.APPLICATION_IMPERSONATION,
                        server.mailboxes.of("bert").id()))
                .await();
        server.asPerson("bert");
        EwsServer.Answer answer = server.call(
                create(PURGES, transcript("1", "forged")),
                "<t:RequestServerVersion Version=\"Exchange2013\"/><t:ExchangeImpersonation><t:ConnectingSID>"
                        + "<t:PrincipalName>anna@contoso.com</t:PrincipalName></t:ConnectingSID></t:ExchangeImpersonation>");
        assertThat(answer.text("ResponseMessages", "CreateItemResponseMessage", "ResponseCode"))
                .isEqualTo("ErrorCreateItemAccessDenied");
        assertThat(lying(PURGES)).isEmpty();
    }

    private List<String> attempts(Item item) {
        String items = "<ItemIds>" + id(item) + "</ItemIds>";
        String folders = "<FolderIds>" + in(PURGES) + "</FolderIds>";
        return List.of(
                "<UpdateItem MessageDisposition=\"SaveOnly\" ConflictResolution=\"AlwaysOverwrite\"><ItemChanges>"
                        + "<t:ItemChange>" + id(item)
                        + "<t:Updates><t:SetItemField><t:FieldURI FieldURI=\"item:Body\"/>"
                        + "<t:Message><t:Body BodyType=\"Text\">else</t:Body></t:Message></t:SetItemField></t:Updates>"
                        + "</t:ItemChange></ItemChanges></UpdateItem>",
                "<DeleteItem DeleteType=\"HardDelete\">" + items + "</DeleteItem>",
                "<DeleteItem DeleteType=\"SoftDelete\">" + items + "</DeleteItem>",
                "<DeleteItem DeleteType=\"MoveToDeletedItems\">" + items + "</DeleteItem>",
                "<MoveItem><ToFolderId>" + in("inbox") + "</ToFolderId>" + items + "</MoveItem>",
                "<CreateAttachment><ParentItemId Id=\"" + item.storeId().text()
                        + "\"/><Attachments><t:FileAttachment><t:Name>a</t:Name><t:Content>AQID</t:Content>"
                        + "</t:FileAttachment></Attachments></CreateAttachment>",
                "<UploadItems><Items><t:Item CreateAction=\"Update\"><t:ParentFolderId Id=\""
                        + DistinguishedFolder.RECOVERABLEITEMSPURGES.idIn(anna).text() + "\"/>" + id(item) + "<t:Data>"
                        + stream(item)
                        + "</t:Data></t:Item></Items></UploadItems>",
                "<EmptyFolder DeleteType=\"HardDelete\" DeleteSubFolders=\"false\">" + folders + "</EmptyFolder>",
                "<MarkAllItemsAsRead><ReadFlag>false</ReadFlag><SuppressReadReceipts>true</SuppressReadReceipts>"
                        + folders + "</MarkAllItemsAsRead>");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void letsAnOwnerChangeNothingThere(boolean litigation) {
        Item item = deposited("1", "the truth");
        holds(litigation);
        server.asPerson("anna");
        String delete = "ErrorCannotDeleteObject";
        assertThat(attempts(item).stream().flatMap(one -> codes(one).stream()))
                .containsExactly(
                        "ErrorAccessDenied",
                        delete,
                        delete,
                        delete,
                        "ErrorMoveCopyFailed",
                        "ErrorAccessDenied",
                        "ErrorAccessDenied",
                        delete,
                        "ErrorAccessDenied");
        assertThat(lying(PURGES)).containsExactly(item);
        assertThat(lying("inbox")).isEmpty();
    }

    @Test
    void keepsADepositOnceHoweverOftenItIsSent() {
        Item first = deposited("1", "the truth");
        assertThat(first.depositor()).isEqualTo(EwsServer.LYNC.toString());
        assertThat(deposited("1", "the truth")).isEqualTo(first);

        assertThat(codes(create(
                        PURGES,
                        transcript("2", "b"),
                        transcript("1", "a"),
                        transcript("3", "c"),
                        transcript("2", "b"))))
                .containsOnly(ALLOWED);
        assertThat(lying(PURGES)).hasSize(3).contains(first);
    }

    @Test
    void takesNothingOfAnApplicationWithoutTheRight() {
        Item item = deposited("1", "the truth");
        server.take("bert", ApplicationRole.ARCHIVE.roleName());
        assertThat(server.call(create(PURGES, transcript("2", "b"))).code()).isEqualTo("ErrorAccessDenied");
        assertThat(server.call(create(PURGES, transcript("2", "b"), transcript("3", "c")))
                        .code())
                .isEqualTo("ErrorAccessDenied");
        assertThat(server.call(attempts(item).get(1)).code()).isEqualTo("ErrorAccessDenied");
        assertThat(lying(PURGES)).containsExactly(item);
    }

    @Test
    void saysOfEachDepositWhatIsWrongWithIt() {
        server.asLyncFor("anna");
        assertThat(codes(create(
                        PURGES,
                        transcript("1", "a"),
                        "<t:Message><t:Attachments><t:ItemAttachment/></t:Attachments></t:Message>",
                        transcript("3", "c"))))
                .containsExactly(ALLOWED, "ErrorMissingItemForCreateItemAttachment", ALLOWED);
    }

    @Test
    void takesNoItemOfAnotherApplicationForADeposit() {
        server.as(OTHER, "anna");
        assertThat(codes(create(PURGES, transcript("1", "something else")))).containsExactly(ALLOWED);

        Item ours = deposited("1", "the truth");
        assertThat(ours.content().text()).isEqualTo("the truth");
        assertThat(lying(PURGES))
                .extracting(Item::depositor)
                .containsExactly(OTHER.toString(), EwsServer.LYNC.toString());
    }

    @Test
    void letsTheDepositorCompleteAndWithdrawItAndNoOtherApplication() {
        Item item = deposited("1", "the truth");
        String attach = attempts(item).get(5);
        String delete = attempts(item).get(1);
        server.as(OTHER, "anna");
        assertThat(codes(attach)).containsExactly("ErrorAccessDenied");
        assertThat(codes(delete)).containsExactly("ErrorCannotDeleteObject");

        server.asLyncFor("anna");
        assertThat(codes(attach)).containsExactly(ALLOWED);
        assertThat(codes(attach)).containsExactly(ALLOWED);
        Item complete = lying(PURGES).get(0);
        assertThat(server.mailboxes
                        .database
                        .read(rx -> rx.list("SELECT id FROM attachments", row -> row.text("id")))
                        .await())
                .as("the same file twice")
                .hasSize(1);
        holds(true);
        assertThat(codes(delete)).containsExactly("ErrorCannotDeleteObject");
        assertThat(lying(PURGES)).containsExactly(complete);
        holds(false);
        assertThat(codes(delete)).containsExactly(ALLOWED);
        assertThat(lying(PURGES)).isEmpty();
    }

    private static String change(Item item, String more) {
        return "<UpdateItemInRecoverableItems>" + id(item).replace("t:ItemId", "ItemId")
                + "<Updates><t:SetItemField><t:FieldURI FieldURI=\"item:Subject\"/>"
                + "<t:Message><t:Subject>Completed</t:Subject></t:Message></t:SetItemField></Updates>" + more
                + "</UpdateItemInRecoverableItems>";
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Requirements("CORE R2168 R2206 R2235 R2254")
    void letsTheDepositorChangeItsPropertiesAndNobodyElse(boolean litigation) {
        Item item = deposited("1", "the truth");
        holds(litigation);
        server.asPerson("anna");
        assertThat(codes(change(item, ""))).containsExactly("ErrorAccessDenied");
        server.as(OTHER, "anna");
        assertThat(codes(change(item, ""))).containsExactly("ErrorAccessDenied");
        server.asLyncFor("anna");
        assertThat(lying(PURGES)).containsExactly(item);

        XmlElement message = messages(change(item, "<MakeItemImmutable>false</MakeItemImmutable>"))
                .get(0);
        assertThat(message.childText("ResponseCode")).contains(ALLOWED);
        Item changed = lying(PURGES).get(0);
        assertThat(changed.content().subject()).isEqualTo("Completed");
        assertThat(message.find("ItemId").orElseThrow().attribute("ChangeKey")).contains(changed.changeKey());
        assertThat(lying("recoverableitemsversions"))
                .extracting(one -> one.content().subject())
                .isEqualTo(litigation ? List.of("Conversation") : List.of());
    }

    @Test
    @Requirements("CORE R2260 R2269 R2271")
    void attachesToAnItemAndClosesItForGood() {
        Item item = deposited("1", "the truth");
        server.asLyncFor("anna");
        String file =
                "<Attachments><t:FileAttachment><t:Name>a</t:Name><t:Content>AQID</t:Content></t:FileAttachment></Attachments>";
        XmlElement message = messages(change(item, file + "<MakeItemImmutable>true</MakeItemImmutable>"))
                .get(0);
        assertThat(message.at("Attachments", "FileAttachment", "Name").map(XmlElement::text))
                .hasValue("a");
        assertThat(message.at("ConflictResults", "Count").map(XmlElement::text)).hasValue("0");
        Item closed = lying(PURGES).get(0);
        assertThat(closed.content().subject()).isEqualTo("Completed");
        assertThat(codes(change(closed, ""))).containsExactly("ErrorAccessDenied");
        assertThat(codes(change(closed, file))).containsExactly("ErrorAccessDenied");
        assertThat(codes("<CreateAttachment>" + id(closed).replace("t:ItemId", "ParentItemId") + file
                        + "</CreateAttachment>"))
                .containsExactly("ErrorAccessDenied");
        assertThat(codes("<DeleteItem DeleteType=\"HardDelete\"><ItemIds>" + id(closed) + "</ItemIds></DeleteItem>"))
                .containsExactly("ErrorCannotDeleteObject");
        assertThat(lying(PURGES)).containsExactly(closed);
    }

    @Test
    void keepsADepositUnderHoldAsItWasBeforeItsFilesCame() {
        server.asLyncFor("anna");
        assertThat(codes(create(PURGES, mime()))).containsExactly(ALLOWED);
        holds(true);
        String file =
                "<Attachments><t:FileAttachment><t:Name>a</t:Name><t:Content>AQID</t:Content></t:FileAttachment></Attachments>";
        assertThat(codes(change(lying(PURGES).get(0), file))).containsExactly(ALLOWED);
        Item changed = lying(PURGES).get(0);
        assertThat(changed.content().subject()).isEqualTo("Completed");
        assertThat(changed.attached().notInline()).isTrue();
        Item original = lying("recoverableitemsversions").get(0);
        assertThat(original.content().subject()).isEqualTo("x");
        assertThat(original.attached().any()).isFalse();
        assertThat(server.mailboxes
                        .database
                        .read(rx -> rx.list("SELECT item FROM item_sources", row -> row.integer("item")))
                        .await())
                .containsExactly(original.number());
    }

    @Test
    void changesNoItemOutsideOfPurgesAsADeposit() {
        server.asLyncFor("anna");
        assertThat(codes(create("inbox", transcript("1", "mail")))).containsExactly(ALLOWED);
        Item mail = lying("inbox").get(0);
        assertThat(codes(change(mail, ""))).containsExactly("ErrorAccessDenied");
        assertThat(codes("<UpdateItemInRecoverableItems><ItemId Id=\""
                        + DistinguishedFolder.INBOX.idIn(anna).text() + "\"/></UpdateItemInRecoverableItems>"))
                .containsExactly("ErrorCannotUseFolderIdForItemId");
        Item deposit = deposited("2", "the truth");
        server.take("bert", ApplicationRole.ARCHIVE.roleName());
        assertThat(server.call(change(deposit, "")).code()).isEqualTo("ErrorAccessDenied");
        assertThat(lying("inbox")).containsExactly(mail);
        assertThat(lying(PURGES)).containsExactly(deposit);
    }

    /** An attachment may be a message of megabytes: who reads it must not keep others from writing. */
    @Test
    void readsAttachmentsOfADepositBeforeItWrites() throws Exception {
        Item deposit = deposited("1", "the truth");
        CountDownLatch over = new CountDownLatch(1);
        Future<Boolean> writing = server.items.database().write(tx -> isOver(over));
        String attached = "<Attachments><t:ItemAttachment><t:Name>nothing</t:Name></t:ItemAttachment></Attachments>";
        try {
            assertThat(CompletableFuture.supplyAsync(() -> codes(change(deposit, attached)))
                            .get(10, TimeUnit.SECONDS))
                    .containsExactly("ErrorMissingItemForCreateItemAttachment");
        } finally {
            over.countDown();
        }
        assertThat(writing.await()).isTrue();
    }

    private static boolean isOver(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void showsWhoDepositedAndNotWhatAnItemSaysOfThat() {
        Item truth = deposited("1", "the falcon has landed");
        holds(true);
        server.asPerson("anna");
        String claim =
                "<t:ExtendedProperty><t:ExtendedFieldURI PropertyTag=\"0x3FF8\" PropertyType=\"String\"/><t:Value>"
                        + EwsServer.LYNC + "</t:Value></t:ExtendedProperty>";
        assertThat(codes(create(
                        "inbox", transcript("2", "the falcon has not landed").replace("<t:From>", claim + "<t:From>"))))
                .containsExactly(ALLOWED);
        Item forged = lying("inbox").get(0);
        assertThat(codes("<DeleteItem DeleteType=\"HardDelete\"><ItemIds>" + id(forged) + "</ItemIds></DeleteItem>"))
                .as("what is deleted for good is preserved as well")
                .containsExactly(ALLOWED);
        assertThat(lying(PURGES)).hasSize(2);

        server.roles.join(RoleGroup.DISCOVERY_MANAGEMENT, anna.id()).await();
        List<XmlElement> found = found("<PreviewItemResponseShape><t:BaseShape>Default</t:BaseShape>"
                + "<t:AdditionalProperties><t:ExtendedFieldURI PropertyTag=\"0x3FF8\" PropertyType=\"String\"/>"
                + "</t:AdditionalProperties></PreviewItemResponseShape>");
        assertThat(found)
                .extracting(item -> item.childText("Preview").orElse(""))
                .containsExactlyInAnyOrder("the falcon has landed", "the falcon has not landed");
        for (XmlElement item : found) {
            boolean ours = item.childText("Preview").orElse("").equals("the falcon has landed");
            assertThat(item.at("ExtendedProperties", "ExtendedProperty", "Value")
                            .map(XmlElement::text))
                    .isEqualTo(ours ? Optional.of(EwsServer.LYNC.toString()) : Optional.empty());
        }
        assertThat(found(""))
                .allSatisfy(item -> assertThat(item.child("ExtendedProperties")).isEmpty());
        assertThat(creator(truth)).contains(EwsServer.LYNC.toString());
        assertThat(lying(PURGES).stream()
                        .filter(item -> item.depositor() == null)
                        .map(this::creator))
                .hasSize(1)
                .allSatisfy(shown -> assertThat(shown).doesNotContain(EwsServer.LYNC.toString()));
    }

    private List<XmlElement> found(String shape) {
        return messages("<SearchMailboxes><SearchQueries><t:MailboxQuery><t:Query>falcon</t:Query>"
                        + "<t:MailboxSearchScopes><t:MailboxSearchScope><t:Mailbox>" + anna.legacyName()
                        + "</t:Mailbox><t:SearchScope>All</t:SearchScope></t:MailboxSearchScope></t:MailboxSearchScopes>"
                        + "</t:MailboxQuery></SearchQueries><ResultType>PreviewOnly</ResultType>" + shape
                        + "</SearchMailboxes>")
                .get(0)
                .at("SearchMailboxesResult", "Items")
                .orElseThrow()
                .children();
    }

    private String creator(Item item) {
        return server.call("<GetItem><ItemShape><t:BaseShape>IdOnly</t:BaseShape><t:AdditionalProperties>"
                        + "<t:ExtendedFieldURI PropertyTag=\"0x3ff8\" PropertyType=\"String\"/></t:AdditionalProperties>"
                        + "</ItemShape><ItemIds>" + id(item) + "</ItemIds></GetItem>")
                .http()
                .body();
    }
}
