package org.s2slab.diagnosis.doctor;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.s2slab.engine.deployment.NodeAddress;

/** How nodes come to keep what does not work, or not to get done what they have to do. */
final class Wedges {
    private Wedges() {}

    /** Another process has a lock on a node's database, until the person ends it whom the cure asks to. */
    static void lock(Clinic clinic, String node) {
        String file = address(clinic, node).folder().resolve("node.db").toString();
        try {
            Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
            other.createStatement().execute("BEGIN IMMEDIATE");
            clinic.byHand("# end the other process that has a lock on '" + file + "'", () -> {
                try {
                    other.close();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Two people talk while Exchange is down, so that Lync keeps the transcript and rests; then Exchange is up again. */
    static void leaveATranscript(Clinic clinic) {
        clinic.play("""
                  - {do: archive, on: lync, run: Set-CsArchivingConfiguration, with: {EnableArchiving: ImOnly, EnableExchangeArchiving: true}}
                  - {do: hers, on: lync, run: Set-CsUser, with: {Identity: anna@contoso.com, ExchangeArchivingPolicy: ArchivingToExchange}}
                  - {do: down, stop: exchange}
                  - {do: talk, talk: {from: anna@contoso.com, to: bert@contoso.com, say: Hello}}
                  - {do: up, start: exchange}
                """);
    }

    /** The clocks were ahead by more than any token lives while Lync called Exchange, and are put right. */
    static void setBack(Clinic clinic) {
        clinic.advance(Duration.ofHours(30));
        clinic.type("lync", "Test-CsExStorageConnectivity -SipUri sip:anna@contoso.com");
        clinic.advance(Duration.ofHours(-30));
    }

    static NodeAddress address(Clinic clinic, String node) {
        return clinic.lab().topology().managed().stream()
                .map(managed -> managed.address())
                .filter(address -> address.name().equals(node))
                .findFirst()
                .orElseThrow();
    }
}
