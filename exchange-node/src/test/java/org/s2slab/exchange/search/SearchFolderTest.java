package org.s2slab.exchange.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.MailboxCalls.code;
import static org.s2slab.exchange.items.MailboxCalls.done;
import static org.s2slab.exchange.items.MailboxCalls.folder;
import static org.s2slab.exchange.items.MailboxCalls.id;
import static org.s2slab.exchange.items.MailboxCalls.message;
import static org.s2slab.exchange.items.MailboxCalls.only;
import static org.s2slab.exchange.items.MailboxCalls.saved;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.exchange.ews.EwsCalls;
import org.s2slab.exchange.items.MailboxCalls;
import org.s2slab.xml.XmlElement;

/** Search folders (MS-OXWSSRCH). */
class SearchFolderTest {
    private static MailboxCalls mailbox;
    private static EwsCalls anna;

    @BeforeAll
    static void open(@TempDir Path folder) {
        mailbox = new MailboxCalls(folder);
        anna = mailbox.anna;
        message(anna, "inbox", "Plan of the inbox");
        message(anna, "drafts", "Plan of the drafts");
        message(anna, "inbox", "Something else");
    }

    @AfterAll
    static void close() {
        mailbox.close();
    }

    private static String contains(String word) {
        return "<t:Contains ContainmentMode=\"Substring\" ContainmentComparison=\"IgnoreCase\">"
                + "<t:FieldURI FieldURI=\"item:Subject\"/><t:Constant Value=\"" + word + "\"/></t:Contains>";
    }

    private static String parameters(String traversal, String restriction, String bases) {
        return "<t:SearchParameters Traversal=\"" + traversal + "\"><t:Restriction>" + restriction
                + "</t:Restriction><t:BaseFolderIds>" + bases + "</t:BaseFolderIds></t:SearchParameters>";
    }

    private static String create(String parent, String name, String parameters) {
        return "<m:CreateFolder><m:ParentFolderId>" + parent + "</m:ParentFolderId><m:Folders><t:SearchFolder>"
                + "<t:DisplayName>" + name + "</t:DisplayName>" + parameters
                + "</t:SearchFolder></m:Folders></m:CreateFolder>";
    }

    private static XmlElement made(String name, String parameters) {
        return done(anna, create(folder("searchfolders"), name, parameters))
                .at("Folders", "SearchFolder", "FolderId")
                .orElseThrow();
    }

    private static String find(XmlElement id, String restriction) {
        return "<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>Default</t:BaseShape></m:ItemShape>"
                + restriction + "<m:ParentFolderIds>" + id(id) + "</m:ParentFolderIds></m:FindItem>";
    }

    private static List<String> subjects(XmlElement id, String restriction) {
        return done(anna, find(id, restriction)).at("RootFolder", "Items").orElseThrow().children().stream()
                .map(item -> item.childText("Subject").orElse(""))
                .toList();
    }

    private static XmlElement get(XmlElement id) {
        return done(
                        anna,
                        "<m:GetFolder><m:FolderShape><t:BaseShape>AllProperties</t:BaseShape></m:FolderShape><m:FolderIds>"
                                + id(id) + "</m:FolderIds></m:GetFolder>")
                .at("Folders", "SearchFolder")
                .orElseThrow();
    }

    @Test
    void showsWhatMeetsItsRestrictionAtThisMoment() {
        XmlElement id = made("Plans", parameters("Deep", contains("plan"), folder("msgfolderroot")));
        assertThat(subjects(id, ""))
                .contains("Plan of the inbox", "Plan of the drafts")
                .doesNotContain("Something else");
        assertThat(subjects(id, "<m:Restriction>" + contains("drafts") + "</m:Restriction>"))
                .containsExactly("Plan of the drafts");
        XmlElement before = get(id);
        message(anna, "inbox", "A later plan");
        assertThat(subjects(id, "")).contains("A later plan");
        XmlElement shown = get(id);
        assertThat(Integer.parseInt(shown.childText("TotalCount").orElseThrow()))
                .isEqualTo(Integer.parseInt(before.childText("TotalCount").orElseThrow()) + 1);
        assertThat(shown.child("SearchParameters").orElseThrow().attribute("Traversal"))
                .hasValue("Deep");
        assertThat(shown.at("SearchParameters", "BaseFolderIds", "FolderId")).isPresent();
    }

    @Test
    void looksForSomethingElseFromAChangeOn() {
        XmlElement id = made("Inbox", parameters("Shallow", contains("plan"), folder("inbox")));
        assertThat(subjects(id, "")).contains("Plan of the inbox").doesNotContain("Plan of the drafts");
        done(
                anna,
                "<m:UpdateFolder><m:FolderChanges><t:FolderChange>" + id(id) + "<t:Updates><t:SetFolderField>"
                        + "<t:FieldURI FieldURI=\"folder:SearchParameters\"/><t:SearchFolder>"
                        + parameters("Shallow", contains("something"), folder("inbox"))
                        + "</t:SearchFolder></t:SetFolderField></t:Updates></t:FolderChange></m:FolderChanges></m:UpdateFolder>");
        assertThat(subjects(id, "")).containsExactly("Something else");
        done(
                anna,
                "<m:DeleteFolder DeleteType=\"HardDelete\"><m:FolderIds>" + id(id) + "</m:FolderIds></m:DeleteFolder>");
        assertThat(MailboxCalls.subjects(anna, "inbox")).contains("Something else");
    }

    @Test
    void listsTasksAndFlaggedMailAsToBeDone() {
        saved(anna, "tasks", "<t:Task><t:Subject>A task</t:Subject></t:Task>");
        saved(
                anna,
                "inbox",
                "<t:Message><t:Subject>Flagged</t:Subject><t:Flag><t:FlagStatus>Flagged</t:FlagStatus></t:Flag></t:Message>");
        assertThat(MailboxCalls.subjects(anna, "todosearch")).containsExactlyInAnyOrder("A task", "Flagged");
    }

    private static String contains(String uri, String mode, String word) {
        return "<t:Contains ContainmentMode=\"" + mode + "\" ContainmentComparison=\"IgnoreCase\">"
                + "<t:FieldURI FieldURI=\"" + uri + "\"/><t:Constant Value=\"" + word + "\"/></t:Contains>";
    }

    private static String findInSent(String expression) {
        return "<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>Default</t:BaseShape></m:ItemShape>"
                + expression + "<m:ParentFolderIds>" + folder("sentitems") + "</m:ParentFolderIds></m:FindItem>";
    }

    private static String inWords(String query) {
        return findInSent("").replace("</m:FindItem>", "<m:QueryString>" + query + "</m:QueryString></m:FindItem>");
    }

    private static int found(String request) {
        return done(anna, request)
                .at("RootFolder", "Items")
                .orElseThrow()
                .children()
                .size();
    }

    private static int matching(String restriction) {
        return found(findInSent("<m:Restriction>" + restriction + "</m:Restriction>"));
    }

    @Test
    void findsByBodyPeopleCategoriesAndAttachments() {
        saved(
                anna,
                "sentitems",
                "<t:Message><t:Subject>S</t:Subject><t:Body BodyType=\"Text\">The quick fox</t:Body><t:Attachments><t:FileAttachment>"
                        + "<t:Name>Quarter Report.pdf</t:Name><t:Content>AAA=</t:Content></t:FileAttachment></t:Attachments>"
                        + "<t:Categories><t:String>Red</t:String><t:String>Blue</t:String></t:Categories><t:ToRecipients><t:Mailbox>"
                        + "<t:EmailAddress>bert@contoso.com</t:EmailAddress></t:Mailbox></t:ToRecipients></t:Message>");
        message(anna, "sentitems", "Another");
        String report = contains("item:Attachments", "Substring", "report");
        String fox = contains("item:Body", "Substring", "FOX");
        assertThat(matching(fox)).isEqualTo(1);
        assertThat(matching(contains("message:ToRecipients", "Substring", "bert@")))
                .isEqualTo(1);
        assertThat(matching(contains("item:Categories", "FullString", "blue"))).isEqualTo(1);
        assertThat(matching(report)).isEqualTo(1);
        assertThat(matching(contains("item:Attachments", "Prefixed", "report"))).isZero();
        assertThat(matching(contains("item:Attachments", "PrefixOnWords", "rep")))
                .isEqualTo(1);
        assertThat(matching(contains("item:Attachments", "FullString", "quarter report.pdf")))
                .isEqualTo(1);
        assertThat(matching(contains("item:Attachments", "ExactPhrase", "quarter")))
                .isEqualTo(1);
        assertThat(matching("<t:And>" + report + fox + "</t:And>")).isEqualTo(1);
        assertThat(matching("<t:And>" + report + contains("item:Body", "Substring", "dog") + "</t:And>"))
                .isZero();
        assertThat(matching("<t:Not>" + report + "</t:Not>")).isEqualTo(1);
        assertThat(code(only(anna, findInSent("<m:Restriction><t:Or>" + report + fox + "</t:Or></m:Restriction>"))))
                .isEqualTo("ErrorUnsupportedPathForQuery");
        assertThat(found(inWords("hasattachment:true"))).isEqualTo(1);
        assertThat(found(inWords("hasattachment:no"))).isEqualTo(1);
        assertThat(found(inWords("body:fox hasattachment:true"))).isEqualTo(1);
        assertThat(code(only(anna, inWords("hasattachment:maybe")))).isEqualTo("ErrorUnsupportedQueryFilter");
    }

    @Test
    void refusesWhatASearchFolderIsNotFor() {
        XmlElement id = made("Empty", "");
        assertThat(code(only(anna, find(id, "")))).isEqualTo("ErrorSearchFolderNotInitialized");
        assertThat(code(only(anna, create(id(id), "Inner", "")))).isEqualTo("ErrorInvalidParentFolder");
        assertThat(code(only(anna, create(folder("searchfolders"), "X", parameters("Deep", contains("x"), id(id))))))
                .isEqualTo("ErrorCannotSpecifySearchFolderAsSourceFolder");
        String many = "<t:Or>" + contains("x").repeat(255) + "</t:Or>";
        assertThat(code(only(anna, create(folder("searchfolders"), "X", parameters("Deep", many, folder("inbox"))))))
                .isEqualTo("ErrorQueryFilterTooLong");
        assertThat(code(only(
                        anna,
                        "<m:EmptyFolder DeleteType=\"HardDelete\" DeleteSubFolders=\"false\"><m:FolderIds>" + id(id)
                                + "</m:FolderIds></m:EmptyFolder>")))
                .isEqualTo("ErrorCannotEmptyFolder");
        assertThat(code(only(
                        anna,
                        "<m:CreateItem MessageDisposition=\"SaveOnly\"><m:SavedItemFolderId>" + id(id)
                                + "</m:SavedItemFolderId><m:Items><t:Message/></m:Items></m:CreateItem>")))
                .isEqualTo("ErrorInvalidFolderTypeForOperation");
    }
}
