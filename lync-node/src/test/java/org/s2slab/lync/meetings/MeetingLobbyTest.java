package org.s2slab.lync.meetings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.Switches;
import org.s2slab.config.UserAccount;
import org.s2slab.lync.users.UserStore;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.Database;
import org.s2slab.store.TestDatabase;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestDeployment;

/** Who waits before a meeting. */
class MeetingLobbyTest {
    private static final UserAccount ANNA = TestDeployment.person("anna");

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final TestClock clock = new TestClock();
    private Database database;
    private MeetingLobby lobby;

    @BeforeEach
    void open() {
        database = TestDatabase.in(vertx, folder, "db/common", "db/lync");
        database.open().await();
        new UserStore(database, List.of(ANNA), () -> "contoso.com").load().await();
        lobby = new MeetingLobby(database, clock);
    }

    @AfterEach
    void stop() {
        database.close().await();
        vertx.close().await();
    }

    @Test
    void keepsGuestsUntilALeaderDecides() {
        OnlineMeeting meeting = meeting("M1");
        MeetingLobby.Guest first = enter(meeting, "secret 1");
        MeetingLobby.Guest second = enter(meeting, "secret 2");
        assertThat(enter(meeting, "secret 1")).isEqualTo(first);
        assertThat(lobby.waiting(meeting).await()).containsExactly(first, second);
        lobby.decide(meeting, first.id(), true).await();
        lobby.decide(meeting, second.id(), false).await();
        assertThat(lobby.find(meeting, "secret 1").await().orElseThrow().state())
                .isEqualTo(MeetingLobby.State.ADMITTED);
        assertThat(lobby.find(meeting, "secret 2").await().orElseThrow().state())
                .isEqualTo(MeetingLobby.State.DENIED);
        assertThat(lobby.waiting(meeting).await()).isEmpty();
        assertThat(lobby.find(meeting, "secret 3").await()).isEmpty();
        assertThatThrownBy(lobby.decide(meeting, first.id(), true)::await).isInstanceOf(Refusal.class);
    }

    @Test
    void takes250GuestsIntoALobbyAndForgetsThemAfterADay() {
        OnlineMeeting full = meeting("full");
        IntStream.range(0, 250).forEach(i -> enter(full, "secret " + i));
        assertThatThrownBy(() -> enter(full, "one more")).hasMessageContaining("the lobby is full");
        assertThat(lobby.waiting(full).await())
                .extracting(MeetingLobby.Guest::id)
                .startsWith("1", "2")
                .endsWith("249", "250");

        clock.advance(Duration.ofDays(1));
        assertThat(enter(full, "one more").id()).isEqualTo("1");
    }

    @Test
    void holds2000Lobbies() {
        OnlineMeeting oldest = meeting("oldest");
        enter(oldest, "secret");
        clock.advance(Duration.ofSeconds(1));
        Future.all(IntStream.range(1, 2000)
                        .mapToObj(i -> lobby.enter(meeting("m" + i), "secret", "Guest"))
                        .toList())
                .await();
        assertThat(lobby.find(oldest, "secret").await()).isPresent();

        enter(meeting("m2000"), "secret");

        assertThat(lobby.find(oldest, "secret").await()).isEmpty();
        assertThat(lobby.find(meeting("m1"), "secret").await()).isPresent();
    }

    private MeetingLobby.Guest enter(OnlineMeeting meeting, String holder) {
        return lobby.enter(meeting, holder, "Guest").await();
    }

    /** A meeting that is in the database. */
    private OnlineMeeting meeting(String id) {
        var settings = new OnlineMeeting.Settings(
                null,
                null,
                AccessLevel.LOCKED,
                LeaderAssignment.DISABLED,
                List.of(),
                List.of(),
                Switches.of(),
                TestClock.START);
        var meeting = new OnlineMeeting(id, ANNA.upn(), false, settings, "put", 1);
        var store = new OnlineMeetingStore(database);
        if (store.find(id).await().isEmpty()) {
            store.add(meeting).await();
        }
        return meeting;
    }
}
