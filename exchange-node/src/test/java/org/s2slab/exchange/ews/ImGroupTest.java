package org.s2slab.exchange.ews;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.s2slab.exchange.ews.EwsServer.Answer;
import org.s2slab.exchange.ids.MailboxObjectId;

class ImGroupTest extends ImListOnServer {
    @Test
    void refusesAGroupNameThatIsTaken() {
        addGroup("Team");

        assertThat(server.call("<AddImGroup><DisplayName>TEAM</DisplayName></AddImGroup>")
                        .code())
                .isEqualTo("ErrorImGroupDisplayNameAlreadyExists");
    }

    @Test
    void refusesOneGroupTooMany() {
        addGroup("One");
        addGroup("Two");

        assertThat(server.call("<AddImGroup><DisplayName>Three</DisplayName></AddImGroup>")
                        .code())
                .isEqualTo("ErrorImGroupLimitReached");
    }

    @Test
    void renamesAGroup() {
        String team = addGroup("Team");
        Answer answer =
                server.call("<SetImGroup>" + groupId(team) + "<NewDisplayName>Crew</NewDisplayName></SetImGroup>");

        assertThat(answer.code()).isEqualTo("NoError");
        assertThat(group("Crew")).isEqualTo(team);
    }

    @Test
    void refusesToRenameAGroupToTheNameItHas() {
        String team = addGroup("Team");
        Answer answer =
                server.call("<SetImGroup>" + groupId(team) + "<NewDisplayName>Team</NewDisplayName></SetImGroup>");

        assertThat(answer.code()).isEqualTo("ErrorImGroupDisplayNameAlreadyExists");
        assertThat(answer.text("MessageText")).isEqualTo("An IM group with the specified display name already exists.");
    }

    @Test
    void refusesToRemoveAGroupByAnIdItDoesNotHave() {
        assertThat(server.call("<RemoveImGroup>" + groupId(foreign(MailboxObjectId.Kind.GROUP)) + "</RemoveImGroup>")
                        .code())
                .isEqualTo("ErrorInvalidImGroupId");
        assertThat(server.call("<RemoveImGroup>" + groupId(group("Favorites")) + "</RemoveImGroup>")
                        .code())
                .isEqualTo("ErrorInvalidImGroupId");
        assertThat(server.call("<RemoveImGroup>" + groupId("AAMkgrp") + "</RemoveImGroup>")
                        .code())
                .isEqualTo("ErrorInvalidIdMalformed");
    }

    @Test
    void addsAndRemovesADistributionGroup() {
        server.groups.create("Sales", "sales@contoso.com", List.of()).await();
        String add = "<AddDistributionGroupToImList><SmtpAddress>sales@contoso.com</SmtpAddress>"
                + "<DisplayName>Sales</DisplayName></AddDistributionGroupToImList>";
        Answer answer = server.call(add);

        assertThat(answer.text("ImGroup", "GroupType")).isEqualTo("IPM.DistList.MOC.DG");
        assertThat(answer.text("ImGroup", "SmtpAddress")).isEqualTo("sales@contoso.com");
        String id = id(answer.response(), "ImGroup", "ExchangeStoreId");
        assertThat(id(server.call(add).response(), "ImGroup", "ExchangeStoreId"))
                .isEqualTo(id);
        String remove = "<RemoveDistributionGroupFromImList>" + groupId(id) + "</RemoveDistributionGroupFromImList>";
        assertThat(server.call(remove).code()).isEqualTo("NoError");
        assertThat(server.call(remove).code()).isEqualTo("ErrorItemNotFound");
    }

    @Test
    void takesADistributionGroupWithoutDisplayNameAsTheDocumentationShowsIt() {
        server.groups.create("Sales Team", "sales@contoso.com", List.of()).await();
        Answer answer = server.call(
                "<AddDistributionGroupToImList><SmtpAddress>sales@contoso.com</SmtpAddress></AddDistributionGroupToImList>");

        assertThat(answer.code()).isEqualTo("NoError");
        assertThat(answer.text("ImGroup", "DisplayName")).isEqualTo("Sales Team");
    }

    /**
     * "The distribution group must already be created": AddDistributionGroupToImList, the page of its documentation.
     */
    @Test
    void refusesAnAddressThatIsNoDistributionGroupOfTheOrganization() {
        String add = "<AddDistributionGroupToImList><SmtpAddress>%s</SmtpAddress><DisplayName>X</DisplayName>"
                + "</AddDistributionGroupToImList>";

        server.groups.create("Sales", "sales@contoso.com", List.of()).await();
        for (String address : List.of("bert@contoso.com", "nobody@contoso.com", "sales")) {
            assertThat(server.call(add.formatted(address)).code())
                    .as(address)
                    .isEqualTo("ErrorInvalidImDistributionGroupSmtpAddress");
        }
        assertThat(server.call("<GetImItemList/>").http().body()).doesNotContain("IPM.DistList.MOC.DG");
    }
}
