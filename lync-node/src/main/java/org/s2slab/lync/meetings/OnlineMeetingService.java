package org.s2slab.lync.meetings;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.lync.users.LyncUser;
import org.s2slab.trace.IdGenerator;

/** Creates, changes and cancels meetings for their organizer. An organizer has access only to their own meetings. */
record OnlineMeetingService(
        OnlineMeetingStore store, Supplier<MeetingConfiguration> configured, Clock clock, IdGenerator ids) {
    /** Maximum number of scheduled meetings of one person; enough for more than ten years of working days. */
    private static final int MOST = 5_000;

    private static final String ALPHABET = "0123456789BCDFGHJKLMNPQRSTVWXYZA";

    /** Creates a meeting. The meeting is stored when the Future succeeds. */
    Future<OnlineMeeting> add(LyncUser organizer, JsonObject requested) {
        var settings = MeetingSettingsReader.read(requested, configured.get(), clock.instant());
        return of(organizer).compose(existing -> {
            if (existing.size() >= MOST) {
                throw new UcwaProblem(
                        UcwaProblem.Kind.TOO_MANY_ONLINE_MEETINGS,
                        "You have scheduled " + existing.size() + " meetings; delete some.");
            }
            return keep(new OnlineMeeting(id(), organizer.id(), false, settings, ids.uuid(), 1));
        });
    }

    /** The organizer's scheduled meetings that have not ended, and the standing meeting if this is allowed. */
    Future<List<OnlineMeeting>> of(LyncUser organizer) {
        return store.purge(clock.instant())
                .compose(gone -> store.of(organizer.id(), clock.instant()))
                .map(all -> all.stream().filter(this::isAllowed).toList());
    }

    /** A person's standing meeting, created on first access; empty if the configuration does not allow it. */
    Future<Optional<OnlineMeeting>> standing(LyncUser organizer) {
        if (!configured.get().flag(MeetingConfiguration.ENABLE_ASSIGNED)) {
            return Future.succeededFuture(Optional.empty());
        }
        return standingOf(organizer).compose(found -> {
            if (found.isPresent()) {
                return Future.succeededFuture(found);
            }
            var settings = MeetingSettingsReader.read(new JsonObject(), configured.get(), clock.instant());
            return store.add(new OnlineMeeting(id(), organizer.id(), true, settings, ids.uuid(), 1))
                    .compose(added -> standingOf(organizer));
        });
    }

    private Future<Optional<OnlineMeeting>> standingOf(LyncUser organizer) {
        return store.of(organizer.id(), clock.instant())
                .map(all -> all.stream().filter(OnlineMeeting::assigned).findFirst());
    }

    private boolean isAllowed(OnlineMeeting meeting) {
        return !meeting.assigned() || configured.get().flag(MeetingConfiguration.ENABLE_ASSIGNED);
    }

    /** The organizer's meeting with this id; fails with ResourceNotFound for other people's meetings. */
    Future<OnlineMeeting> find(LyncUser organizer, String id) {
        return store.find(id)
                .map(found -> found.filter(meeting -> meeting.owner().equals(organizer.id()))
                        .filter(meeting -> isAllowed(meeting) && !meeting.isOver(clock.instant()))
                        .orElseThrow(() -> new UcwaProblem(
                                UcwaProblem.Kind.RESOURCE_NOT_FOUND, "You have no online meeting " + id + ".")));
    }

    /**
     * Replaces the settings of the version that the client has read. Missing settings get the configured values.
     *
     * @param ifMatch the If-Match field, or null without the field
     */
    Future<OnlineMeeting> change(LyncUser organizer, String id, @Nullable String ifMatch, JsonObject requested) {
        return find(organizer, id).compose(meeting -> {
            if (meeting.assigned()) {
                throw new UcwaProblem(
                        UcwaProblem.Kind.METHOD_NOT_ALLOWED, "An assigned online meeting cannot be changed.");
            }
            IfMatchCondition.required(ifMatch).check(meeting);
            if (!requested.containsKey(meeting.putKey())) {
                throw UcwaProblem.parameter(
                        meeting.putKey(), "the member that says 'please pass this in a PUT request' is missing.");
            }
            var settings = MeetingSettingsReader.read(requested, configured.get(), clock.instant());
            return store.change(meeting, settings)
                    .compose(changed ->
                            changed ? find(organizer, id) : Future.failedFuture(IfMatchCondition.stale(meeting)));
        });
    }

    /** Cancels a meeting; with If-Match, only if it is the version that the client has read. */
    Future<Void> remove(LyncUser organizer, String id, @Nullable String ifMatch) {
        return find(organizer, id).compose(meeting -> {
            if (meeting.assigned()) {
                throw new UcwaProblem(
                        UcwaProblem.Kind.METHOD_NOT_ALLOWED, "An assigned online meeting cannot be deleted.");
            }
            if (ifMatch != null) {
                IfMatchCondition.required(ifMatch).check(meeting);
            }
            return store.remove(meeting).map(removed -> {
                if (!removed) {
                    throw IfMatchCondition.stale(meeting);
                }
                return null;
            });
        });
    }

    private Future<OnlineMeeting> keep(OnlineMeeting meeting) {
        return store.add(meeting).map(meeting);
    }

    /** Generates eight random characters that cannot form a word, like the product's conference ids. */
    private String id() {
        long bits = Long.parseUnsignedLong(ids.hex(16), 16);
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            id.append(ALPHABET.charAt((int) (bits & 31)));
            bits >>>= 5;
        }
        return id.toString();
    }
}
