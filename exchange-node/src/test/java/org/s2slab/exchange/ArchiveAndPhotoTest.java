package org.s2slab.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.testing.Requirements;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestDeployment;
import org.s2slab.xml.XmlElement;

/** Archive mailboxes and photos, from their cmdlets to what clients see. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchiveAndPhotoTest {
    private static final byte[] JPEG = {
        (byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 0, (byte) 0xFF, (byte) 0xD9
    };
    private static final String PHOTO = Base64.getEncoder().encodeToString(JPEG);

    private RunningExchange exchange;

    @BeforeAll
    void start(@TempDir Path folder) {
        exchange = new RunningExchange(folder, List.of("contoso.com"));
    }

    @AfterAll
    void close() {
        exchange.close();
    }

    private TestCall anna() {
        return exchange.call().basic("anna@contoso.com", TestDeployment.PASSWORD);
    }

    private XmlElement ews(String body) {
        return exchange.ews("anna", body);
    }

    private static String code(XmlElement answer) {
        return answer.find("ResponseCode").orElseThrow().text();
    }

    private static String id(XmlElement answer, String element) {
        return answer.find(element).orElseThrow().attribute("Id").orElseThrow();
    }

    private static JsonObject identity(String name) {
        return new JsonObject().put("Identity", name);
    }

    private String message(String folder, String subject) {
        return id(
                ews("<m:CreateItem MessageDisposition=\"SaveOnly\"><m:SavedItemFolderId>" + folder
                        + "</m:SavedItemFolderId><m:Items><t:Message><t:Subject>" + subject
                        + "</t:Subject></t:Message></m:Items></m:CreateItem>"),
                "ItemId");
    }

    private XmlElement archive(String folder, String item) {
        return ews("<m:ArchiveItem><m:ArchiveSourceFolderId>" + folder + "</m:ArchiveSourceFolderId><m:ItemIds>"
                + "<t:ItemId Id=\"" + item + "\"/></m:ItemIds></m:ArchiveItem>");
    }

    private static String known(String folder) {
        return "<t:DistinguishedFolderId Id=\"" + folder + "\"/>";
    }

    private XmlElement find(String folder) {
        return ews("<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>Default</t:BaseShape></m:ItemShape>"
                + "<m:ParentFolderIds>" + folder + "</m:ParentFolderIds></m:FindItem>");
    }

    @Test
    void archivesIntoTheFolderOfTheSamePath() {
        String item = message(known("inbox"), "Old");
        assertThat(code(archive(known("inbox"), item))).isEqualTo("ErrorArchiveMailboxNotEnabled");
        assertThat(code(find(known("archiveinbox")))).isEqualTo("ErrorFolderNotFound");
        exchange.run("Enable-Mailbox", identity("anna").put("Archive", true));
        XmlElement archived = archive(known("inbox"), item);
        assertThat(code(archived)).isEqualTo("NoError");
        assertThat(id(archived, "ItemId")).isNotEqualTo(item);
        assertThat(find(known("archiveinbox")).find("Subject").orElseThrow().text())
                .isEqualTo("Old");
        String made = "<t:FolderId Id=\""
                + id(
                        ews("<m:CreateFolder><m:ParentFolderId>" + known("msgfolderroot")
                                + "</m:ParentFolderId><m:Folders><t:Folder><t:DisplayName>Projects</t:DisplayName>"
                                + "</t:Folder></m:Folders></m:CreateFolder>"),
                        "FolderId")
                + "\"/>";
        assertThat(code(archive(made, message(made, "First")))).isEqualTo("NoError");
        assertThat(code(archive(made, message(made, "Second")))).isEqualTo("NoError");
        XmlElement below = ews("<m:FindFolder Traversal=\"Deep\"><m:FolderShape><t:BaseShape>Default</t:BaseShape>"
                + "</m:FolderShape><m:ParentFolderIds>" + known("archivemsgfolderroot")
                + "</m:ParentFolderIds></m:FindFolder>");
        assertThat(below.tree().filter(one -> one.name().equals("DisplayName")).map(XmlElement::text))
                .containsOnlyOnce("Projects");
        assertThat(code(archive(known("archiveinbox"), message(known("archiveinbox"), "Twice"))))
                .isEqualTo("ErrorCannotArchiveItemsInArchiveMailbox");
        assertThat(code(archive(known("tasks"), message(known("drafts"), "No task"))))
                .isEqualTo("ErrorCannotArchiveCalendarContactTaskFolderException");
        exchange.run("Disable-Mailbox", identity("anna").put("Archive", true));
        assertThat(code(find(known("archiveinbox")))).isEqualTo("ErrorFolderNotFound");
        assertThat(code(find(made))).isEqualTo("NoError");
    }

    private XmlElement photo(String address) {
        return ews("<m:GetUserPhoto><m:Email>" + address
                + "</m:Email><m:SizeRequested>HR48x48</m:SizeRequested></m:GetUserPhoto>");
    }

    @Test
    @Requirements(
            "CONT R302013 R302021 R302024 R302025 R302026 R302027 R302045 R302047 R302048 R302056 R30205601 R302058")
    void answersGetUserPhoto() {
        XmlElement none = photo("dora@contoso.com").find("GetUserPhotoResponse").orElseThrow();
        assertThat(none.attribute("ResponseClass")).hasValue("Error");
        assertThat(none.childText("ResponseCode")).hasValue("ErrorItemNotFound");
        exchange.run("Set-UserPhoto", identity("anna").put("PictureData", PHOTO));
        for (String size : List.of("48x48", "64x64", "96x96", "120x120", "240x240", "648x648")) {
            XmlElement found = ews("<m:GetUserPhoto><m:Email>anna@contoso.com</m:Email><m:SizeRequested>HR" + size
                            + "</m:SizeRequested></m:GetUserPhoto>")
                    .find("GetUserPhotoResponse")
                    .orElseThrow();
            assertThat(found.attribute("ResponseClass")).hasValue("Success");
            assertThat(found.childText("ResponseCode")).hasValue("NoError");
            assertThat(found.childText("HasChanged")).hasValue("true");
            assertThat(found.childText("PictureData")).hasValue(PHOTO);
        }
        assertThat(photo("bert@contoso.com").find("PictureData")).isEmpty();
        assertThat(code(ews(
                        "<m:GetUserPhoto><m:Email>anna@contoso.com</m:Email><m:SizeRequested>HR1x1</m:SizeRequested>"
                                + "</m:GetUserPhoto>")))
                .isEqualTo("ErrorSchemaValidation");
        exchange.run("Remove-UserPhoto", identity("anna"));
    }

    @Test
    @Requirements("CONT R1275113")
    void knowsNoSetUserPhoto() {
        assertThat(code(ews("<m:SetUserPhoto><m:Email>anna@contoso.com</m:Email><m:Content>" + PHOTO
                        + "</m:Content></m:SetUserPhoto>")))
                .isEqualTo("ErrorInvalidRequest");
    }

    private TestCall.Answer get(String address, String size) {
        return anna().get("/ews/exchange.asmx/s/GetUserPhoto?email=" + address + "&size=" + size);
    }

    @Test
    void showsPhotos() {
        assertThat(code(photo("bert@contoso.com"))).isEqualTo("ErrorItemNotFound");
        assertThat(get("bert@contoso.com", "HR96x96").status()).isEqualTo(404);
        exchange.run("Set-UserPhoto", identity("bert").put("PictureData", PHOTO));
        assertThat(photo("bert@contoso.com").find("PictureData").orElseThrow().text())
                .isEqualTo(PHOTO);
        TestCall.Answer answer = get("bert@contoso.com", "HR96x96");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().get("Content-Type")).isEqualTo("image/jpeg");
        assertThat(anna().header("If-None-Match", answer.headers().get("ETag"))
                        .get("/ews/exchange.asmx/s/GetUserPhoto?email=bert@contoso.com&size=HR96x96")
                        .status())
                .isEqualTo(304);
        assertThat(get("bert@contoso.com", "HR1x1").body()).isEqualTo("ErrorInvalidPhotoSize");
        assertThat(exchange.call()
                        .get("/ews/exchange.asmx/s/GetUserPhoto?email=bert@contoso.com&size=HR96x96")
                        .status())
                .isEqualTo(401);
        assertThat(exchange.run("Get-UserPhoto", identity("bert")).encode()).contains(PHOTO);
        exchange.run("Set-UserPhoto", identity("bert").put("PictureData", "255 216 255 224 0 0 255 217"));
        assertThat(photo("bert@contoso.com").find("PictureData").orElseThrow().text())
                .isEqualTo(PHOTO);
        exchange.run("Remove-UserPhoto", identity("bert"));
        assertThat(exchange.attempt("Get-UserPhoto", identity("bert")).body())
                .contains("There is no photo stored here.");
    }

    @Test
    void refusesWhatIsNoPhoto() {
        String png = Base64.getEncoder().encodeToString(new byte[] {(byte) 0x89, 'P', 'N', 'G', 1, 2, 3, 4});
        for (String data : List.of(png, "%%%", "")) {
            assertThat(exchange.attempt("Set-UserPhoto", identity("anna").put("PictureData", data))
                            .status())
                    .as(data)
                    .isEqualTo(400);
        }
        byte[] large = new byte[1024 * 1024 + 1];
        System.arraycopy(JPEG, 0, large, 0, 6);
        System.arraycopy(JPEG, 6, large, large.length - 2, 2);
        assertThat(exchange.attempt(
                                "Set-UserPhoto",
                                identity("anna")
                                        .put("PictureData", Base64.getEncoder().encodeToString(large)))
                        .status())
                .isIn(400, 413);
    }

    @Test
    @Requirements("CONT R81 R1275002")
    void showsThePictureOfAContact() {
        String contact = id(
                ews("<m:CreateItem><m:Items><t:Contact><t:DisplayName>Zoe</t:DisplayName><t:EmailAddresses>"
                        + "<t:Entry Key=\"EmailAddress1\">zoe@fabrikam.com</t:Entry></t:EmailAddresses></t:Contact>"
                        + "</m:Items></m:CreateItem>"),
                "ItemId");
        ews("<m:CreateAttachment><m:ParentItemId Id=\"" + contact + "\"/><m:Attachments><t:FileAttachment>"
                + "<t:Name>ContactPicture.jpg</t:Name><t:IsContactPhoto>true</t:IsContactPhoto><t:Content>" + PHOTO
                + "</t:Content></t:FileAttachment></m:Attachments></m:CreateAttachment>");
        assertThat(photo("zoe@fabrikam.com").find("PictureData").orElseThrow().text())
                .isEqualTo(PHOTO);
        assertThat(code(photo("nobody@fabrikam.com"))).isEqualTo("ErrorItemNotFound");
        assertThat(hasPicture(contact)).isEqualTo("true");
        String plain = id(
                ews(
                        "<m:CreateItem><m:Items><t:Contact><t:DisplayName>Yan</t:DisplayName></t:Contact></m:Items></m:CreateItem>"),
                "ItemId");
        assertThat(hasPicture(plain)).isEqualTo("false");
    }

    private String hasPicture(String contact) {
        return ews("<m:GetItem><m:ItemShape><t:BaseShape>AllProperties</t:BaseShape></m:ItemShape><m:ItemIds><t:ItemId Id=\""
                        + contact + "\"/></m:ItemIds></m:GetItem>")
                .find("HasPicture")
                .orElseThrow()
                .text();
    }
}
