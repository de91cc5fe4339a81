package org.s2slab.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.s2slab.testing.FakeResponse;

/** What goes wrong with calls of SharePoint to a fake partner: one way for a step, once. */
final class Faults {
    /** The ways in which a call fails. */
    enum Kind {
        /** The partner says no and does nothing. */
        REFUSED,
        /** The partner says that it cannot at the moment, and does nothing. */
        BUSY,
        /** The connection ends before the partner did anything. */
        UNREACHABLE,
        /** The partner does it, and the connection ends before it answers. */
        RESET,
        /** The partner does it, and its answer cannot be read. */
        MALFORMED,
        /** The partner does it and never answers. */
        SILENT,
        /** The partner does it after SharePoint has given up. */
        LATE,
        /** The connection ends, and the partner does it later. */
        CUT_OFF
    }

    private final Map<String, Kind> planned = new ConcurrentHashMap<>();
    private final List<Supplier<FakeResponse>> late = new CopyOnWriteArrayList<>();

    /** The next call of a step fails in this way. */
    void plan(String step, Kind kind) {
        planned.put(step, kind);
    }

    /** Whether everything that was planned has happened. */
    boolean allHappened() {
        return planned.isEmpty();
    }

    void clear() {
        planned.clear();
    }

    /** Does what is late. */
    void doLate() {
        assertThat(late).isNotEmpty();
        late.forEach(Faults::perform);
        late.clear();
    }

    /** Plays one call: what the partner does for it, and how it says no and not now. */
    void play(
            String step,
            HttpServerResponse response,
            Supplier<FakeResponse> work,
            FakeResponse refused,
            FakeResponse busy) {
        Kind kind = planned.remove(step);
        if (kind == null) {
            work.get().send(response);
            return;
        }
        switch (kind) {
            case REFUSED -> refused.send(response);
            case BUSY -> busy.send(response);
            case UNREACHABLE -> response.reset();
            case RESET -> {
                perform(work);
                response.reset();
            }
            case MALFORMED -> new FakeResponse(200, work.get().type(), "<half an answer").send(response);
            case SILENT -> perform(work);
            case LATE -> late.add(work);
            case CUT_OFF -> {
                late.add(work);
                response.reset();
            }
        }
    }

    /** Does what is asked for, and nobody hears of it. */
    private static void perform(Supplier<FakeResponse> work) {
        FakeResponse unheard = work.get();
        assertThat(unheard).isNotNull();
    }
}
