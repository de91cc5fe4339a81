package org.s2slab.exchange.ediscovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.s2slab.exchange.search.ArchivedItems.mail;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.Switches;
import org.s2slab.directory.ForestHoldStore;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.ews.EwsServer;
import org.s2slab.exchange.ids.MailboxException;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.mailbox.RetentionSettings;
import org.s2slab.exchange.mailbox.RetentionSettings.RetentionSwitch;
import org.s2slab.exchange.mailbox.SavedMailboxSearch;
import org.s2slab.node.NodeTimers;
import org.s2slab.trace.InternalFailures;
import org.s2slab.trace.OperationCounters;
import org.s2slab.xml.XmlElement;

/** Holds on Bert's mailbox, and what the assistant purges in spite and because of them. */
class HoldsTest {
    private static final String DELETIONS = "recoverableitemsdeletions";

    private final Vertx vertx = Vertx.vertx();
    private Investigation investigation;
    private Mailbox bert;
    private ForestHoldStore forest;

    @BeforeEach
    void start(@TempDir Path folder) {
        investigation = new Investigation(folder);
        bert = investigation.server.mailboxes.of("bert");
        forest = ForestHoldStore.in(vertx, folder.resolve("forest"));
    }

    @AfterEach
    void stop() {
        investigation.close();
        vertx.close().await();
    }

    private EwsServer.Answer hold(String action, String query, String more) {
        return investigation.server.call("<SetHoldOnMailboxes><ActionType>" + action
                + "</ActionType><HoldId>Case 7</HoldId><Query>" + query + "</Query><Mailboxes><t:String>"
                + investigation.reference("bert") + "</t:String></Mailboxes>" + more + "</SetHoldOnMailboxes>");
    }

    private static String status(EwsServer.Answer answer) {
        return answer.text("MailboxHoldResult", "MailboxHoldStatuses", "MailboxHoldStatus", "Status");
    }

    private int purgedAfter(Duration time) {
        investigation.server.clock.advance(time);
        return investigation.server.discovery.assistant().process(bert).await();
    }

    private List<String> found(String query) {
        XmlElement message = investigation.search(query, "PreviewOnly", "", "bert");
        return Investigation.texts(message, "Items", "Subject");
    }

    private void delete(Item item, DisposalType disposal) {
        investigation
                .server
                .items
                .database()
                .change(tx -> investigation.server.items.delete(tx, bert, item, disposal))
                .await();
    }

    @Test
    void purgesWhatIsOldEnoughAndHeldByNobody() {
        assertThat(purgedAfter(Duration.ofDays(13))).isZero();
        assertThat(purgedAfter(Duration.ofDays(1))).isEqualTo(2);
        assertThat(found("falcon OR soup")).isEmpty();
    }

    @Test
    void holdsWhatItsQueryFindsUntilItIsReleased() {
        EwsServer.Answer placed = hold("Create", "falcon", "");
        assertThat(placed.code()).isEqualTo("NoError");
        assertThat(status(placed)).isEqualTo("OnHold");
        assertThat(purgedAfter(Duration.ofDays(400))).isEqualTo(1);
        assertThat(found("falcon OR soup")).containsExactly("Talk");

        assertThat(status(hold("Remove", "", ""))).isEqualTo("NotOnHold");
        assertThat(purgedAfter(Duration.ZERO)).isEqualTo(1);
        assertThat(found("falcon OR soup")).isEmpty();
    }

    @Test
    void holdsEverythingWithoutAQuery() {
        hold("Create", "", "");
        assertThat(purgedAfter(Duration.ofDays(400))).isZero();
    }

    /** MS-OXWSEDISC has the flag; what is not held by a query must not be taken for held. */
    @Test
    void holdsNonIndexableItemsOnlyWithoutAQuery() {
        String more = "<IncludeNonIndexableItems>true</IncludeNonIndexableItems>";
        EwsServer.Answer refused = hold("Create", "falcon", more);
        assertThat(refused.code()).isEqualTo("ErrorInvalidRequest");
        assertThat(refused.http().body()).contains("IncludeNonIndexableItems");
        assertThat(investigation
                        .server
                        .call("<GetHoldOnMailboxes><HoldId>Case 7</HoldId></GetHoldOnMailboxes>")
                        .code())
                .isEqualTo("ErrorMailboxHoldNotFound");
        assertThat(status(hold("Create", "falcon", more.replace("true", "false"))))
                .isEqualTo("OnHold");
        assertThat(status(hold("Create", "", more))).isEqualTo("OnHold");
        assertThat(purgedAfter(Duration.ofDays(400))).isZero();
    }

    @Test
    void holdsAnItemForAsLongAsThePeriodSays() {
        hold("Create", "", "<ItemHoldPeriod>365</ItemHoldPeriod>");
        assertThat(purgedAfter(Duration.ofDays(360))).isZero();
        assertThat(purgedAfter(Duration.ofDays(10))).isEqualTo(2);
    }

    @Test
    void holdsEverythingUnderLitigation() {
        investigation
                .server
                .discovery
                .preservation()
                .setRetention(
                        bert.id(),
                        new RetentionSettings(Switches.of(RetentionSwitch.LITIGATION_HOLD), Duration.ofDays(14), null))
                .await();
        assertThat(purgedAfter(Duration.ofDays(4000))).isZero();
    }

    @Test
    void takesWhatIsHeldOutOfItsOwnersSight() {
        Item item = investigation.put("bert", "inbox", mail("Secret falcon", "", "bert", "anna"));
        hold("Create", "falcon", "");
        delete(item, DisposalType.SoftDelete);
        purgedAfter(Duration.ofDays(15));
        assertThat(found("subject:secret")).containsExactly("Secret falcon");
        assertThat(investigation
                        .server
                        .items
                        .database()
                        .read(rx -> investigation.server.items.list(rx, bert, DELETIONS, false))
                        .await())
                .isEmpty();
    }

    @Test
    void keepsWhatTheOwnerDeletesForGoodWhileAHoldIsOn() {
        Item item = investigation.put("bert", "inbox", mail("Secret falcon", "", "bert", "anna"));
        hold("Create", "falcon", "");
        delete(item, DisposalType.HardDelete);
        List<Item> purges = investigation
                .server
                .items
                .database()
                .read(rx -> investigation.server.items.list(rx, bert, Investigation.PURGES, false))
                .await();
        assertThat(purges).extracting(one -> one.content().subject()).contains("Secret falcon");
        assertThatThrownBy(() -> delete(purges.get(0), DisposalType.HardDelete)).isInstanceOf(MailboxException.class);
    }

    @Test
    void deletesForGoodWhereNothingProtectsTheMailbox() {
        Item item = investigation.put("bert", "inbox", mail("Secret falcon", "", "bert", "anna"));
        delete(item, DisposalType.HardDelete);
        assertThat(found("subject:secret")).isEmpty();
    }

    @Test
    void tellsTheForestOfAHoldAndOfItsRelease() {
        hold("Create", "", "<InPlaceHoldIdentity>c0ffee</InPlaceHoldIdentity>");
        assertThat(forest.holds("bert@contoso.com").await()).containsExactly("c0ffee");
        hold("Remove", "", "");
        assertThat(forest.holds("bert@contoso.com").await()).isEmpty();
    }

    @Test
    void repairsTheForestAtTheStart() {
        hold("Create", "", "<InPlaceHoldIdentity>c0ffee</InPlaceHoldIdentity>");
        forest.setHolds("bert@contoso.com", List.of()).await();
        forest.setHolds("anna@contoso.com", List.of("forgotten")).await();
        investigation.server.discovery.holds().load().await();
        assertThat(forest.holds("bert@contoso.com").await()).containsExactly("c0ffee");
        assertThat(forest.holds("anna@contoso.com").await()).isEmpty();
    }

    @Test
    void replacesAHoldThatIsPlacedAgain() {
        hold("Create", "falcon", "");
        hold("Create", "soup", "");
        List<SavedMailboxSearch> searches =
                investigation.server.discovery.preservation().searches();
        assertThat(searches).extracting(SavedMailboxSearch::query).containsExactly("soup");
    }

    @Test
    void refusesToChangeAHoldThatIsNotThere() {
        assertThat(hold("Update", "", "").code()).isEqualTo("ErrorMailboxHoldNotFound");
        assertThat(hold("Remove", "", "").code()).isEqualTo("ErrorMailboxHoldNotFound");
    }

    @Test
    void saysWhyAHoldIsNotPlaced() {
        EwsServer.Answer query = hold("Create", "colour:red", "");
        assertThat(query.code()).isEqualTo("ErrorInvalidRequest");
        assertThat(query.text("MessageText")).contains("position 1");
        assertThat(hold("Create", "", "<ItemHoldPeriod>soon</ItemHoldPeriod>").text("MessageText"))
                .contains("'soon'");
    }

    @Test
    void worksByItselfOnceADay() {
        var timers = new NodeTimers(vertx, investigation.server.clock, new InternalFailures(new OperationCounters()));
        investigation.server.discovery.assistant().start(timers);
        investigation.server.clock.advance(Duration.ofDays(20));
        await().untilAsserted(() -> assertThat(found("falcon OR soup")).isEmpty());

        Item item = investigation.put("bert", "inbox", mail("Later", "", "bert", "anna"));
        delete(item, DisposalType.SoftDelete);
        investigation.server.clock.advance(Duration.ofHours(23));
        await().during(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(found("later")).containsExactly("Later"));
        timers.stop();
    }
}
