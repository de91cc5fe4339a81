package org.s2slab.lync.archiving;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.config.UserAccount;
import org.s2slab.lync.archiving.ArchivingConfiguration.EnableArchiving;
import org.s2slab.lync.archiving.ArchivingDecision.Destination;
import org.s2slab.lync.archiving.ArchivingDecision.Fact;
import org.s2slab.lync.archiving.ArchivingDecision.Situation;
import org.s2slab.lync.archiving.Transcript.Entry;
import org.s2slab.lync.archiving.Transcript.Participant;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.WriteTransaction;
import org.s2slab.trace.TraceParent;

/** Decides where each participant's transcript goes, and stores it before the response is sent. */
public final class TranscriptArchiver {
    private static final String OWN_FOREST = "own";

    private final ArchivingSettingsStore settings;
    private final TranscriptQueue transcripts;
    private final StorageService storage;
    private final Map<String, UserAccount> people;
    private final Function<String, Future<List<String>>> holdsOf;
    private final Clock clock;

    /** The number of participants for each destination of a transcript. */
    public record Archived(int toExchange, int toLync, int nowhere) {}

    /**
     * @param people the user directory
     * @param holdsOf the In-Place Holds of a mailbox in Lync's own forest, by user principal name
     */
    public TranscriptArchiver(
            ArchivingSettingsStore settings,
            TranscriptQueue transcripts,
            StorageService storage,
            List<UserAccount> people,
            Function<String, Future<List<String>>> holdsOf,
            Clock clock) {
        this.settings = settings;
        this.transcripts = transcripts;
        this.storage = storage;
        this.people = people.stream()
                .collect(Collectors.toMap(person -> person.upn().toLowerCase(Locale.ROOT), person -> person));
        this.holdsOf = holdsOf;
        this.clock = clock;
    }

    /**
     * Stores the transcript for all people who must be archived, together with the further writes. A mailbox gets the
     * entries that the owner of the mailbox heard. Lync's own archive stores the whole transcript once, for people who
     * heard any part of it.
     *
     * @param heard the entries that each participant heard, by SIP address; one list for all who heard the same entries
     * @param cause the request that causes the archiving, or null if unknown
     * @param further writes to the database in the same transaction
     */
    public Future<Archived> archive(
            Transcript transcript,
            Map<String, List<Entry>> heard,
            @Nullable TraceParent cause,
            Consumer<WriteTransaction> further) {
        Transcript kept = kept(transcript);
        Map<String, Transcript> views = new HashMap<>();
        IdentityHashMap<List<Entry>, Transcript> made = new IdentityHashMap<>();
        for (Participant one : transcript.participants()) {
            Transcript view = made.computeIfAbsent(
                    heard.getOrDefault(one.sip(), List.of()), entries -> kept(transcript.with(entries)));
            if (one.user() != null && !view.entries().isEmpty()) {
                views.put(one.user(), view);
            }
        }
        return decide(kept.participants(), kept.withOutsiders()).compose(decided -> {
            List<String> exchange = decided.getOrDefault(Destination.EXCHANGE, List.of()).stream()
                    .filter(views::containsKey)
                    .toList();
            List<String> lync = decided.getOrDefault(Destination.LYNC, List.of()).stream()
                    .filter(views::containsKey)
                    .toList();
            List<String> copies =
                    settings.configuration().duplicates() ? lync : lync.subList(0, Math.min(1, lync.size()));
            int all = decided.values().stream().mapToInt(List::size).sum();
            return transcripts
                    .store(
                            kept,
                            exchange.stream().collect(Collectors.toMap(user -> user, views::get)),
                            copies,
                            clock.instant(),
                            cause,
                            further)
                    .onSuccess(stored -> storage.wake())
                    .map(new Archived(exchange.size(), lync.size(), all - exchange.size() - lync.size()));
        });
    }

    private Transcript kept(Transcript whole) {
        return settings.configuration().enableArchiving() == EnableArchiving.IM_AND_WEB_CONF
                ? whole
                : whole.messagesOnly();
    }

    /** Fails with UNAVAILABLE in critical mode if one of these people is archived and archiving fails. */
    public Future<Void> admit(List<Participant> participants) {
        if (!settings.configuration().blockOnFailure()) {
            return Future.succeededFuture();
        }
        return storage.trouble()
                .compose(trouble -> trouble.isEmpty()
                        ? Future.succeededFuture()
                        : decide(participants, outsiders(participants)).map(decided -> {
                            if (decided.keySet().stream().anyMatch(destination -> destination != Destination.NONE)) {
                                throw Refusal.unavailable(
                                        "critical mode: messages of archived users are blocked, for they cannot be archived: "
                                                + trouble.get());
                            }
                            return null;
                        }));
    }

    private static boolean outsiders(List<Participant> participants) {
        return participants.stream().anyMatch(participant -> participant.user() == null);
    }

    private Future<Map<Destination, List<String>>> decide(List<Participant> participants, boolean withOutsiders) {
        Map<Destination, List<String>> decided = new EnumMap<>(Destination.class);
        Future<?> last = Future.succeededFuture();
        for (Participant participant : participants) {
            String user = participant.user();
            if (user != null) {
                last = last.compose(before -> destination(user, withOutsiders))
                        .onSuccess(destination -> decided.computeIfAbsent(destination, key -> new ArrayList<>())
                                .add(user));
            }
        }
        return last.map(done -> decided);
    }

    private Future<Destination> destination(String user, boolean withOutsiders) {
        UserAccount person = people.get(user);
        boolean sameForest = person == null || isOwn(person.forest());
        ArchivingConfiguration configuration = settings.configuration();
        Situation unheld = new Situation(
                Switches.<Fact>of()
                        .with(Fact.ARCHIVING, configuration.enableArchiving() != EnableArchiving.NONE)
                        .with(Fact.EXCHANGE, configuration.exchange())
                        .with(Fact.MAILBOX, person != null && person.hasMailbox())
                        .with(Fact.SAME_FOREST, sameForest)
                        .with(Fact.COVERED, settings.policyOf(user).covers(withOutsiders)),
                settings.exchangePolicyOf(user));
        // The directory is read only if a hold decides.
        return needsHold(unheld)
                ? holdsOf.apply(user)
                        .map(holds -> ArchivingDecision.rowFor(unheld.onHold(!holds.isEmpty()))
                                .destination())
                : Future.succeededFuture(ArchivingDecision.rowFor(unheld).destination());
    }

    private static boolean needsHold(Situation situation) {
        return ArchivingDecision.rowFor(situation).condition(Fact.ON_HOLD).isPresent();
    }

    private static boolean isOwn(@Nullable String forest) {
        return forest == null || forest.equals(OWN_FOREST);
    }
}
