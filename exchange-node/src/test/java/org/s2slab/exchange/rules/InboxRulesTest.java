package org.s2slab.exchange.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.MailboxCalls.code;
import static org.s2slab.exchange.items.MailboxCalls.done;
import static org.s2slab.exchange.items.MailboxCalls.find;
import static org.s2slab.exchange.items.MailboxCalls.folder;
import static org.s2slab.exchange.items.MailboxCalls.subjects;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.exchange.ews.EwsCalls;
import org.s2slab.exchange.items.MailboxCalls;
import org.s2slab.xml.XmlElement;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InboxRulesTest {
    private static final String DELETE = "<t:Delete>true</t:Delete>";

    private MailboxCalls mailbox;
    private EwsCalls bert;

    @BeforeAll
    void open(@TempDir Path folder) {
        mailbox = new MailboxCalls(folder);
        bert = mailbox.bert;
    }

    @AfterAll
    void close() {
        mailbox.close();
    }

    @AfterEach
    void removeRules() {
        for (EwsCalls who : List.of(mailbox.anna, bert)) {
            StringBuilder deletions = new StringBuilder();
            rules(who)
                    .forEach(rule -> deletions
                            .append("<t:DeleteRuleOperation><t:RuleId>")
                            .append(rule.childText("RuleId").orElseThrow())
                            .append("</t:RuleId></t:DeleteRuleOperation>"));
            if (!deletions.isEmpty()) {
                assertThat(code(update(who, deletions.toString()))).isEqualTo("NoError");
            }
        }
    }

    private static List<XmlElement> rules(EwsCalls who) {
        return who.call("<m:GetInboxRules/>").child("InboxRules").orElseThrow().children();
    }

    private static XmlElement update(EwsCalls who, String operations) {
        return who.call("<m:UpdateInboxRules><m:RemoveOutlookRuleBlob>true</m:RemoveOutlookRuleBlob><m:Operations>"
                + operations + "</m:Operations></m:UpdateInboxRules>");
    }

    private static String create(int priority, String conditions, String actions) {
        return "<t:CreateRuleOperation>" + rule("", priority, conditions, actions) + "</t:CreateRuleOperation>";
    }

    private static String rule(String id, int priority, String conditions, String actions) {
        return "<t:Rule>" + id + "<t:DisplayName>Rule</t:DisplayName><t:Priority>" + priority
                + "</t:Priority><t:IsEnabled>true</t:IsEnabled>" + conditions + "<t:Actions>" + actions
                + "</t:Actions></t:Rule>";
    }

    private void given(String conditions, String actions) {
        assertThat(code(update(bert, create(1, conditions, actions)))).isEqualTo("NoError");
    }

    private static String when(String conditions) {
        return "<t:Conditions>" + conditions + "</t:Conditions>";
    }

    private static String subject(String text) {
        return "<t:ContainsSubjectStrings><t:String>" + text + "</t:String></t:ContainsSubjectStrings>";
    }

    private static String to(String list, String name) {
        return "<t:" + list + "><t:Address><t:EmailAddress>" + name + "@contoso.com</t:EmailAddress></t:Address></t:"
                + list + ">";
    }

    private void send(String subject) {
        send(mailbox.anna, subject, "");
    }

    private void send(EwsCalls who, String subject, String more) {
        done(
                who,
                "<m:CreateItem MessageDisposition=\"SendOnly\"><m:Items><t:Message><t:Subject>" + subject
                        + "</t:Subject>" + more + "<t:ToRecipients><t:Mailbox><t:EmailAddress>bert@contoso.com"
                        + "</t:EmailAddress></t:Mailbox></t:ToRecipients></t:Message></m:Items></m:CreateItem>");
    }

    @Test
    void movesMarksAndCategorizesWhatMeetsAllConditions() {
        given(
                when(subject("OFFER") + to("FromAddresses", "anna")),
                "<t:AssignCategories><t:String>Blue</t:String></t:AssignCategories><t:MarkAsRead>true</t:MarkAsRead>"
                        + "<t:MoveToFolder>" + folder("junkemail") + "</t:MoveToFolder>");
        send("An offer");
        send("No bid");
        XmlElement moved = find(bert, folder("junkemail")).stream()
                .filter(item -> item.childText("Subject").orElse("").equals("An offer"))
                .findFirst()
                .orElseThrow();
        assertThat(moved.childText("IsRead")).hasValue("true");
        assertThat(moved.at("Categories", "String").orElseThrow().text()).isEqualTo("Blue");
        assertThat(subjects(bert, "inbox")).contains("No bid").doesNotContain("An offer");
    }

    @Test
    void showsTruthValuesInTheirCanonicalForm() {
        String numbers = rule(
                        "",
                        1,
                        when(subject("1") + "<t:HasAttachments>1</t:HasAttachments>"),
                        "<t:MarkAsRead>0</t:MarkAsRead><t:StopProcessingRules> 1 </t:StopProcessingRules>")
                .replace("<t:IsEnabled>true", "<t:IsEnabled>0");
        update(bert, "<t:CreateRuleOperation>" + numbers + "</t:CreateRuleOperation>");
        XmlElement rule = rules(bert).get(0);
        assertThat(rule.tree().filter(one -> one.children().isEmpty()).map(one -> one.name() + " " + one.text()))
                .contains("IsEnabled false", "HasAttachments true", "MarkAsRead false", "StopProcessingRules true")
                .contains("String 1", "Priority 1");
    }

    @Test
    void exceptionsKeepARuleAway() {
        given("<t:Exceptions>" + subject("urgent") + "</t:Exceptions>", DELETE);
        send("Deleted one");
        send("An urgent one");
        assertThat(subjects(bert, "deleteditems")).contains("Deleted one").doesNotContain("An urgent one");
        assertThat(subjects(bert, "inbox")).contains("An urgent one").doesNotContain("Deleted one");
    }

    @Test
    void runsInTheOrderOfPrioritiesUntilOneStops() {
        given(when(subject("ordered")), DELETE);
        given(when(subject("ordered")), "<t:StopProcessingRules>true</t:StopProcessingRules>");
        send("Ordered");
        assertThat(subjects(bert, "inbox")).contains("Ordered");
        assertThat(rules(bert))
                .extracting(rule -> rule.childText("Priority").orElse(""))
                .containsExactly("1", "2");
    }

    @Test
    void forwardsAndRedirectsOnlyOnce() {
        update(mailbox.anna, create(1, when(subject("circle")), to("RedirectToRecipients", "bert")));
        given(
                when(subject("circle")),
                "<t:CopyToFolder>" + folder("drafts") + "</t:CopyToFolder>"
                        + to("ForwardAsAttachmentToRecipients", "anna") + to("ForwardToRecipients", "anna"));
        send("Circle");
        assertThat(subjects(mailbox.anna, "inbox").stream().filter("FW: Circle"::equals))
                .hasSize(2);
        assertThat(subjects(bert, "drafts")).contains("Circle");
        XmlElement returned = find(bert, folder("inbox")).stream()
                .filter(item -> item.childText("Subject").orElse("").equals("FW: Circle"))
                .findFirst()
                .orElseThrow();
        assertThat(returned.at("From", "Mailbox", "Name").orElseThrow().text()).isEqualTo("Bert");
    }

    /** Limit: three times, as Exchange Server sends a message on, however many mailboxes have such a rule. */
    @Test
    void sendsOnThreeTimesInAChain() {
        List<String> names = List.of("bert", "chain1", "chain2", "chain3", "chain4");
        mailbox.mailboxes.add(names.subList(1, names.size()));
        for (int i = 0; i + 1 < names.size(); i++) {
            update(
                    mailbox.as(names.get(i)),
                    create(1, when(subject("chain")), to("RedirectToRecipients", names.get(i + 1))));
        }
        send("Chain");
        assertThat(subjects(mailbox.as("chain3"), "inbox")).containsExactly("Chain");
        assertThat(subjects(mailbox.as("chain4"), "inbox")).isEmpty();
    }

    @Test
    void runsOnMeetingRequests() {
        given(when("<t:IsMeetingRequest>true</t:IsMeetingRequest>"), DELETE);
        done(
                mailbox.anna,
                "<m:CreateItem SendMeetingInvitations=\"SendToAllAndSaveCopy\"><m:Items><t:CalendarItem>"
                        + "<t:Subject>Invited</t:Subject><t:Start>2027-03-01T10:00:00Z</t:Start>"
                        + "<t:End>2027-03-01T11:00:00Z</t:End><t:RequiredAttendees><t:Attendee><t:Mailbox>"
                        + "<t:EmailAddress>bert@contoso.com</t:EmailAddress></t:Mailbox></t:Attendee>"
                        + "</t:RequiredAttendees></t:CalendarItem></m:Items></m:CreateItem>");
        assertThat(subjects(bert, "deleteditems")).contains("Invited");
        assertThat(subjects(bert, "calendar")).contains("Invited");
    }

    @Test
    void deletesForGood() {
        given(when(subject("gone")), "<t:PermanentDelete>true</t:PermanentDelete>");
        send("Gone");
        assertThat(subjects(bert, "inbox")).doesNotContain("Gone");
        assertThat(subjects(bert, "deleteditems")).doesNotContain("Gone");
    }

    @ParameterizedTest
    @CsvSource({
        "<t:ContainsBodyStrings><t:String>a BODY</t:String></t:ContainsBodyStrings>, true",
        "<t:ContainsHeaderStrings><t:String>message-id:</t:String></t:ContainsHeaderStrings>, true",
        "<t:ContainsSenderStrings><t:String>anna@</t:String></t:ContainsSenderStrings>, true",
        "<t:ContainsSubjectOrBodyStrings><t:String>a body</t:String></t:ContainsSubjectOrBodyStrings>, true",
        "<t:HasAttachments>true</t:HasAttachments>, false",
        "<t:Importance>High</t:Importance>, true",
        "<t:Sensitivity>Private</t:Sensitivity>, false",
        "<t:SentOnlyToMe>true</t:SentOnlyToMe>, true",
        "<t:NotSentToMe>true</t:NotSentToMe>, false",
        "<t:SentCcMe>true</t:SentCcMe>, false",
        "<t:IsNDR>true</t:IsNDR>, false",
        "<t:ItemClasses><t:String>IPM.Note</t:String></t:ItemClasses>, true",
        "<t:WithinSizeRange><t:MaximumSize>1</t:MaximumSize></t:WithinSizeRange>, true",
        "<t:WithinSizeRange><t:MinimumSize>5</t:MinimumSize></t:WithinSizeRange>, false",
        "<t:WithinDateRange><t:EndDateTime>2001-01-01T00:00:00Z</t:EndDateTime></t:WithinDateRange>, false",
    })
    void evaluates(String condition, boolean met) {
        given(when(condition), DELETE);
        String subject = "About " + Integer.toHexString(condition.hashCode());
        send(
                mailbox.anna,
                subject,
                "<t:Body BodyType=\"Text\">This is a body.</t:Body><t:Importance>High</t:Importance>");
        assertThat(subjects(bert, met ? "deleteditems" : "inbox")).contains(subject);
    }

    @ParameterizedTest
    @CsvSource({
        "<t:FlaggedForAction>Any</t:FlaggedForAction>, Condition:FlaggedForAction, UnsupportedRule",
        "<t:ContainsBodyStrings><t:String/></t:ContainsBodyStrings>, Condition:ContainsBodyStrings, EmptyValueFound",
        "<t:WithinSizeRange/>, Condition:WithinSizeRange, MissingRangeValue",
        "<t:WithinSizeRange><t:MinimumSize>2</t:MinimumSize><t:MaximumSize>1</t:MaximumSize></t:WithinSizeRange>, Condition:WithinSizeRange, InvalidSizeRange",
        "<t:WithinSizeRange><t:MinimumSize>-2</t:MinimumSize></t:WithinSizeRange>, Condition:WithinSizeRange, SizeLessThanZero",
        "<t:FromAddresses><t:Address><t:EmailAddress>anna</t:EmailAddress></t:Address></t:FromAddresses>, Condition:FromAddresses, InvalidAddress",
        "<t:WithinDateRange><t:StartDateTime>2002-01-01T00:00:00Z</t:StartDateTime><t:EndDateTime>2001-01-01T00:00:00Z</t:EndDateTime></t:WithinDateRange>, Condition:WithinDateRange, InvalidDateRange",
    })
    void refusesConditions(String condition, String field, String error) {
        refused(create(1, when(condition), DELETE), field, error);
    }

    @ParameterizedTest
    @CsvSource({
        "<t:ServerReplyWithMessage Id=\"AAA=\"/>, Action:ServerReplyWithMessage, UnsupportedRule",
        "<t:Delete>false</t:Delete>, Actions, MissingAction",
        "<t:MoveToFolder><t:FolderId Id=\"AAA=\"/></t:MoveToFolder>, Action:MoveToFolder, InvalidFolderId",
        "<t:MoveToFolder><t:DistinguishedFolderId Id=\"archiveinbox\"/></t:MoveToFolder>, Action:MoveToFolder, FolderDoesNotExist",
        "<t:MoveToFolder><t:DistinguishedFolderId Id=\"recoverableitemspurges\"/></t:MoveToFolder>, Action:MoveToFolder, FolderDoesNotExist",
    })
    void refusesActions(String action, String field, String error) {
        refused(create(1, "", action), field, error);
    }

    @Test
    void refusesOperationsThatContradictEachOther() {
        String id = "<t:RuleId>none</t:RuleId>";
        refused(
                "<t:CreateRuleOperation>" + rule(id, 1, "", DELETE) + "</t:CreateRuleOperation>",
                "RuleId",
                "CreateWithRuleId");
        refused("<t:SetRuleOperation>" + rule(id, 1, "", DELETE) + "</t:SetRuleOperation>", "RuleId", "RuleNotFound");
        refused(
                "<t:SetRuleOperation>" + rule("", 1, "", DELETE) + "</t:SetRuleOperation>",
                "RuleId",
                "MissingParameter");
        refused("<t:DeleteRuleOperation>" + id + "</t:DeleteRuleOperation>", "RuleId", "RuleNotFound");
        refused(create(0, "", DELETE), "Priority", "InvalidValue");
        refused(create(2, "", DELETE) + create(2, "", DELETE), "Priority", "DuplicatedPriority");
    }

    private void refused(String operations, String field, String error) {
        XmlElement answer = update(bert, operations);
        assertThat(code(answer)).isEqualTo("ErrorInboxRulesValidationError");
        assertThat(answer.find("Error").orElseThrow().childText("FieldURI")).hasValue(field);
        assertThat(answer.find("Error").orElseThrow().childText("ErrorCode")).hasValue(error);
        assertThat(rules(bert)).isEmpty();
    }

    @Test
    void changesARule() {
        given(when(subject("first")), DELETE);
        String id = "<t:RuleId>" + rules(bert).get(0).childText("RuleId").orElseThrow() + "</t:RuleId>";
        String set = "<t:SetRuleOperation>" + rule(id, 1, when(subject("second")), DELETE) + "</t:SetRuleOperation>";
        XmlElement twice = update(bert, set + "<t:DeleteRuleOperation>" + id + "</t:DeleteRuleOperation>");
        assertThat(twice.find("ErrorCode").orElseThrow().text()).isEqualTo("DuplicatedOperationOnTheSameRule");
        assertThat(code(update(bert, set))).isEqualTo("NoError");
        assertThat(rules(bert).get(0).find("String").orElseThrow().text()).isEqualTo("second");
    }

    @Test
    void isInErrorWithoutItsFolder() {
        XmlElement made = done(
                        bert,
                        "<m:CreateFolder><m:ParentFolderId>" + folder("inbox")
                                + "</m:ParentFolderId><m:Folders><t:Folder>"
                                + "<t:DisplayName>Short-lived</t:DisplayName></t:Folder></m:Folders></m:CreateFolder>")
                .find("FolderId")
                .orElseThrow();
        given(when(subject("kept")), "<t:MoveToFolder>" + MailboxCalls.id(made) + "</t:MoveToFolder>");
        assertThat(rules(bert).get(0).child("IsInError")).isEmpty();
        done(
                bert,
                "<m:DeleteFolder DeleteType=\"HardDelete\"><m:FolderIds>" + MailboxCalls.id(made)
                        + "</m:FolderIds></m:DeleteFolder>");
        assertThat(rules(bert).get(0).childText("IsInError")).hasValue("true");
        send("Kept");
        assertThat(subjects(bert, "inbox")).contains("Kept");
    }
}
