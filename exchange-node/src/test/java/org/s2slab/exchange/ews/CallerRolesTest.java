package org.s2slab.exchange.ews;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.exchange.accounts.ApplicationRole;
import org.s2slab.exchange.imlist.ImLimits;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.Hop;
import org.s2slab.xml.XmlElement;

/** What an application may do by the roles of its linked account, which is Bert's here. */
class CallerRolesTest {
    private static final String DEPOSIT =
            "<CreateItem MessageDisposition=\"SaveOnly\"><SavedItemFolderId><t:DistinguishedFolderId"
                    + " Id=\"recoverableitemspurges\"/></SavedItemFolderId><Items>%s</Items></CreateItem>";
    private static final String TRANSCRIPT = "<t:Message><t:Subject>Talk</t:Subject>"
            + "<t:InternetMessageId>&lt;%s@lync.contoso.com&gt;</t:InternetMessageId></t:Message>";
    private static final String DRAFT =
            "<CreateItem MessageDisposition=\"SaveOnly\"><Items><t:Message><t:Subject>Draft</t:Subject></t:Message>"
                    + "</Items></CreateItem>";
    private static final String USER = ApplicationRole.USER.roleName();
    private static final String ARCHIVE = ApplicationRole.ARCHIVE.roleName();

    @TempDir
    Path folder;

    private EwsServer server;

    @BeforeEach
    void start() {
        server = EwsServer.open(folder, ImLimits.DEFAULT);
        server.asLyncFor("anna");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private List<Hop> refusals() {
        return server.journal.since(0, null).stream()
                .filter(hop -> "I7".equals(hop.rule()))
                .toList();
    }

    /** The answer itself, or its first message. */
    private XmlElement message(String operation) {
        XmlElement answer = server.call(operation).response();
        return answer.child("ResponseMessages")
                .map(messages -> messages.children().get(0))
                .orElse(answer);
    }

    private void allows(String operation) {
        assertThat(message(operation).childText("ResponseCode")).contains("NoError");
    }

    private void refuses(String operation, String role) {
        EwsServer.Answer answer = server.call(operation);
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.code()).isEqualTo("ErrorAccessDenied");
        assertThat(answer.text("faultstring")).doesNotContain(role).doesNotContain("Bert");
        assertThat(refusals()).singleElement().satisfies(hop -> {
            assertThat(hop.peer()).isEqualTo("lync");
            assertThat(hop.code()).isEqualTo(RefusalCode.ACCESS_DENIED);
            assertThat(hop.user()).isEqualTo("anna@contoso.com");
            assertThat(Objects.requireNonNull(hop.detail()).text())
                    .contains("'Bert'", "expected " + role, "New-ManagementRoleAssignment -Role \"" + role + "\"");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"<GetImItemList/>", DRAFT})
    void needsUserApplicationToActForAUser(String operation) {
        allows(operation);

        server.take("bert", USER);
        server.give("bert", ARCHIVE);
        refuses(operation, USER);
    }

    @Test
    void needsUserApplicationToArchive() {
        server.take("bert", USER);
        server.give("bert", ARCHIVE);
        refuses(DEPOSIT.formatted(TRANSCRIPT.formatted("1")), USER);
    }

    @Test
    void needsArchiveApplicationToDeposit() {
        String one = DEPOSIT.formatted(TRANSCRIPT.formatted("1"));
        refuses(one, ARCHIVE);

        server.give("bert", ARCHIVE);
        allows(one);
    }

    @Test
    void refusesDepositsTogetherAsOne() {
        refuses(DEPOSIT.formatted(TRANSCRIPT.formatted("1") + TRANSCRIPT.formatted("2")), ARCHIVE);
    }

    @Test
    void needsArchiveApplicationForTheFilesOfADeposit() {
        server.give("bert", ARCHIVE);
        String id = message(DEPOSIT.formatted(TRANSCRIPT.formatted("1")))
                .at("Items", "Message", "ItemId")
                .orElseThrow()
                .attribute("Id")
                .orElseThrow();
        String attach =
                "<CreateAttachment><ParentItemId Id=\"" + id + "\"/><Attachments><t:FileAttachment><t:Name>a</t:Name>"
                        + "<t:Content>YQ==</t:Content></t:FileAttachment></Attachments></CreateAttachment>";
        allows(attach);

        server.take("bert", ARCHIVE);
        refuses(attach, ARCHIVE);
    }

    @Test
    void asksAPersonForNoRoleOfAnApplication() {
        server.asPerson("anna");
        allows("<GetImItemList/>");
        assertThat(refusals()).isEmpty();
    }

    @Test
    void namesOnlyOperationsThatThereAreAndEachOnce() {
        List<String> named = Stream.of(ApplicationRole.values())
                .flatMap(role -> role.operations().stream())
                .toList();
        Set<String> there = Stream.concat(server.operations.stream(), EwsOperationTable.constants().stream())
                .map(EwsOperation::name)
                .collect(Collectors.toSet());
        assertThat(named).doesNotHaveDuplicates().allMatch(there::contains);
        assertThat(there).containsAll(ApplicationRole.FOUND_ITEMS);
    }
}
