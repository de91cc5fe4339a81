package org.s2slab.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.ConfigurationEpoch;
import org.s2slab.pki.SigningKeyStore.Assigned;
import org.s2slab.pki.SigningKeyStore.Use;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.Database;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestKeys;

class SigningKeyStoreTest {
    private static final SigningKey OLD = TestKeys.lync();
    private static final SigningKey NEW = TestKeys.named("fabrikam.com");

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final TestClock clock = new TestClock();
    private final ConfigurationEpoch epoch = new ConfigurationEpoch();
    private Database database;
    private CertificateStore store;
    private SigningKeyStore keys;

    @BeforeEach
    void start() {
        database = Database.at(vertx, folder.resolve("node.db"), "db/common");
        database.open().await();
        store = new CertificateStore(folder.resolve("certificates"));
        keys = new SigningKeyStore(database, store, clock, epoch);
        keys.load().await();
    }

    @AfterEach
    void stop() {
        database.close().await();
        vertx.close().await();
    }

    @Test
    void aNewNodeHasNoCertificateToSignWith() {
        assertThat(keys.current()).isEmpty();
        assertThat(keys.published()).isEmpty();
    }

    @Test
    void anAssignedCertificateIsCurrentAtOnceAndTheOneBeforeItPrevious() {
        keys.assign(OLD).await();
        long before = epoch.current();
        keys.assign(NEW).await();
        assertThat(epoch.current()).isGreaterThan(before);
        assertThat(keys.current()).contains(NEW);
        assertThat(keys.published()).containsExactly(NEW, OLD);
        assertThat(store.all()).hasSize(2);
    }

    @Test
    void makesACertificateAtTheFirstStartOnly() {
        keys.assignFirst(() -> OLD).await();
        keys.assignFirst(() -> NEW).await();
        assertThat(keys.published()).containsExactly(OLD);
    }

    @Test
    void assigningTheCurrentCertificateAgainDoesNotMakeItItsOwnPrevious() {
        keys.assign(OLD).await();
        keys.assign(NEW).await();
        keys.assign(NEW).await();
        assertThat(keys.published()).containsExactly(NEW, OLD);
    }

    @Test
    void signsWithAStagedCertificateADayAfterItsDateWhereItIsActivatedLate() {
        keys.activateAfter(Duration.ofHours(24));
        keys.assign(OLD).await();
        keys.stage(NEW, clock.instant().plus(Duration.ofHours(1))).await();
        clock.advance(Duration.ofHours(24));
        assertThat(keys.current()).contains(OLD);
        assertThat(keys.published()).containsExactly(OLD, NEW);
        clock.advance(Duration.ofHours(1));
        assertThat(keys.current()).contains(NEW);
    }

    @Test
    void changesAskedForAtOnceHappenInTheirOrder() {
        Future.all(keys.assign(OLD), keys.assign(NEW), keys.assign(TestKeys.exchange()))
                .await();
        assertThat(keys.published()).hasSize(2);
        SigningKeyStore restarted = new SigningKeyStore(database, store, clock, epoch);
        restarted.load().await();
        assertThat(restarted.published())
                .extracting(SigningKey::thumbprint)
                .isEqualTo(keys.published().stream().map(SigningKey::thumbprint).toList());
    }

    @Test
    void goingBackToThePreviousCertificateChangesTheirPlaces() {
        keys.assign(OLD).await();
        keys.assign(NEW).await();
        keys.assign(OLD).await();
        assertThat(keys.published()).containsExactly(OLD, NEW);
    }

    @Test
    void e7AStagedCertificateSignsNothingBeforeItsDateAndEverythingFromThen() {
        Instant effective = TestClock.START.plus(Duration.ofHours(24));
        keys.assign(OLD).await();
        keys.stage(NEW, effective).await();
        assertThat(keys.current()).contains(OLD);
        assertThat(keys.assigned())
                .containsExactly(new Assigned(Use.CURRENT, OLD, null), new Assigned(Use.NEXT, NEW, effective));

        clock.set(effective.minusSeconds(1));
        assertThat(keys.current()).contains(OLD);
        long before = epoch.current();
        clock.set(effective);
        assertThat(keys.current()).contains(NEW);
        assertThat(epoch.current()).isEqualTo(before + 1);
        assertThat(keys.assigned())
                .containsExactly(new Assigned(Use.CURRENT, NEW, null), new Assigned(Use.PREVIOUS, OLD, null));
        keys.current();
        assertThat(epoch.current()).isEqualTo(before + 1);
    }

    @Test
    void assigningTheStagedCertificateEarlyEndsItsStaging() {
        keys.assign(OLD).await();
        keys.stage(NEW, TestClock.START.plusSeconds(60)).await();
        keys.assign(NEW).await();
        assertThat(keys.assigned()).extracting(Assigned::use).containsExactly(Use.CURRENT, Use.PREVIOUS);
    }

    @Test
    void refusesToStageTheCurrentCertificate() {
        keys.assign(OLD).await();
        assertThatThrownBy(
                        () -> keys.stage(OLD, TestClock.START.plusSeconds(60)).await())
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(OLD.thumbprint());
    }

    @Test
    void refusesAShortKey() {
        assertThatThrownBy(() -> keys.assign(TestKeys.weak(768)).await()).isInstanceOf(Refusal.class);
        assertThat(keys.current()).isEmpty();
        assertThat(store.all()).isEmpty();
    }

    @Test
    void e7ThePreviousCertificateIsPublishedUntilItIsClearedOrExpires() {
        SigningKey ending = TestKeys.dated(
                "contoso.com", Instant.parse("2025-01-01T00:00:00Z"), TestClock.START.plus(Duration.ofDays(1)));
        keys.assign(ending).await();
        keys.assign(NEW).await();
        assertThat(keys.published()).containsExactly(NEW, ending);
        clock.advance(Duration.ofDays(2));
        assertThat(keys.published()).containsExactly(NEW);
        keys.clear(Use.PREVIOUS).await();
        assertThat(keys.assigned()).extracting(Assigned::use).containsExactly(Use.CURRENT);
    }

    @Test
    void remembersEverythingOverARestart() {
        Instant effective = TestClock.START.plus(Duration.ofHours(24));
        keys.assign(OLD).await();
        keys.assign(NEW).await();
        keys.stage(TestKeys.exchange(), effective).await();

        SigningKeyStore restarted = new SigningKeyStore(database, store, clock, epoch);
        restarted.load().await();
        assertThat(restarted.assigned()).extracting(Assigned::use).containsExactly(Use.values());
        assertThat(restarted.published())
                .extracting(SigningKey::thumbprint)
                .containsExactly(
                        NEW.thumbprint(), OLD.thumbprint(), TestKeys.exchange().thumbprint());
        clock.set(effective.plusSeconds(1));
        assertThat(restarted.current().orElseThrow().thumbprint())
                .isEqualTo(TestKeys.exchange().thumbprint());
    }

    @Test
    void aQueuedCertificateIsPublishedAndSignsNothingUntilItIsAssigned() {
        keys.assign(OLD).await();
        keys.stage(NEW, null).await();
        clock.advance(Duration.ofDays(365));
        assertThat(keys.current()).contains(OLD);
        assertThat(keys.published()).containsExactly(OLD, NEW);

        SigningKeyStore restarted = new SigningKeyStore(database, store, clock, epoch);
        restarted.load().await();
        assertThat(restarted.assigned()).extracting(Assigned::use).containsExactly(Use.CURRENT, Use.NEXT);
        keys.assign(NEW).await();
        assertThat(keys.assigned())
                .containsExactly(new Assigned(Use.CURRENT, NEW, null), new Assigned(Use.PREVIOUS, OLD, null));
    }

    @Test
    void keepsAsManyPreviousCertificatesAsToldTheLatestFirst() {
        keys.keepPrevious(2);
        SigningKey third = TestKeys.exchange();
        SigningKey fourth = TestKeys.named("fourth");
        for (SigningKey key : List.of(OLD, NEW, third, fourth)) {
            keys.assign(key).await();
        }
        assertThat(keys.published()).containsExactly(fourth, third, NEW);

        SigningKeyStore restarted = new SigningKeyStore(database, store, clock, epoch);
        restarted.load().await();
        assertThat(restarted.published())
                .extracting(SigningKey::thumbprint)
                .containsExactly(fourth.thumbprint(), third.thumbprint(), NEW.thumbprint());
    }

    @Test
    void revokesAPreviousOrANextCertificateAndNeverTheCurrentOne() {
        keys.assign(OLD).await();
        keys.assign(NEW).await();
        keys.stage(TestKeys.exchange(), TestClock.START.plusSeconds(60)).await();
        long before = epoch.current();

        keys.revoke(OLD.thumbprint()).await();
        keys.revoke(TestKeys.exchange().thumbprint()).await();

        assertThat(epoch.current()).isGreaterThan(before);
        assertThat(keys.published()).containsExactly(NEW);
        assertThatThrownBy(() -> keys.revoke(NEW.thumbprint()).await()).hasMessageContaining("assign another first");
        assertThatThrownBy(() -> keys.revoke(OLD.thumbprint()).await()).hasMessageContaining(OLD.thumbprint());
        clock.advance(Duration.ofDays(1));
        assertThat(keys.current()).contains(NEW);
    }

    @Test
    void warnsOfDatesThatLeavePartnersTooLittleTime() {
        SigningKey ending = TestKeys.dated(
                "contoso.com", Instant.parse("2025-01-01T00:00:00Z"), TestClock.START.plus(Duration.ofDays(3)));
        keys.assign(ending).await();
        RolloverDates dates = new RolloverDates(keys, clock, "Thumbprint", "EffectiveDate");

        assertThat(dates.check(NEW.certificate(), Optional.of(TestClock.START.plus(Duration.ofDays(1)))))
                .isEmpty();
        assertThat(dates.check(NEW.certificate(), Optional.of(TestClock.START.plus(Duration.ofHours(49)))))
                .singleElement()
                .asString()
                .contains("less than 24 hours");
        assertThat(dates.check(NEW.certificate(), Optional.of(TestClock.START.plus(Duration.ofMinutes(5)))))
                .singleElement()
                .asString()
                .contains("every 15 minutes");
        assertThat(dates.check(NEW.certificate(), Optional.empty())).isEmpty();
        assertThatThrownBy(() -> dates.check(NEW.certificate(), Optional.of(TestClock.START.minusSeconds(1))))
                .hasMessageContaining("EffectiveDate");
        assertThatThrownBy(
                        () -> dates.check(ending.certificate(), Optional.of(TestClock.START.plus(Duration.ofDays(4)))))
                .hasMessageContaining("valid from");
    }

    @Test
    void warnsToTheSecond() {
        SigningKey ending = TestKeys.dated(
                "contoso.com", Instant.parse("2025-01-01T00:00:00Z"), TestClock.START.plus(Duration.ofDays(3)));
        keys.assign(ending).await();
        RolloverDates dates = new RolloverDates(keys, clock, "Thumbprint", "EffectiveDate");

        assertThat(dates.check(NEW.certificate(), Optional.of(TestClock.START.plus(Duration.ofDays(2)))))
                .isEmpty();
        assertThat(dates.check(
                        NEW.certificate(),
                        Optional.of(TestClock.START.plus(Duration.ofDays(2)).plusSeconds(1))))
                .hasSize(1);
        assertThat(dates.check(NEW.certificate(), Optional.of(TestClock.START.plus(Duration.ofMinutes(15)))))
                .isEmpty();
        assertThat(dates.check(
                        NEW.certificate(),
                        Optional.of(TestClock.START.plus(Duration.ofMinutes(15)).minusSeconds(1))))
                .hasSize(1);
        assertThat(dates.check(NEW.certificate(), Optional.of(TestClock.START))).hasSize(1);
        assertThat(dates.check(ending.certificate(), Optional.of(TestClock.START.plus(Duration.ofDays(3)))))
                .hasSize(1);
        SigningKey later = TestKeys.dated(
                "contoso.com", TestClock.START.plus(Duration.ofHours(1)), TestClock.START.plus(Duration.ofDays(300)));
        assertThat(dates.check(later.certificate(), Optional.of(TestClock.START.plus(Duration.ofHours(1)))))
                .isEmpty();
        assertThatThrownBy(() -> dates.check(
                        later.certificate(),
                        Optional.of(TestClock.START.plus(Duration.ofHours(1)).minusSeconds(1))))
                .hasMessageContaining("valid from");
        assertThatThrownBy(() -> dates.check(later.certificate(), Optional.empty()))
                .hasMessageContaining("valid from");
        assertThat(dates.check(TestKeys.weak(1024).certificate(), Optional.empty()))
                .singleElement()
                .asString()
                .contains("1024 bits");
        assertThatThrownBy(() -> dates.check(TestKeys.weak(768).certificate(), Optional.empty()))
                .hasMessageContaining("768 bits");
    }
}
