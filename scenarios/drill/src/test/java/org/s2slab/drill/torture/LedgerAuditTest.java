package org.s2slab.drill.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.s2slab.config.UserAccount;
import org.s2slab.drill.torture.LedgerEntry.State;

/** What an audit finds, with everything it is to find put in its way. */
class LedgerAuditTest {
    private static final UserAccount ANNA = person("anna");
    private static final UserAccount BERT = person("bert");

    private final AcknowledgedLedger ledger = new AcknowledgedLedger(7);
    private final LedgerAudit audit = new LedgerAudit(ledger);

    private static UserAccount person(String name) {
        String address = name + "@contoso.com";
        return new UserAccount(name, address, List.of(address), address, null, "Passw0rd!", null, null, null);
    }

    private LedgerEntry entry(TortureFeature feature, State state) {
        LedgerEntry entry =
                ledger.begin(feature, ANNA, BERT).acknowledged("id", true).in(state);
        ledger.put(entry);
        return entry;
    }

    private void isThere(LedgerEntry entry, int times) {
        for (String place : LedgerAudit.belongs(entry)) {
            for (int i = 0; i < times; i++) {
                audit.put(place, "about " + entry.key() + ", and more");
            }
        }
    }

    private List<String> findings() {
        audit.compare();
        return ledger.findings().stream().map(LedgerFinding::line).toList();
    }

    @Test
    void findsNothingWhereEachItemIsOnceInEachOfItsPlaces() {
        for (TortureFeature feature : TortureFeature.values()) {
            isThere(entry(feature, State.ACKNOWLEDGED), 1);
            isThere(entry(feature, State.ABSENT), 0);
            isThere(entry(feature, State.UNANSWERED), 0);
            isThere(entry(feature, State.UNANSWERED), 1);
            isThere(entry(feature, State.REMOVAL_UNANSWERED), 1);
        }

        assertThat(findings()).isEmpty();
    }

    @Test
    void findsWhatWasAcknowledgedAndIsNotThere() {
        LedgerEntry spoken = entry(TortureFeature.ARCHIVING, State.ACKNOWLEDGED);
        audit.put("Purges of anna@contoso.com", spoken.key());

        assertThat(findings())
                .containsExactly("LOST  archiving: " + spoken.key()
                        + " (ACKNOWLEDGED) is not in the Purges of bert@contoso.com");
    }

    @Test
    void findsWhatIsThereTwiceWhateverWasAnswered() {
        isThere(entry(TortureFeature.MAIL, State.ACKNOWLEDGED), 2);
        isThere(entry(TortureFeature.MAIL, State.UNANSWERED), 2);
        isThere(entry(TortureFeature.MAIL, State.REMOVAL_UNANSWERED), 2);
        isThere(entry(TortureFeature.MAIL, State.ABSENT), 2);

        assertThat(findings()).hasSize(4).allMatch(line -> line.startsWith("DOUBLED  mail: "));
    }

    @Test
    void findsWhatWasRemovedAndIsThereAgain() {
        LedgerEntry contact = entry(TortureFeature.CONTACTS, State.ABSENT);
        isThere(contact, 1);

        assertThat(findings()).singleElement().asString().startsWith("LOST  contacts: " + contact.key());
    }

    @Test
    void findsAMeetingThatIsInOneOfItsPlacesOnly() {
        LedgerEntry meeting = entry(TortureFeature.SITE_MEETINGS, State.UNANSWERED);
        audit.put("conferences of Lync", meeting.key());

        assertThat(findings()).singleElement().asString().contains("is in some of", meeting.key());
    }

    /** A meeting of which the site did not say that the calendars have it. */
    private LedgerEntry onSiteAlone(State state) {
        LedgerEntry entry = ledger.begin(TortureFeature.SITE_MEETINGS, ANNA, BERT)
                .acknowledged("id", false)
                .in(state);
        ledger.put(entry);
        return entry;
    }

    @Test
    void findsNothingWhereASiteMeetingIsOrIsNotInTheCalendars() {
        for (State state : List.of(State.ACKNOWLEDGED, State.UNANSWERED, State.REMOVAL_UNANSWERED)) {
            isThere(onSiteAlone(state), 1);
            LedgerEntry both = onSiteAlone(state);
            isThere(both, 1);
            audit.put("calendar of anna@contoso.com", both.key());
        }

        assertThat(findings()).isEmpty();
    }

    @Test
    void findsASiteMeetingTwiceInACalendarWhateverWasAnswered() {
        for (State state : List.of(State.ACKNOWLEDGED, State.UNANSWERED, State.REMOVAL_UNANSWERED)) {
            LedgerEntry meeting = onSiteAlone(state);
            isThere(meeting, 1);
            audit.put("calendar of bert@contoso.com", meeting.key());
            audit.put("calendar of bert@contoso.com", meeting.key());
        }

        assertThat(findings())
                .hasSize(3)
                .allMatch(line ->
                        line.startsWith("DOUBLED") && line.endsWith("2 times in the calendar of bert@contoso.com"));
    }

    @Test
    void findsASiteMeetingThatIsInACalendarAndNotOnTheSite() {
        for (State state : List.of(State.UNANSWERED, State.REMOVAL_UNANSWERED)) {
            audit.put("calendar of bert@contoso.com", onSiteAlone(state).key());
        }

        assertThat(findings())
                .hasSize(2)
                .allMatch(line -> line.startsWith("LOST")
                        && line.endsWith("is in the calendar of bert@contoso.com and not in the calendar of the site"));
    }
}
