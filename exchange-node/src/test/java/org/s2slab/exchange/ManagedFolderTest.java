package org.s2slab.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.testing.Requirements;
import org.s2slab.xml.XmlElement;

/** Managed folders that an administrator defines and people create in their mailboxes. */
class ManagedFolderTest {
    private static final String TOP = "<t:DistinguishedFolderId Id=\"msgfolderroot\"/>";

    private RunningExchange exchange;

    @BeforeEach
    void start(@TempDir Path folder) {
        exchange = new RunningExchange(folder, List.of("contoso.com"));
        exchange.run(
                "New-ManagedFolder",
                new JsonObject()
                        .put("Name", "Contracts")
                        .put("FolderName", "Signed contracts")
                        .put("Comment", "Ten years")
                        .put("MustDisplayCommentEnabled", true));
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void definesShowsAndRemovesFolders() {
        JsonObject shown = exchange.run("Get-ManagedFolder", new JsonObject().put("Identity", "contracts"))
                .getJsonArray("output")
                .getJsonObject(0);
        assertThat(shown.getString("FolderName")).isEqualTo("Signed contracts");
        assertThat(shown.getString("FolderType")).isEqualTo("ManagedCustomFolder");
        assertThat(exchange.attempt("New-ManagedFolder", new JsonObject().put("Name", "CONTRACTS"))
                        .status())
                .isEqualTo(409);
        exchange.run("New-ManagedFolder", new JsonObject().put("Name", "Plans").put("WhatIf", true));
        exchange.restart();
        assertThat(exchange.get("Get-ManagedFolder")).hasSize(1);
        exchange.run("Remove-ManagedFolder", new JsonObject().put("Identity", "Contracts"));
        assertThat(exchange.attempt("Get-ManagedFolder", new JsonObject().put("Identity", "Contracts"))
                        .status())
                .isEqualTo(404);
        assertThat(codes(create("Contracts"))).containsExactly("ErrorManagedFolderNotFound");
    }

    @ParameterizedTest
    @CsvSource({"Plans, ''", "Plans, ' '", "'', Plans", "' ', "})
    void refusesAnEmptyName(String name, String folderName) {
        assertThat(exchange.attempt(
                                "New-ManagedFolder",
                                new JsonObject().put("Name", name).put("FolderName", folderName))
                        .status())
                .isEqualTo(400);
        assertThat(exchange.get("Get-ManagedFolder")).hasSize(1);
    }

    @Test
    @Requirements("FOLD R2961 R298 R2692 R26992 R26993")
    void answersWithAMessageForEachName() {
        assertThat(codes(create("Contracts", "Plans"))).containsExactly("NoError", "ErrorManagedFolderNotFound");
        assertThat(codes(create("contracts"))).containsExactly("ErrorManagedFolderAlreadyExists");
        assertThat(codes(create("Plans", "PLANS")))
                .containsExactly("ErrorDuplicateInputFolderNames", "ErrorDuplicateInputFolderNames");
        assertThat(codes(call("bert", creating("<m:Mailbox/>", "Contracts"))))
                .containsExactly("ErrorNonExistentMailbox");
        String own = "<m:Mailbox><t:EmailAddress>bert@contoso.com</t:EmailAddress></m:Mailbox>";
        assertThat(codes(call("bert", creating(own, "Contracts")))).containsExactly("NoError");
        assertThat(codes(call("bert", creating(own.replace("bert", "anna"), "Contracts"))))
                .containsExactly("ErrorNonExistentMailbox");
    }

    @Test
    @Requirements(
            "FOLD R592 R5922 R1032 R10321 R1041 R1051 R1052 R10521 R10511 R105111 R105211 R105212 R1051111 R1051112"
                    + " R7901 R1061 R1071 R10711 R1081 R1082 R10811 R1091 R1111")
    void saysWhatMayBeDoneWithTheFolder() {
        XmlElement id = created("Contracts");
        XmlElement folder = folder(id);
        assertThat(folder.childText("DisplayName")).hasValue("Signed contracts");
        XmlElement information = folder.child("ManagedFolderInformation").orElseThrow();
        assertThat(information.children())
                .extracting(child -> child.name() + "=" + child.text())
                .contains(
                        "CanDelete=false",
                        "CanRenameOrMove=true",
                        "MustDisplayComment=true",
                        "HasQuota=false",
                        "IsManagedFoldersRoot=false",
                        "ManagedFolderId="
                                + exchange.get("Get-ManagedFolder")
                                        .getJsonObject(0)
                                        .getString("Guid"),
                        "Comment=Ten years");
        XmlElement rootId = folder.child("ParentFolderId").orElseThrow();
        assertThat(folder(rootId)
                        .at("ManagedFolderInformation", "IsManagedFoldersRoot")
                        .map(XmlElement::text))
                .hasValue("true");

        assertThat(codes(call("anna", rename(id, "Old contracts")))).containsExactly("NoError");
        assertThat(codes(call("anna", transfer("MoveFolder", id, TOP)))).containsExactly("NoError");
        assertThat(codes(call("anna", delete(id, "HardDelete")))).containsExactly("ErrorCannotDeleteObject");
        assertThat(codes(call("anna", delete(id, "MoveToDeletedItems")))).containsExactly("ErrorCannotDeleteObject");
        assertThat(codes(call("anna", rename(rootId, "Mine")))).containsExactly("ErrorAccessDenied");
        String inbox = "<t:DistinguishedFolderId Id=\"inbox\"/>";
        assertThat(codes(call("anna", transfer("MoveFolder", rootId, inbox)))).containsExactly("ErrorAccessDenied");
        assertThat(codes(create("Contracts"))).containsExactly("ErrorManagedFolderAlreadyExists");
        assertThat(folder(id).childText("DisplayName")).hasValue("Old contracts");
    }

    @Test
    void copiesAManagedFolderAsAFolderOfTheUser() {
        XmlElement id = created("Contracts");
        XmlElement copy =
                call("anna", transfer("CopyFolder", id, TOP)).find("FolderId").orElseThrow();
        assertThat(folder(copy).child("ManagedFolderInformation")).isEmpty();
        assertThat(codes(call("anna", delete(copy, "HardDelete")))).containsExactly("NoError");
    }

    @Test
    void createsNoRootBesideAnotherFolderOfItsName() {
        call(
                "anna",
                "<m:CreateFolder><m:ParentFolderId>" + TOP + "</m:ParentFolderId><m:Folders><t:Folder><t:DisplayName>"
                        + "Managed Folders</t:DisplayName></t:Folder></m:Folders></m:CreateFolder>");
        assertThat(codes(create("Contracts"))).containsExactly("ErrorManagedFoldersRootFailure");
    }

    private XmlElement call(String person, String body) {
        return exchange.ews(person, body).child("Body").orElseThrow().children().get(0);
    }

    private static List<String> codes(XmlElement response) {
        return response.tree()
                .filter(element -> element.name().equals("ResponseCode"))
                .map(XmlElement::text)
                .toList();
    }

    private XmlElement create(String... names) {
        return call("anna", creating("", names));
    }

    private static String creating(String mailbox, String... names) {
        return "<m:CreateManagedFolder><m:FolderNames><t:FolderName>"
                + String.join("</t:FolderName><t:FolderName>", names) + "</t:FolderName></m:FolderNames>" + mailbox
                + "</m:CreateManagedFolder>";
    }

    private XmlElement created(String name) {
        return create(name).find("FolderId").orElseThrow();
    }

    private static String id(XmlElement id) {
        return "<t:FolderId Id=\"" + id.attribute("Id").orElseThrow() + "\"/>";
    }

    private XmlElement folder(XmlElement id) {
        return call(
                        "anna",
                        "<m:GetFolder><m:FolderShape><t:BaseShape>AllProperties</t:BaseShape></m:FolderShape><m:FolderIds>"
                                + id(id) + "</m:FolderIds></m:GetFolder>")
                .find("Folder")
                .orElseThrow();
    }

    private static String rename(XmlElement id, String name) {
        return "<m:UpdateFolder><m:FolderChanges><t:FolderChange>" + id(id) + "<t:Updates><t:SetFolderField>"
                + "<t:FieldURI FieldURI=\"folder:DisplayName\"/><t:Folder><t:DisplayName>" + name
                + "</t:DisplayName></t:Folder></t:SetFolderField></t:Updates></t:FolderChange></m:FolderChanges></m:UpdateFolder>";
    }

    private static String transfer(String operation, XmlElement id, String target) {
        return "<m:" + operation + "><m:ToFolderId>" + target + "</m:ToFolderId><m:FolderIds>" + id(id)
                + "</m:FolderIds></m:" + operation + ">";
    }

    private static String delete(XmlElement id, String type) {
        return "<m:DeleteFolder DeleteType=\"" + type + "\"><m:FolderIds>" + id(id) + "</m:FolderIds></m:DeleteFolder>";
    }
}
